"""Counts of one topic among some people, and the figures that tables make of them."""

import numpy

from exact import NOTHING, deviation, effective, mean, median, ratio, share
from survey import MISSINGS, NOT_ASKED, NO_ANSWER, UNUSABLE, MILLION

# What a base leaves out, by what is printed of it.
BASES = {
    "全回答者（無回答・非該当を含む）": [],
    "この設問の対象者（無回答を含み、非該当を除く）": [NOT_ASKED],
    "有効回答（無回答・無効・非該当を除く）": [NOT_ASKED, NO_ANSWER, UNUSABLE],
}
SMALL = 30


class Line:
    """One line of a table: people and weights below every heading."""

    def __init__(self, survey, topic, base, people, is_missing=False):
        self.topic, self.is_missing = topic, is_missing
        cells = survey.cells(topic.variables[0])[people]
        self.in_base = ~numpy.isin(cells, BASES[base])
        self.weights = None if survey.weights is None else survey.weights[people]
        self.status = self.sums(cells)
        if topic.shape == "multiple":
            ticked = [
                self.sums(survey.cells(tick)[people]).get(1, (0, 0)) for tick in topic.variables
            ]
            self.answers = dict(enumerate(ticked))
        else:
            self.answers = {code: sums for code, sums in self.status.items() if code >= 0}
        self.valid = self.total(lambda code: code >= 0)
        self.n = int(self.in_base.sum())
        self.weight = 0 if self.weights is None else int(self.weights[self.in_base].sum())

    def sums(self, cells):
        """(people, weight) by cell."""
        people = numpy.bincount(cells - UNUSABLE)
        # Whole millionths far below 2⁵³ are exact in floats.
        weight = (
            people * 0 if self.weights is None else numpy.bincount(cells - UNUSABLE, self.weights)
        )
        return {
            int(place) + UNUSABLE: (int(people[place]), int(weight[place]))
            for place in people.nonzero()[0]
        }

    def total(self, keeps):
        kept = [sums for code, sums in self.status.items() if keeps(code)]
        return sum(people for people, _ in kept), sum(weight for _, weight in kept)

    def below(self, code):
        """What stands below a heading: an answer, a missing, or None for any valid answer."""
        if code is None:
            return self.valid
        return (self.status if code < 0 else self.answers).get(code, (0, 0))

    def printed_n(self):
        return f"{self.n}*" if self.n < SMALL and not self.is_missing else self.n

    def weighted_n(self):
        return ratio(self.weight, MILLION, 1) if self.weight else NOTHING

    def effective_n(self):
        return effective([int(weight) for weight in self.weights[self.in_base]])

    def values(self, weighted=False):
        """(value, times) of the valid numbers."""
        return [(code, sums[weighted]) for code, sums in self.answers.items() if sums[0]]

    def scores(self, weighted=False):
        """(score, times) of those who chose a scored answer."""
        scored = [(score, self.below(code)[weighted]) for code, score in self.topic.scored()]
        return [(score, times) for score, times in scored if times]

    def top_two(self, weighted=False):
        """The share of the two best scores together."""
        scored = self.topic.scored()
        if len(scored) < 2:
            return NOTHING
        second = sorted(score for _, score in scored)[-2]
        best = sum(self.below(code)[weighted] for code, score in scored if score >= second)
        return share(best, self.weight if weighted else self.n)

    def percent(self, code, weighted=False):
        return share(self.below(code)[weighted], self.weight if weighted else self.n)

    def summary(self):
        """The figures of scales and numbers with their names."""
        values = self.values()
        given = [value for value, _ in values]
        return [
            ("平均", mean(values)),
            ("中央値", median(values)),
            ("標準偏差（n－1）", deviation(values)),
            ("最小", min(given, default=NOTHING)),
            ("最大", max(given, default=NOTHING)),
        ]


def headings(topic, base, lines):
    """(label, code) of every heading: the answers, and the missings that the base holds."""
    named = [(label, code) for label, code, _ in topic.answers]
    if topic.shape == "number":
        named = [("数値の記入あり", None)]
    if topic.shape == "text":
        named = [("記入あり", None)]
    for label, code in MISSINGS:
        if code not in BASES[base] and (
            code == NO_ANSWER or any(line.below(code)[0] for line in lines)
        ):
            named.append((label, code))
    return named


def base_of(note):
    """The base that a note prints."""
    return next((base for base in BASES if f"基数：{base}" in note), None)
