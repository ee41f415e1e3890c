#!/usr/bin/env python3
"""Recounts workbooks of machikoe: recount.py FILE.xlsx …

Everything is computed once more from the sheets ローデータ(コード) and コードブック alone, by a
program that shares nothing with the one that wrote them, and every figure of the sheets below is
compared. A figure that nobody recounted is a difference too. What is needed stands in
requirements.txt.
"""

import sys

import beside
import classes
import comparison
import control
import cross
import gt
import priorities
import weights
import wellbeing
from book import Book
from groups import Groups
from survey import Survey

SHOWN = 40


class Recount:
    """A workbook and what is wrong in it."""

    def __init__(self, file, population=None):
        """With a population, the weights themselves are recounted too."""
        self.file = file
        self.book = Book(file)
        self.survey = Survey(self.book)
        self.lines = []
        groups, survey = Groups(self.survey), self.survey
        checks = {
            "単純集計": lambda sheet: gt.check(sheet, survey),
            "クロス集計": lambda sheet: cross.check(sheet, survey, groups, counts=False),
            "クロス集計（件数）": lambda sheet: cross.check(sheet, survey, groups, counts=True),
            "満足度×重要度": lambda sheet: priorities.check(sheet, survey, groups),
            "ウェルビーイング": lambda sheet: wellbeing.check(sheet, survey, groups),
            "住民との比較": lambda sheet: beside.check(sheet, survey),
            "経年比較": lambda sheet: comparison.check(sheet, survey),
            "検算": lambda sheet: control.check(
                sheet, survey, gt.base(self.book.sheet("単純集計"))
            ),
        }
        self.checks = {name: check for name, check in checks.items() if name in self.book}
        returns = "回収状況"
        if returns in self.book and classes.is_of_classes(self.book.sheet(returns)):
            self.checks[returns] = lambda sheet: classes.check(sheet, survey)
        for name in self.checks:
            self.sheet(name)
        if population:
            self.weights(population)

    def sheet(self, name):
        sheet, before = self.book.sheet(name), len(self.book.wrong)
        self.checks[name](sheet)
        sheet.unseen()
        taken = f" ({len(sheet.taken)} taken as they are)" if sheet.taken else ""
        self.lines.append(
            f"{name}: {len(sheet.seen)} figures{taken}, {len(self.book.wrong) - before} differences"
        )

    def weights(self, population):
        sheet, before = self.book.sheet("ローデータ(コード)"), len(self.book.wrong)
        weights.check(sheet, self.survey, population)
        self.lines.append(
            f"weights: {len(sheet.seen)} figures, {len(self.book.wrong) - before} differences"
        )


def report(count):
    """Prints what was compared and what differs, and gives the differences."""
    weighted = "" if count.survey.weights is None else ", weighted"
    print(
        f"{count.file}: {len(count.survey.people)} answers, {len(count.survey.variables)} variables{weighted}"
    )
    for line in count.lines:
        print(f"  {line}")
    wrong = count.book.wrong
    for words in wrong[:SHOWN]:
        print(f"  {words}")
    if len(wrong) > SHOWN:
        print(f"  … and {len(wrong) - SHOWN} more")
    return wrong


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(1 if any([report(Recount(file)) for file in sys.argv[1:]]) else 0)
