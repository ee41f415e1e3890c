"""A recount that never fails would be worth nothing: some figures are changed, and must be found."""

import random

from book import Sheet, is_number

# Figures of each sheet.
TRIES = 25


def missed(count):
    """The spoilt figures of a recounted workbook that no check complains of."""
    found = []
    dice = random.Random(len(count.survey.people))
    for name, check in count.checks.items():
        sheet = count.book.book[name]
        taken = count.book.sheet(name).taken
        figures = [
            cell
            for line in sheet.iter_rows()
            for cell in line
            if (is_number(cell.value) or cell.value == "-") and (cell.row, cell.column) not in taken
        ]
        spoilt = dice.sample(figures, min(TRIES, len(figures)))
        before = [cell.value for cell in spoilt]
        for cell in spoilt:
            cell.value = cell.value + 1 if is_number(cell.value) else 0
        wrong = []
        check(Sheet(sheet, wrong))
        for cell, value in zip(spoilt, before):
            if not any(words.startswith(f"{name}!{cell.coordinate} ") for words in wrong):
                found.append(f"{name}!{cell.coordinate}")
            cell.value = value
    return found
