"""検算: the totals of every variable, and the results of its formulas."""

from counting import BASES
from survey import NO_ANSWER, NUMBER, SINGLE, TICK


def check(sheet, survey, base):
    """Printed by the tables over a base, by the raw columns, and by the spreadsheet program again."""
    for row, number in [(4, len(survey.people)), (5, len(survey.variables))]:
        sheet.check(row, 3, number)
        sheet.check(row, 4, number)
        sheet.says(row, 5, "一致")
    for row, variable in enumerate(survey.variables, 8):
        sheet.says(row, 1, variable.name)
        sheet.says(row, 2, variable.number)
        cells = survey.cells(variable)
        valid, is_text = cells[cells >= 0], variable.kind not in (SINGLE, TICK, NUMBER)
        figures = [
            len(valid),
            "-" if is_text else int(valid.sum()),
            int((cells == NO_ANSWER).sum()),
        ]
        has_table = any(variable in topic.variables for topic in survey.topics)
        for column, figure in zip((3, 6, 9), figures):
            is_printed = has_table and not (column == 9 and NO_ANSWER in BASES[base])
            sheet.check(row, column, figure if is_printed else "-")
            sheet.check(row, column + 1, figure)
            sheet.check(row, column + 2, figure)
        sheet.says(row, 12, "一致")
    sheet.says(8 + len(survey.variables), 1, "")
