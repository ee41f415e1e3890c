#!/usr/bin/env python3
"""Recounts a workbook of machikoe: recount.py FILE.xlsx …

Everything is computed once more from the sheets ローデータ(コード) and コードブック alone, by a
program that shares nothing with the one that wrote them, and every figure of the sheets below is
compared. A figure that nobody recounted is a difference too. Needs openpyxl and pandas.
"""

import sys

import control
import cross
import gt
from book import Book
from groups import Groups
from survey import Survey

SHOWN = 40


def recount(file):
    """What is wrong in a workbook, after saying how many figures were compared."""
    book = Book(file)
    survey, groups = Survey(book), None
    groups = Groups(survey)
    checks = [
        ("単純集計", lambda sheet: gt.check(sheet, survey)),
        ("クロス集計", lambda sheet: cross.check(sheet, survey, groups, counts=False)),
        ("クロス集計（件数）", lambda sheet: cross.check(sheet, survey, groups, counts=True)),
        ("検算", lambda sheet: control.check(sheet, survey)),
    ]
    weighted = "weighted" if survey.weights is not None else "not weighted"
    print(f"{file}: {len(survey.people)} answers, {len(survey.variables)} variables, {weighted}")
    for name, check in checks:
        if name not in book:
            print(f"  {name}: not there")
            continue
        sheet, before = book.sheet(name), len(book.wrong)
        check(sheet)
        sheet.unseen()
        print(f"  {name}: {len(sheet.seen)} figures, {len(book.wrong) - before} differences")
    return book.wrong


def main(files):
    wrong = [(file, words) for file in files for words in recount(file)]
    for file, words in wrong[:SHOWN]:
        print(f"{file}: {words}")
    if len(wrong) > SHOWN:
        print(f"… and {len(wrong) - SHOWN} more")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
