"""A workbook that remembers which of its figures somebody has recomputed."""

import re
from decimal import Decimal

import openpyxl
from openpyxl.utils import get_column_letter

from exact import NOTHING

# What a figure looks like where it is a text: a dash, a number marked as small, a signed one.
FIGURE = re.compile(r"-|[+±−▲▼]?[\d,]+(\.\d+)?[*％%]*")


class Book:
    """All sheets, and what was found wrong in them."""

    def __init__(self, file):
        self.book = openpyxl.load_workbook(file, data_only=True)
        self.sheets = {}
        self.wrong = []

    def __contains__(self, name):
        return name in self.book.sheetnames

    def sheet(self, name):
        """A sheet by its name, always the same one."""
        if name not in self.sheets:
            self.sheets[name] = Sheet(self.book[name], self.wrong)
        return self.sheets[name]


class Sheet:
    """A sheet; rows and columns count from 1."""

    def __init__(self, sheet, wrong):
        self.sheet, self.name, self.wrong = sheet, sheet.title, wrong
        self.seen, self.taken = set(), set()
        self.rows, self.columns = sheet.max_row, sheet.max_column
        self.merged = {
            (row, column): (area.min_row, area.min_col)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }

    def at(self, row, column):
        """What stands in a cell, or in the merged cells that it belongs to; "" for nothing."""
        value = self.sheet.cell(*self.merged.get((row, column), (row, column))).value
        return "" if value is None else value

    def says(self, row, column, words):
        """A text that must stand in a cell."""
        self.seen.add((row, column))
        # Headings are broken where their columns are narrow.
        if str(self.at(row, column)).replace("\n", "") != words.replace("\n", ""):
            self.complain(row, column, f"says 「{self.at(row, column)}」, not 「{words}」")

    def check(self, row, column, expected, tolerance=0):
        """A figure that must stand in a cell: a number, or a text such as `-` or `23*`."""
        self.seen.add((row, column))
        found = self.at(row, column)
        if isinstance(expected, (int, Decimal)):
            # A decimal of few digits and its nearest float are written alike.
            same = is_number(found) and abs(float(found) - float(expected)) <= max(tolerance, 1e-9)
        else:
            same = found == expected
        if not same:
            self.complain(row, column, f"is {found!r}, recounted {expected}")

    def near(self, row, column, value, places):
        """A figure that is no ratio of whole numbers: rounded, and a tie may fall to either side."""
        expected = NOTHING if value is None else Decimal(str(value))
        self.check(row, column, expected, 10.0**-places / 2 + 1e-7)

    def take(self, row, column):
        """What stands in a cell that nothing else in the workbook tells: it is believed."""
        self.seen.add((row, column))
        self.taken.add((row, column))
        return self.at(row, column)

    def complain(self, row, column, words):
        self.wrong.append(f"{self.name}!{get_column_letter(column)}{row} {words}")

    def unseen(self):
        """Complains of every figure that nobody has recomputed."""
        for line in self.sheet.iter_rows():
            for cell in line:
                if is_figure(cell.value) and (cell.row, cell.column) not in self.seen:
                    self.complain(
                        cell.row, cell.column, f"is {cell.value!r}, and nobody recounted it"
                    )


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_figure(value):
    return is_number(value) or (isinstance(value, str) and FIGURE.fullmatch(value) is not None)
