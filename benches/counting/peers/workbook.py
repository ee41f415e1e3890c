"""Writes the cells of a workbook again with XlsxWriter in constant memory: workbook.py FILE

Only the writing is timed, with one format for all cells and without charts, widths and the like:
less work than the workbook it copies. Equal texts are kept once, and what memory the cells
themselves take while they wait is subtracted.
"""

import sys
import tempfile
import time
from pathlib import Path

import python_calamine
import xlsxwriter

from timing import say


def memory(name):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])


book = python_calamine.load_workbook(sys.argv[1])
known = {}
sheets = [
    (name, [[known.setdefault((type(cell), cell), cell) for cell in row]
            for row in book.get_sheet_by_name(name).iter_rows()])
    for name in book.sheet_names
]
del book
cells = sum(1 for _, rows in sheets for row in rows for cell in row if cell != "")
# From here on the mark of the most memory counts anew.
Path("/proc/self/clear_refs").write_text("5")
before = memory("VmRSS")
start = time.perf_counter()
with tempfile.TemporaryDirectory() as folder:
    out = xlsxwriter.Workbook(f"{folder}/copy.xlsx", {"constant_memory": True, "tmpdir": folder})
    style = out.add_format({"font_name": "游ゴシック", "font_size": 10})
    for name, rows in sheets:
        sheet = out.add_worksheet(name)
        for row, line in enumerate(rows):
            for column, cell in enumerate(line):
                if isinstance(cell, str):
                    if cell:
                        sheet.write_string(row, column, cell, style)
                else:
                    sheet.write_number(row, column, cell, style)
    out.close()
    seconds = time.perf_counter() - start
say(f"XlsxWriter, constant_memory: writing its {cells} cells", f"{seconds:.3f}", memory("VmHWM") - before)
