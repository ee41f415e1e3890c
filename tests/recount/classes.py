"""回収状況 of a survey answered in classes: answers and rates by school and grade. How many classes
and pupils there are stands nowhere else in the workbook and is believed."""

from exact import share

HEADS = ["学校・学年", "学級", "まだ", "受付中", "終わり", "在籍数", "有効回収数", "有効回収率（％）"]


def is_of_classes(sheet):
    return top(sheet) is not None


def top(sheet):
    rows = range(1, sheet.rows + 1)
    return next((row for row in rows if sheet.at(row, 1) == HEADS[0]), None)


def check(sheet, survey):
    """Every line: 全体 and each school, each with its grades below it."""
    row = top(sheet)
    for column, words in enumerate(HEADS, 1):
        sheet.says(row, column, words)
    schools, grades = (codes(survey, title) for title in ["学校", "学年"])
    inside = survey.everybody()
    shown = set()
    for row in range(row + 1, sheet.rows + 1):
        label = str(sheet.at(row, 1))
        if label.startswith("　"):
            people = inside & grades[label.strip()]
        else:
            inside = survey.everybody() if label == "全体" else schools[label]
            people = inside
            shown.add(label)
        for column in range(2, 7):
            sheet.take(row, column)
        answered, heads = int(people.sum()), sheet.at(row, 6)
        sheet.check(row, 7, answered)
        sheet.check(row, 8, share(answered, heads))
    for label, people in schools.items():
        if people.any() and label not in shown:
            sheet.complain(row, 1, f"has no line of {label}")


def codes(survey, title):
    """Who belongs to each choice of a question without a number."""
    topic = survey.topic_by_title(title)[0]
    cells = survey.cells(topic.variables[0])
    return {label: cells == code for label, code, _ in topic.answers}
