"""ウェルビーイング: means, 偏差値 and their intervals, by item, factor and group.

Which variables make a factor, their directions and the reference values stand in the sheet; an
earlier survey's answers and another town's published values do not, and are taken as they are.
"""

import math
import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy

import columns
from counting import SMALL, Line, base_of
from exact import NOTHING, rounded

Z = 1.96


@dataclass
class Item:
    """A variable with its steps, direction and reference values; None: not settled, none."""

    label: str
    variable: object
    steps: tuple
    reverse: object = False
    reference: object = None


@dataclass
class Factor:
    label: str
    items: list = field(default_factory=list)
    row: int = 0


@dataclass
class Measure:
    """Mean (a fraction) and 偏差値 with one standard error each; None where nothing can be said."""

    n: int
    mean: object = None
    error: object = None
    deviation: object = None
    score: object = None
    score_error: object = None


def check(sheet, survey, groups):
    page = Page(sheet, survey)
    if not page.heads:
        return
    page.tables()
    for row in range(1, sheet.rows + 1):
        words = str(sheet.at(row, 1))
        if "回答の分布" in words and "基数：" in str(sheet.at(row + 1, 1)):
            page.shares(row)
        elif words.startswith("区分ごとの"):
            page.by_group(row, groups)
    page.radar()


class Page:
    """The sheet, with the items that its tables name."""

    def __init__(self, sheet, survey):
        self.sheet, self.survey = sheet, survey
        self.known = {variable.name: variable for variable in survey.variables}
        self.everybody = survey.everybody()
        self.overall, self.factors, self.heads = [], [], {}
        notes = "".join(str(sheet.at(row, 1)) for row in range(1, sheet.rows + 1))
        found = re.search(r"(\d+)〜(\d+)以外の回答を除く", notes)
        self.steps = (int(found[1]), int(found[2])) if found else None
        for row in range(1, sheet.rows + 1):
            if str(sheet.at(row, 1)).startswith(("全体の質問の平均", "因子と項目の平均")):
                self.read(row + 1)

    def read(self, top):
        """The lines of a table, whose figures stand below two rows of headings."""
        sheet = self.sheet
        heads = {}
        for column in range(3, sheet.columns + 1):
            above, label = sheet.at(top, column), sheet.at(top + 1, column)
            if label == "":
                break
            heads[("" if above == label else above, label)] = column
        row = top + 2
        while sheet.at(row, 1) != "" and not str(sheet.at(row, 1)).endswith("（続き）"):
            self.heads[row] = heads
            words, label = str(sheet.at(row, 1)), str(sheet.at(row, 1)).strip()
            if ("", "段階") in heads:
                name = re.search(r"（(\w+)）$", label)
                low, high = sheet.at(row, heads["", "段階"]).split("〜")
                variable = self.known[name[1]]
                self.overall.append(
                    (row, Item(label[: name.start()], variable, (int(low), int(high))))
                )
            elif words.startswith("　"):
                self.factors[-1].items.append((row, self.item(row, label, heads)))
            elif sheet.at(row, 3) != words:
                self.factors.append(Factor(words, row=row))
            row += 1

    def item(self, row, label, heads):
        reference = [
            self.sheet.take(row, column)
            for (above, _), column in heads.items()
            if above.startswith("基準値")
        ]
        direction = self.sheet.at(row, heads["", "向き"])
        return Item(
            label,
            self.known[self.sheet.at(row, heads["", "変数名"])],
            self.steps,
            {"": False, "逆転": True, "未確定": None}[direction],
            tuple(reference) if reference and NOTHING not in reference else None,
        )

    def tables(self):
        """Everybody's figures."""
        for row, item in self.overall:
            self.line(row, lambda weighted: self.of_item(item, self.everybody, weighted), True)
        for factor in self.factors:
            self.line(
                factor.row, lambda weighted: self.of_factor(factor, self.everybody, weighted), False
            )
            for row, item in factor.items:
                self.line(row, lambda weighted: self.of_item(item, self.everybody, weighted), True)

    def line(self, row, measure, is_item):
        sheet, plain = self.sheet, measure(False)
        weighted = measure(True) if self.survey.weights is not None else None
        for (above, label), column in self.heads[row].items():
            now = {
                "ウェイト補正後": weighted,
                "平均（実数）": plain,
                "偏差値": plain,
                "": plain,
            }.get(above)
            if label in ("段階", "向き", "変数名") or above.startswith("基準値"):
                sheet.seen.add((row, column))
            elif now is None:
                # An earlier survey, or another town.
                sheet.take(row, column)
            elif label == "n":
                sheet.check(row, column, f"{now.n}*" if now.n < SMALL else now.n)
            elif label == "平均":
                sheet.check(row, column, NOTHING if now.mean is None else rounded(now.mean, 2))
            elif label == "標準偏差":
                if is_item:
                    sheet.near(row, column, now.deviation, 2)
            else:
                sheet.near(row, column, figure(now, label), 2 if label == "±" else 1)

    def shares(self, row):
        """How answers are spread: the highest step first, as they were given."""
        sheet, base = self.sheet, base_of(self.sheet.at(row + 1, 1))
        top, place = row + 2, row + 4
        items = {item.label: item for _, item in self.overall}
        items |= {item.label: item for factor in self.factors for _, item in factor.items}
        lines = []
        while sheet.at(place, 2) != "" and (place, 2) not in sheet.merged:
            lines.append(items[sheet.at(place, 2)])
            place += 1
        topics = [self.topic(item) for item in lines]
        tallied = [Line(self.survey, topic, base, self.everybody) for topic in topics]
        columns.check(
            sheet, top, 3, [columns.N, *columns.shares(topics[0], base, tallied)], tallied
        )

    def topic(self, item):
        """The item as a table lists it: steps downwards, other answers after them, no scores."""
        found = next(topic for topic in self.survey.topics if item.variable in topic.variables)
        low, high = item.steps
        if found.shape == "number":
            answers = [(str(code), code, None) for code in range(high, low - 1, -1)]
            return replace(found, shape="scale", answers=answers)
        answers = sorted(
            found.answers, key=lambda answer: (not low <= answer[1] <= high, -answer[1])
        )
        is_scale = any(item is other for _, other in self.overall)
        answers = [(str(code) if is_scale else label, code, None) for label, code, _ in answers]
        return replace(found, shape="scale" if is_scale else "matrix", answers=answers)

    def by_group(self, row, groups):
        """One figure of every overall question and factor, a column for each group."""
        sheet, words = self.sheet, str(self.sheet.at(row, 1))
        weighted = words.endswith("（ウェイト補正後）")
        top = next(below for below in range(row, sheet.rows) if sheet.at(below, 1) == "項目")
        is_score, is_half = words.startswith("区分ごとの偏差値"), "±" in words
        is_n = words.startswith("区分ごとの n")
        for column, people in groups.across(sheet, top):
            sheet.check(top + 2, column, int(people.sum()))
            overall = [] if is_score else self.overall
            measures = [(item.label, self.of_item(item, people, weighted)) for _, item in overall]
            measures += [
                (factor.label, self.of_factor(factor, people, weighted)) for factor in self.factors
            ]
            for place, (label, measure) in enumerate(measures, top + 3):
                sheet.says(place, 1, label)
                if is_n:
                    sheet.check(place, column, measure.n)
                elif is_half:
                    error = measure.score_error if is_score else measure.error
                    sheet.near(
                        place, column, None if error is None else Z * error, 1 if is_score else 2
                    )
                elif is_score:
                    sheet.near(place, column, measure.score, 1)
                else:
                    sheet.check(
                        place, column, NOTHING if measure.mean is None else rounded(measure.mean, 2)
                    )

    def radar(self):
        """What the chart is drawn from stands beside the sheet."""
        sheet = self.sheet
        at = next(
            (cell for line in sheet.sheet.iter_rows() for cell in line if cell.value == "図の値"),
            None,
        )
        if at is None:
            return
        is_score = any(
            "基準" in str(sheet.at(at.row, column))
            for column in range(at.column, sheet.columns + 1)
        )
        for row, factor in enumerate(self.factors, at.row + 1):
            sheet.says(row, at.column, factor.label)
            measure = self.of_factor(factor, self.everybody, self.survey.weights is not None)
            for column in range(at.column + 1, sheet.columns + 1):
                title = str(sheet.at(at.row, column))
                if title.startswith("今回"):
                    value = measure.score if is_score else measure.mean
                    if value is None:
                        sheet.check(row, column, "")
                    else:
                        sheet.near(row, column, float(value), 1 if is_score else 2)
                elif title.startswith("50"):
                    sheet.check(row, column, 50)
                elif title:
                    self.repeated(row, column, factor, title, is_score)

    def repeated(self, row, column, factor, title, is_score):
        """The table of factors has the same figure."""
        heads = self.heads[factor.row]
        labels = ["偏差値"] if is_score else ["平均", "実数"]
        there = next(heads[title, label] for label in labels if (title, label) in heads)
        value = self.sheet.at(factor.row, there)
        self.sheet.check(row, column, "" if value == NOTHING else value)

    def answers(self, item):
        """The answers, reversed if the item is, and who gave one."""
        cells, (low, high) = self.survey.cells(item.variable), item.steps
        valid = (cells >= low) & (cells <= high)
        return numpy.where(valid, low + high - cells if item.reverse else cells, 0), valid

    def weights(self, people, weighted):
        return (
            self.survey.weights[people]
            if weighted
            else numpy.ones(int(people.sum()), dtype="int64")
        )

    def of_item(self, item, people, weighted):
        """Over everybody who answered it."""
        answers, valid = self.answers(item)
        here = valid & people
        values, weights = answers[here], self.weights(here, weighted)
        if not len(values):
            return Measure(0)
        mean = Fraction(int((values * weights).sum()), int(weights.sum()))
        deviation, error = spread(values.astype(float), weights.astype(float))
        found = Measure(len(values), mean, error, deviation)
        if item.reference and item.reverse is not None:
            middle, sigma = item.reference
            found.score = 50 + 10 * (float(mean) - middle) / sigma
            found.score_error = None if error is None else 10 * error / sigma
        return found

    def of_factor(self, factor, people, weighted):
        """The plain mean of its items; the error from those who answered all of them."""
        items = [item for _, item in factor.items]
        measures = [self.of_item(item, people, weighted) for item in items]
        answered = [self.answers(item) for item in items]
        here = people.copy()
        for _, valid in answered:
            here &= valid
        found = Measure(int(here.sum()))
        if any(
            item.reverse is None or measure.mean is None for item, measure in zip(items, measures)
        ):
            return found
        weights = self.weights(here, weighted).astype(float)
        own = numpy.mean([answers[here] for answers, _ in answered], axis=0)
        found.mean = sum(measure.mean for measure in measures) / len(items)
        found.error = spread(own, weights)[1]
        if all(item.reference for item in items):
            found.score = sum(measure.score for measure in measures) / len(items)
            own = numpy.mean(
                [
                    50 + 10 * (answers[here] - item.reference[0]) / item.reference[1]
                    for (answers, _), item in zip(answered, items)
                ],
                axis=0,
            )
            found.score_error = spread(own, weights)[1]
        return found


def figure(measure, label):
    """偏差値, an end of its interval, or how far that of the mean reaches."""
    if label == "±":
        return None if measure.error is None else Z * measure.error
    if measure.score is None or label == "偏差値":
        return measure.score
    if measure.score_error is None:
        return None
    return measure.score + (Z if label == "区間の上限" else -Z) * measure.score_error


def spread(values, weights):
    """s with the effective number of people for n, and s/√n; nothing below two."""
    if len(values) < 2:
        return None, None
    total = weights.sum()
    n = total**2 / (weights**2).sum()
    middle = (weights * values).sum() / total
    deviation = math.sqrt((weights * (values - middle) ** 2).sum() / total * n / (n - 1))
    return deviation, deviation / math.sqrt(n)
