"""経年比較: today's figures, and every share, difference and mark of earlier surveys.

The answers of earlier surveys are not in the workbook. How many people gave an answer then is
taken from the sheet; all else follows from it.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from counting import SMALL, Line, base_of, headings
from exact import NOTHING, deviation, mean, rounded, share, variance
from survey import MISSINGS

HIGHER, LOWER, SAME = "▲", "▼", ""


@dataclass
class Row:
    """A line of a table: (people, share or mean) of each survey, today's weighted figure, the
    difference from the survey before, and its mark."""

    name: str
    figures: list
    weighted: object
    difference: object
    mark: str


class Sheet:
    """The sheet with the columns of its surveys."""

    def __init__(self, sheet, survey):
        self.sheet, self.survey = sheet, survey
        self.row_of = {}
        for row in range(1, sheet.rows + 1):
            self.row_of.setdefault(str(sheet.at(row, 1)), row)
        first = self.row_of["調査"] + 1
        self.surveys = 0
        while sheet.at(first + self.surveys, 1) != "":
            sheet.take(first + self.surveys, 2)
            sheet.take(first + self.surveys, 3)
            self.surveys += 1
        sheet.taken.discard((first, 3))
        sheet.check(first, 3, len(survey.people))
        notes = "".join(str(sheet.at(row, 1)) for row in range(first, first + 20))
        self.z, self.effect = (
            float(re.search(words, notes)[1]) if self.surveys > 1 else 1.0
            for words in (r"z＝([\d.]+)", r"d（デザイン効果）＝([\d.]+)")
        )

    def people(self, place):
        return 2 + 2 * place + (self.survey.weights is not None and place > 0)

    def compare(self, row, expected, tolerance=0):
        """A line must say this; a difference of means may be off by `tolerance`."""
        self.sheet.says(row, 1, expected.name)
        for place, (people, value) in enumerate(expected.figures):
            self.sheet.check(row, self.people(place), people)
            self.sheet.check(row, self.people(place) + 1, value)
        if self.survey.weights is not None:
            self.sheet.check(row, 4, expected.weighted)
        last = self.people(self.surveys)
        self.sheet.check(row, last, expected.difference, tolerance)
        self.sheet.seen.add((row, last + 1))
        if expected.mark is not None:
            self.sheet.says(row, last + 1, expected.mark)


def check(sheet, survey):
    """All tables, then the lists that repeat what they found."""
    page = Sheet(sheet, survey)
    shares, means = [], []
    for row in range(1, sheet.rows + 1):
        topics = (
            survey.topic_by_title(str(sheet.at(row, 1)))
            if "基数：" in str(sheet.at(row + 1, 1))
            else []
        )
        if topics:
            found, middle = topic_block(page, row, topics[0])
            shares += found
            means += [(topics[0], middle)] if middle else []
    changes(page, shares, means)
    judgements(page, means)


def topic_block(page, row, topic):
    """One topic: a line for each choice, everybody, and the mean."""
    sheet, base = page.sheet, base_of(page.sheet.at(row + 1, 1))
    top = next(below for below in range(row, sheet.rows) if sheet.at(below, 1) == "選択肢") + 2
    labels = []
    while sheet.at(top + len(labels), 1) != "回答者数（n）":
        labels.append(sheet.at(top + len(labels), 1))
    topic = topic.shown_as(labels)
    line = Line(page.survey, topic, base, page.survey.everybody())
    named = headings(topic, base, [line])
    # An earlier survey may have missings that today's has not.
    named += [
        (label, code) for label, code in MISSINGS if label in labels and (label, code) not in named
    ]
    bottom = top + len(labels)
    sizes = [line.n] + [
        given(sheet, bottom, page.people(place)) for place in range(1, page.surveys)
    ]
    for place, size in enumerate(sizes):
        sheet.check(bottom, page.people(place), starred(size))
    columns = [{code: line.below(code)[0] for _, code in named}]
    for place in range(1, page.surveys):
        columns.append(
            {code: given(sheet, at, page.people(place)) for at, (_, code) in enumerate(named, top)}
        )
        if topic.shape in ("single", "matrix", "scale") and sizes[place] is not None:
            if sum(count or 0 for count in columns[place].values()) != sizes[place]:
                sheet.complain(bottom, page.people(place), "is not the sum of what stands above it")
    others = [any(column[code] is None for code, _ in topic.scored()) for column in columns]
    name, found = short_name(topic), []
    for at, (label, code) in enumerate(named, top):
        counts = [column[code] for column in columns]
        figures = [
            (NOTHING if count is None else count, NOTHING if count is None else share(count, n))
            for count, n in zip(counts, sizes)
        ]
        difference, mark = NOTHING, SAME
        if page.surveys > 1 and counts[1] is not None and sizes[0] * sizes[1] > 0:
            apart = Fraction(counts[0], sizes[0]) - Fraction(counts[1], sizes[1])
            difference = rounded(100 * apart, 1)
            is_answer = code is None or code >= 0
            if is_answer and not others[1] and shares_differ(page, counts[:2], sizes[:2]):
                mark = LOWER if difference < 0 else HIGHER
        expected = Row(label, figures, line.percent(code, True), difference, mark)
        page.compare(at, expected)
        found.append(Row(f"{name}／{label}", figures, expected.weighted, difference, mark))
    if sheet.at(bottom + 1, 1) not in ("平均", "平均点"):
        return found, None
    return found, mean_block(page, bottom + 1, topic, line, columns, sizes, others)


def mean_block(page, row, topic, line, columns, sizes, others):
    """The mean, the deviation and the n behind both, each on a line."""
    sheet = page.sheet
    values = [
        [(value, columns[place][code]) for code, value in steps(topic)]
        for place in range(page.surveys)
    ]
    figures, is_printed = [], topic.shape == "number"
    for place in range(page.surveys):
        if sizes[place] is None or others[place]:
            figures.append((NOTHING, NOTHING, NOTHING))
        elif is_printed and place > 0:
            n = given(sheet, row + 2, page.people(place))
            figures.append((n, *(sheet.take(at, page.people(place) + 1) for at in (row, row + 1))))
        else:
            times = (
                line.values()
                if is_printed
                else [(value, count) for value, count in values[place] if count]
            )
            figures.append((sum(count for _, count in times), mean(times), deviation(times)))
            values[place] = times
    difference, mark, tolerance = NOTHING, SAME, 0
    if page.surveys > 1 and all(figure[0] not in (NOTHING, 0) for figure in figures[:2]):
        sampled = [
            (number(figure, times, is_printed and place > 0), figure[0])
            for place, (figure, times) in enumerate(zip(figures[:2], values))
        ]
        apart = sampled[0][0][0] - sampled[1][0][0]
        difference, tolerance = rounded(apart, 2), 0.0101 if is_printed else 0
        mark = mean_mark(page, sampled, apart, is_printed)
    weighted = (
        mean(line.values(True)) if topic.shape in ("scale", "number") else mean(line.scores(True))
    )
    name = "平均" if topic.shape in ("scale", "number") else "平均点"
    page.compare(
        row,
        Row(name, [("", middle) for _, middle, _ in figures], weighted, difference, mark),
        tolerance,
    )
    for place, (n, _, spread) in enumerate(figures):
        sheet.check(row + 1, page.people(place) + 1, spread)
        sheet.check(row + 2, page.people(place), starred(n))
    if is_printed:
        # What the sheet says of it, since rounded figures do not tell it to the last digit.
        last = page.people(page.surveys)
        difference, mark = sheet.at(row, last), sheet.at(row, last + 1)
        difference = difference if difference == NOTHING else Decimal(str(difference))
    pairs = [(starred(n), middle) for n, middle, _ in figures]
    return Row(short_name(topic), pairs, weighted, difference, mark)


def steps(topic):
    """(code, value) of what a mean is made of."""
    return (
        [(code, code) for _, code, _ in topic.answers] if topic.shape == "scale" else topic.scored()
    )


def number(figure, times, is_printed):
    """Mean and variance, exact where the counts are known."""
    if is_printed:
        return Fraction(str(figure[1])), (
            Fraction(str(figure[2])) ** 2 if figure[2] != NOTHING else None
        )
    total = sum(count for _, count in times)
    return Fraction(sum(value * count for value, count in times), total), variance(times)


def mean_mark(page, sampled, apart, is_printed):
    """▲▼ where both are large enough and the interval leaves out zero; None: too close to tell."""
    if min(n for _, n in sampled) < SMALL:
        return SAME
    error = page.z * math.sqrt(page.effect * sum(float(spread) / n for (_, spread), n in sampled))
    if is_printed and abs(abs(apart) - error) < 0.02:
        return None
    return (LOWER if apart < 0 else HIGHER) if abs(apart) > error else SAME


def shares_differ(page, counts, sizes):
    """Both large enough, five cases expected of either kind, and the interval leaves out zero."""
    pooled = Fraction(sum(counts), sum(sizes))
    if min(sizes) < SMALL or min(pooled, 1 - pooled) * min(sizes) < 5:
        return False
    shares = [Fraction(count, size) for count, size in zip(counts, sizes)]
    error = sum(float(part * (1 - part) / size) for part, size in zip(shares, sizes))
    return abs(shares[0] - shares[1]) > page.z * math.sqrt(page.effect * error)


def given(sheet, row, column):
    """A number of people of an earlier survey; None where it has none."""
    value = sheet.take(row, column)
    return None if value == NOTHING else int(str(value).rstrip("*"))


def starred(n):
    if n is None or n == NOTHING:
        return NOTHING
    return f"{n}*" if n < SMALL else n


def short_name(topic):
    """「問8　観光の振興」."""
    number, *_ = topic.title.split("　", 1)
    return f"{number}　{topic.row}" if topic.row else topic.title


def largest_first(rows):
    """Those that are marked; equal ones as they stand in the questionnaire."""
    return sorted((row for row in rows if row.mark), key=lambda row: -abs(row.difference))


def changes(page, shares, means):
    """The list of what changed: marked shares, then marked means."""
    row = page.row_of.get("変化があった項目")
    if row is None:
        return
    found = [largest_first(shares), largest_first([middle for _, middle in means])]
    if not any(found):
        page.sheet.says(
            row + 1,
            1,
            page.sheet.at(row + 1, 1)
            if "変化のあった項目はありません" in page.sheet.at(row + 1, 1)
            else "（ありません）",
        )
        return
    row += 2
    for marked in found:
        if marked:
            row += 2
            for expected in marked:
                expected.name = with_unit(page, row, expected.name)
                page.compare(row, expected)
                row += 1
        row += 1


def with_unit(page, row, name):
    """The sheet prints the unit of a number behind its question."""
    found = str(page.sheet.at(row, 1))
    return found if found.startswith(f"{name}（単位：") else name


def judgements(page, means):
    """The mean scores of all measures."""
    for words, row in page.row_of.items():
        if not words.startswith("平均点の比較："):
            continue
        top = row + 4
        stem = next(
            (
                stem_of(topic)
                for topic, _ in means
                if topic.row == page.sheet.at(top, 1)
                and topic.title.endswith(words.removeprefix("平均点の比較："))
            ),
            None,
        )
        for at, (topic, middle) in enumerate(
            [pair for pair in means if stem_of(pair[0]) == stem], top
        ):
            page.compare(
                at, Row(topic.row, middle.figures, middle.weighted, middle.difference, middle.mark)
            )


def stem_of(topic):
    return topic.variables[0].name.rsplit("_", 1)[0] if topic.row else topic.title
