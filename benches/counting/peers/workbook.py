"""Writes the cells of a workbook again with XlsxWriter in constant memory: workbook.py FILE

Only the writing is timed, with one format for all cells and without charts, widths and the like:
less work than the workbook it copies. A process of its own writes, from rows that wait in a file,
so that its memory is that of writing; the time of reading those rows is subtracted.
"""

import marshal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import python_calamine
import xlsxwriter

from timing import say


def main(file):
    with tempfile.TemporaryDirectory() as folder:
        rows = f"{folder}/rows"
        book = python_calamine.load_workbook(file)
        with open(rows, "wb") as out:
            for name in book.sheet_names:
                marshal.dump(name, out)
                for row in book.get_sheet_by_name(name).iter_rows():
                    marshal.dump(
                        [cell if isinstance(cell, (str, float)) else str(cell) for cell in row], out
                    )
        del book
        subprocess.run([sys.executable, __file__, rows, f"{folder}/copy.xlsx"], check=True)


def waiting(rows):
    """Sheet names and rows as they stand in the file."""
    with open(rows, "rb") as file:
        while True:
            try:
                yield marshal.load(file)
            except EOFError:
                return


def write(rows, target):
    start = time.perf_counter()
    cells = sum(sum(cell != "" for cell in row) for row in waiting(rows) if isinstance(row, list))
    reading, start = time.perf_counter() - start, time.perf_counter()
    out = xlsxwriter.Workbook(target, {"constant_memory": True})
    style = out.add_format({"font_name": "游ゴシック", "font_size": 10})
    for row in waiting(rows):
        if isinstance(row, str):
            sheet, place = out.add_worksheet(row), -1
            continue
        place += 1
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(place, column, cell, style)
            else:
                sheet.write_number(place, column, cell, style)
    out.close()
    seconds = time.perf_counter() - start - reading
    # getrusage would count the memory of the process that started this one.
    status = Path("/proc/self/status").read_text()
    most = status.split("VmHWM:")[1].split()[0]
    say(f"XlsxWriter, constant_memory: writing its {cells} cells", f"{seconds:.3f}", most)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) == 2 else write(*sys.argv[1:])
