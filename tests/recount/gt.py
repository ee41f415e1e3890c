"""単純集計: every question by itself."""

import columns
from counting import Line, base_of, headings
from exact import mean


def check(sheet, survey):
    """Every table, and that every question has one."""
    shown = []
    for row in range(2, sheet.rows + 1):
        if "基数：" not in str(sheet.at(row + 1, 1)):
            continue
        caption = sheet.at(row, 1)
        topics = survey.topic_by_title(caption)
        if not topics:
            sheet.complain(row, 1, f"is a question that the codebook does not know: 「{caption}」")
            continue
        shown.append(topics[0].title)
        base = base_of(sheet.at(row + 1, 1))
        if sheet.at(row + 2, 1) == "項目":
            grid(sheet, row + 2, survey, topics, base)
        else:
            single(sheet, row + 2, survey, topics[0], base)
    for topic in survey.topics:
        if topic.title not in shown:
            sheet.complain(1, 1, f"has no table of 「{topic.title}」")


def base(sheet):
    """The base of all tables; None without a table."""
    notes = (base_of(str(sheet.at(row, 1))) for row in range(1, sheet.rows + 1))
    return next(filter(None, notes), None)


def grid(sheet, top, survey, topics, base):
    """A matrix: a line for each of its rows."""
    everybody = survey.everybody()
    lines = [Line(survey, topic, base, everybody) for topic in topics]
    for row, topic in enumerate(topics, top + 2):
        sheet.says(row, 1, topic.row)
    # The headings are those of all lines; a figure takes its own line's topic.
    figures = [columns.N]
    figures += columns.counts(topics[0], base, lines) + columns.shares(topics[0], base, lines)
    columns.check(sheet, top, 2, figures, lines)


def single(sheet, top, survey, topic, base):
    """A question whose answers run down."""
    shown = []
    while sheet.at(top + 1 + len(shown), 1) not in ("", "回答者数（n）"):
        shown.append(sheet.at(top + 1 + len(shown), 1))
    topic = topic.shown_as(shown)
    line = Line(survey, topic, base, survey.everybody())
    rows = [
        (label, line.below(code)[0], line.percent(code), line.percent(code, True))
        for label, code in headings(topic, base, [line])
    ]
    rows.append(("回答者数（n）", line.printed_n(), "", line.weighted_n()))
    if topic.shape in ("scale", "number"):
        for name, value in line.summary():
            weighted = mean(line.values(True)) if name == "平均" else ""
            rows.append((name, value, "", weighted))
    if len(topic.scored()) > 1:
        rows.append(("平均点", mean(line.scores()), "", mean(line.scores(True))))
        rows.append(("上位2つの計（％）", "", line.top_two(), line.top_two(True)))
    for place, words in enumerate(["選択肢", "件数", "％"], 1):
        sheet.says(top, place, words)
    for row, (label, *figures) in enumerate(rows, top + 1):
        sheet.says(row, 1, label)
        for place, figure in enumerate(figures if line.weight else figures[:2], 2):
            sheet.check(row, place, figure)
    sheet.says(top + 1 + len(rows), 1, "")
