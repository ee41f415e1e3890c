"""Pearson's chi-square of a block of a cross table, and Cramér's V, from scratch."""

import math
import re
from fractions import Fraction
from itertools import groupby

SENTENCE = re.compile(
    r"(.+)との関連：χ²＝([\d.]+)（自由度(\d+)）、p(＜0\.001|＝[\d.]+)、"
    r"クラメールのV＝([\d.]+)(　期待度数.*)?"
)


def check(sheet, row, topic, lines):
    """The sentences below a table whose lines are (variable, line); gives the row after them."""
    expected = []
    if topic.shape in ("single", "matrix", "scale"):
        for name, block in groupby(lines, key=lambda line: line[0]):
            table = [[line.below(code)[0] for _, code, _ in topic.answers] for _, line in block]
            found = association(table)
            if found:
                expected.append((name, *found))
    for name, chi, freedom, p, v, reliable in expected:
        said = SENTENCE.fullmatch(str(sheet.at(row, 1)))
        if not said or said[1] != name:
            sheet.complain(row, 1, f"does not say how {name} and the answers go together")
            return row
        right = (
            abs(float(said[2]) - chi) < 0.00501
            and int(said[3]) == freedom
            and (p < 0.001005 if "＜" in said[4] else abs(float(said[4][1:]) - p) < 0.000501)
            and abs(float(said[5]) - v) < 0.000501
            and (said[6] is None) == reliable
        )
        if not right:
            sheet.complain(
                row,
                1,
                f"says 「{said[0]}」, recounted {chi:.4f}, {freedom}, {p:.5f}, {v:.5f}, {reliable}",
            )
        row += 1
    if SENTENCE.fullmatch(str(sheet.at(row, 1))):
        sheet.complain(row, 1, "says more than the answers do")
    return row


def association(table):
    """Chi-square, degrees of freedom, p, V and Cochran's condition; None for less than 2 × 2."""
    columns = [place for place in range(len(table[0])) if sum(line[place] for line in table)]
    table = [[line[place] for place in columns] for line in table if sum(line)]
    if len(table) < 2 or len(columns) < 2:
        return None
    n = sum(map(sum, table))
    sums = [sum(line[place] for line in table) for place in range(len(columns))]
    expected = [[Fraction(sum(line) * total, n) for total in sums] for line in table]
    pairs = [
        (count, want) for line, wants in zip(table, expected) for count, want in zip(line, wants)
    ]
    chi = float(sum((count - want) ** 2 / want for count, want in pairs))
    freedom = (len(table) - 1) * (len(columns) - 1)
    v = math.sqrt(chi / (n * (min(len(table), len(columns)) - 1)))
    few = sum(want < 5 for _, want in pairs)
    reliable = min(want for _, want in pairs) >= 1 and Fraction(few, len(pairs)) <= Fraction(1, 5)
    return chi, freedom, upper_gamma(freedom / 2, chi / 2), v, reliable


def upper_gamma(a, x):
    """The regularised upper incomplete gamma function Q(a, x), by its power series."""
    if x <= 0:
        return 1.0
    term = total = 1 / a
    place = a
    while term > total * 1e-16:
        place += 1
        term *= x / place
        total += term
    return max(0.0, 1 - total * math.exp(a * math.log(x) - x - math.lgamma(a)))
