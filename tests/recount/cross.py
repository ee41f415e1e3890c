"""クロス集計: every block of shares or of counts, group by group."""

import re

import chi_square
import columns
from counting import Line, base_of


def check(sheet, survey, groups, counts):
    """`counts`: the sheet of numbers of people rather than of shares."""
    row = 2
    while row <= sheet.rows:
        if "基数：" in str(sheet.at(row + 1, 1)):
            row = block(sheet, row, survey, groups, counts)
        else:
            row += 1


def block(sheet, row, survey, groups, counts):
    """One cross table; gives the row below it."""
    caption, note = sheet.at(row, 1), sheet.at(row + 1, 1)
    asked = re.search("設問：(.*?)(　絞り込み：|$)", note)
    found = survey.topic_by_title(asked[1] if asked else caption)
    top, depth = row + 2, 0
    while sheet.at(top, depth + 1) == "区分":
        depth += 1
    last = top + 2
    while sheet.at(last, depth + 1) != "" and (last, depth + 1) not in sheet.merged:
        last += 1
    if not found:
        sheet.complain(row, 1, f"is a question that the codebook does not know: 「{caption}」")
        return last
    topic, base = found[0].shown_as(heads(sheet, top + 1, depth + 3)), base_of(note)
    people = survey.everybody()
    kept = re.search("絞り込み：(.*)$", note)
    if kept:
        people = groups.keeps(kept[1], people)
        if people is None:
            sheet.complain(row + 1, 1, "keeps people by a variable that no table names")
            return last
    lines = stub(sheet, range(top + 2, last), depth, groups, people)
    tallied = [Line(survey, topic, base, here, is_missing) for here, is_missing, _ in lines]
    figures = columns.counts if counts else columns.shares
    columns.check(sheet, top, depth + 2, [columns.N, *figures(topic, base, tallied)], tallied)
    if not counts:
        named = [
            (name, line)
            for (_, is_missing, name), line in zip(lines, tallied)
            if name and not is_missing
        ]
        return chi_square.check(sheet, last, topic, named)
    return last


def heads(sheet, row, first):
    return [
        sheet.at(row, column)
        for column in range(first, sheet.columns + 1)
        if sheet.at(row, column) != ""
    ]


def stub(sheet, rows, depth, groups, people):
    """(people, whether missing, name of the variable if it is one of single answers) of each line."""
    shown = [
        ([sheet.at(row, column) for column in range(1, depth + 1)], sheet.at(row, depth + 1))
        for row in rows
    ]
    found = []
    for place, (within, label) in enumerate(shown):
        name = within[0] if within else ""
        if place == 0:
            sheet.says(rows[0], depth + 1, "全体")
            found.append((people, False, ""))
        elif place == len(found):
            # The first line of a block: all of it at once.
            block = [
                (words[1] if depth > 1 else "", label)
                for words, label in shown[place:]
                if words[0] == name
            ]
            expected = groups.block(name, block, people)
            if [(outer, label) for outer, label, *_ in expected] != block:
                sheet.complain(
                    rows[place], 1, f"has other lines of {name} than the answers: {block}"
                )
            # Somebody may stand in several lines of a multiple choice.
            is_alone = name in groups.named and groups.named[name].shape != "multiple"
            found += [
                (here, is_missing, name if is_alone else "") for _, _, here, is_missing in expected
            ]
    return found[: len(shown)]
