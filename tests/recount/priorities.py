"""満足度×重要度: mean scores, the axes, the quadrants, the need for improvement and its rank."""

import math
from dataclasses import dataclass
from fractions import Fraction

from counting import Line, base_of
from exact import NOTHING, mean, rounded

# Scores that differ by less are equal, as the sheet's makers have it.
SAME = 1e-9


@dataclass
class Item:
    """A measure in one group."""

    satisfaction: Line
    importance: Line
    weighted: bool
    need: object = NOTHING
    rank: object = NOTHING
    quadrant: str = NOTHING

    def exact(self, line):
        scores = line.scores(self.weighted)
        times = sum(count for _, count in scores)
        return Fraction(sum(score * count for score, count in scores), times) if times else None

    def scores(self):
        both = self.exact(self.satisfaction), self.exact(self.importance)
        return None if None in both else both


def check(sheet, survey, groups):
    """The figures of the chart, the table of items, and a table of each figure by group."""
    pairs = find_pairs(survey)
    base = next(
        filter(None, (base_of(str(sheet.at(row, 1))) for row in range(1, sheet.rows + 1))), None
    )
    whole = [
        field(survey, pairs, base, survey.everybody(), weighted) for weighted in weights(survey)
    ]
    for row in range(1, sheet.rows + 1):
        words = str(sheet.at(row, 1))
        if words == "項目ごとの点数（全体）":
            items(sheet, below(sheet, row, "番号"), pairs, whole)
        elif words.startswith("区分ごとの"):
            by_group(sheet, below(sheet, row, "項目"), survey, groups, pairs, base, words)
    chart(sheet, pairs, whole[-1][0])


def below(sheet, row, words):
    """The row that begins with these words, after a caption and its notes."""
    return next(below for below in range(row + 1, sheet.rows + 1) if sheet.at(below, 1) == words)


def weights(survey):
    return [False] if survey.weights is None else [False, True]


def find_pairs(survey):
    """Satisfaction with each item and its importance, told apart by their answers."""

    def judged(word):
        rows = [
            topic
            for topic in survey.topics
            if topic.shape == "matrix" and any(word in label for label, *_ in topic.answers)
        ]
        return {topic.row: topic for topic in rows}

    importance = judged("重要")
    return [
        (name, topic, importance[name])
        for name, topic in judged("満足").items()
        if name in importance
    ]


def field(survey, pairs, base, people, weighted):
    """The items of a group, and the means that cut their field."""
    found = [
        Item(Line(survey, one, base, people), Line(survey, other, base, people), weighted)
        for _, one, other in pairs
    ]
    placed = [item for item in found if item.scores()]
    axes = [spread([item.scores()[side] for item in placed]) for side in (0, 1)]
    if None in axes:
        return found, (NOTHING, NOTHING)
    needs = []
    for item in placed:
        satisfied, important = (float(score - axis[0]) for score, axis in zip(item.scores(), axes))
        needs.append(important / axes[1][1] - satisfied / axes[0][1])
        name = "重点" if important > -SAME else ""
        item.quadrant = name + ("維持" if satisfied > -SAME else "改善")
    for item, need in zip(placed, needs):
        item.need = hundredths(need)
        item.rank = 1 + sum(other > need + SAME for other in needs)
    return found, tuple(rounded(axis[0], 2) for axis in axes)


def spread(values):
    """Mean and population standard deviation; None where there is none."""
    if not values:
        return None
    middle = sum(values) / len(values)
    deviation = math.sqrt(sum((value - middle) ** 2 for value in values) / len(values))
    return (middle, deviation) if deviation > SAME else None


def hundredths(value):
    return rounded(Fraction(value) + Fraction(1, 10**11) * (1 if value > 0 else -1), 2)


def items(sheet, top, pairs, whole):
    """Two rows of headings, a line for each item, and the axes below."""
    names = [
        "満足度",
        "満足度n",
        "満足度上位2つ（％）",
        "重要度",
        "重要度n",
        "重要度上位2つ（％）",
        "改善の必要度",
        "順位",
        "領域",
    ]
    first = 3
    for place, (placed, axes) in enumerate(whole):
        shown = [name for name in names if place == 0 or not name.endswith("n")]
        for column, name in enumerate(shown, first):
            sheet.says(top + 1, column, name)
        for row, ((name, *_), item) in enumerate(zip(pairs, placed), top + 2):
            sheet.check(row, 1, row - top - 1)
            sheet.says(row, 2, name)
            figures = []
            for line in (item.satisfaction, item.importance):
                scored = sum(times for _, times in line.scores())
                figures += [mean(line.scores(item.weighted)), scored, line.top_two(item.weighted)]
            figures += [item.need, item.rank, item.quadrant]
            kept = [figure for figure, name in zip(figures, names) if name in shown]
            for column, figure in enumerate(kept, first):
                sheet.check(row, column, figure)
        row = top + 2 + len(pairs)
        sheet.says(row, 1, "項目の平均（図の線）")
        sheet.check(row, first, axes[0])
        sheet.check(row, first + shown.index("重要度"), axes[1])
        first += len(shown) + 1


def by_group(sheet, top, survey, groups, pairs, base, words):
    """One figure of every item, a column for each group."""
    figure = {
        "改善の必要度の順位": lambda item: item.rank,
        "満足度の平均点": lambda item: mean(item.satisfaction.scores(item.weighted)),
        "重要度の平均点": lambda item: mean(item.importance.scores(item.weighted)),
        "改善の必要度": lambda item: item.need,
    }[words.removeprefix("区分ごとの").removesuffix("（ウェイト補正後）")]
    for column, people in groups.across(sheet, top):
        sheet.check(top + 2, column, int(people.sum()))
        placed, _ = field(survey, pairs, base, people, survey.weights is not None)
        for row, ((name, *_), item) in enumerate(zip(pairs, placed), top + 3):
            sheet.check(row, 1, row - top - 2)
            sheet.says(row, 2, name)
            sheet.check(row, column, figure(item))


def chart(sheet, pairs, placed):
    """What the chart is drawn from stands beside it."""
    at = next(
        (
            cell
            for row in sheet.sheet.iter_rows()
            for cell in row
            if str(cell.value).startswith("図のもと")
        ),
        None,
    )
    if at is None:
        return
    row, column = at.row + 1, at.column
    satisfaction = sheet.at(row, column + 1) == "満足度"
    for number, ((name, *_), item) in enumerate(zip(pairs, placed), 1):
        if item.need == NOTHING:
            continue
        row += 1
        figures = [
            mean(item.satisfaction.scores(item.weighted)),
            mean(item.importance.scores(item.weighted)),
        ]
        sheet.says(row, column, f"{number} {name}")
        for place, figure in enumerate(figures if satisfaction else reversed(figures), column + 1):
            sheet.check(row, place, figure)
    # Where the quadrants' names stand is drawing, not counting.
    while str(sheet.at(row + 1, column)).endswith("の位置"):
        row += 1
        sheet.take(row, column + 1)
        sheet.take(row, column + 2)
