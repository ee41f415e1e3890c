"""Tables whose lines run down and whose figures run across, with two rows of headings."""

from counting import headings
from exact import mean, median


def counts(topic, base, lines):
    """Above, heading and figure of each column of counts."""
    return [
        ("件数", label, lambda line, code=code: line.below(code)[0])
        for label, code in headings(topic, base, lines)
    ]


def shares(topic, base, lines):
    """The columns of shares and means, and the weighted ones after them."""
    named = headings(topic, base, lines)
    is_weighted = any(line.weight for line in lines)
    has_mean, has_score = topic.shape in ("scale", "number"), len(topic.scored()) > 1
    found = [("％", label, lambda line, code=code: line.percent(code)) for label, code in named]
    if has_mean:
        found.append(("％", "平均", lambda line: mean(line.values())))
        found.append(("％", "中央値", lambda line: median(line.values())))
    if has_score:
        found.append(("％", "平均点", lambda line: mean(line.scores())))
        found.append(("％", "上位2つの計", lambda line: line.top_two()))
    if not is_weighted:
        return found
    above = "ウェイト補正後の％"
    found.append((above, "n", lambda line: line.weighted_n()))
    found.append((above, "有効n", lambda line: line.effective_n()))
    found.extend(
        (above, label, lambda line, code=code: line.percent(code, True)) for label, code in named
    )
    if has_mean:
        found.append((above, "平均", lambda line: mean(line.values(True))))
    if has_score:
        found.append((above, "平均点", lambda line: mean(line.scores(True))))
        found.append((above, "上位2つの計", lambda line: line.top_two(True)))
    return found


def check(sheet, top, first, columns, lines):
    """Headings in the rows `top` and `top + 1` from column `first` on, and a line below each other."""
    for place, (above, heading, figure) in enumerate(columns, first):
        sheet.says(top, place, above or heading)
        sheet.says(top + 1, place, heading)
        for row, line in enumerate(lines, top + 2):
            sheet.check(row, place, figure(line))


N = ("", "n", lambda line: line.printed_n())
