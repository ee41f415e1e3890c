"""住民との比較: this survey's figures, and every share, difference, interval and mark beside it.

The other survey's answers are not in the workbook. How many people gave an answer there is taken
from the sheet; all else follows from it. Only its weighted shares are believed.
"""

import math
import re
from decimal import Decimal
from fractions import Fraction

from comparison import HIGHER, LOWER, SAME, given, shares_differ, starred
from counting import SMALL, Line, base_of, headings
from exact import NOTHING, rounded, share
from survey import MISSINGS

LINES = ["差（ポイント）", "差の信頼区間 下限", "差の信頼区間 上限", "印"]


class Page:
    """What the marks depend on: the settings, as the notes print them."""

    def __init__(self, sheet):
        notes = "".join(str(sheet.at(row, 1)) for row in range(1, min(20, sheet.rows) + 1))
        self.z = float(re.search(r"z＝([\d.]+)（", notes)[1])
        self.effect = float(re.search(r"d（デザイン効果）＝([\d.]+) ", notes)[1])


def check(sheet, survey):
    """The two surveys, then every pair of questions."""
    page = Page(sheet)
    sheet.check(3, 2, len(survey.people))
    sheet.take(4, 2)
    for row in range(5, sheet.rows + 1):
        if sheet.at(row, 1) == "調査" and sheet.at(row, 2) == "n":
            pair(sheet, page, row, survey)


def pair(sheet, page, top, survey):
    """One question: shares and people of both, then what lies between."""
    base = base_of(str(sheet.at(top - 1, 1)))
    title = next(
        row for row in range(top - 1, 0, -1) if survey.topic_by_title(str(sheet.at(row, 1)))
    )
    labels = []
    while sheet.at(top, 3 + len(labels)) != "":
        labels.append(str(sheet.at(top, 3 + len(labels))).replace("\n", ""))
    topic = survey.topic_by_title(str(sheet.at(title, 1)))[0].shown_as(labels)
    line = Line(survey, topic, base, survey.everybody())
    named = headings(topic, base, [line])
    # The other survey may have missings that this one has not.
    named += [
        (label, code) for label, code in MISSINGS if label in labels and (label, code) not in named
    ]
    sizes = [line.n, given(sheet, top + 3, 2)]
    sheet.check(top + 1, 2, starred(line.n))
    sheet.check(top + 3, 2, starred(sizes[1]))
    is_weighted = str(sheet.at(top + 5, 1)).endswith("（補正後、％）")
    below = top + 5 + is_weighted
    for place, words in enumerate(LINES):
        sheet.says(below + place, 1, words)
    total = 0
    for column, (label, code) in enumerate(named, 3):
        sheet.says(top, column, label)
        counts = [line.below(code)[0], given(sheet, top + 4, column)]
        total += counts[1]
        for place in range(2):
            sheet.check(top + 1 + 2 * place, column, share(counts[place], sizes[place]))
            sheet.check(top + 2 + 2 * place, column, counts[place])
        if is_weighted:
            sheet.take(top + 5, column)
        for place, figure in enumerate(between(page, counts, sizes, code)):
            if place == 3:
                sheet.says(below + place, column, figure)
            else:
                sheet.check(below + place, column, figure)
    if total != sizes[1]:
        sheet.complain(top + 3, 2, "is not the sum of the people below it")


def between(page, counts, sizes, code):
    """The difference, both ends of its interval, and the mark."""
    if min(sizes) == 0:
        return [NOTHING, NOTHING, NOTHING, SAME]
    parts = [Fraction(count, size) for count, size in zip(counts, sizes)]
    apart = parts[0] - parts[1]
    difference = rounded(100 * apart, 1)
    if code is not None and code < 0:
        return [difference, NOTHING, NOTHING, SAME]
    pooled = Fraction(sum(counts), sum(sizes))
    if min(sizes) < 2 or min(pooled, 1 - pooled) * min(sizes) < 5:
        return [difference, NOTHING, NOTHING, SAME]
    error = sum(float(part * (1 - part) / size) for part, size in zip(parts, sizes))
    half = page.z * math.sqrt(page.effect * error)
    ends = [away(1000 * (float(apart) - half)), away(1000 * (float(apart) + half))]
    mark = SAME
    if min(sizes) >= SMALL and shares_differ(page, counts, sizes):
        mark = LOWER if difference < 0 else HIGHER
    return [difference, *ends, mark]


def away(tenths):
    """Tenths rounded half away from zero."""
    units = math.floor(abs(tenths) + 0.5)
    return Decimal(-units if tenths < 0 else units).scaleb(-1)
