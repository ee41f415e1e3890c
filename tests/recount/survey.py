"""The answers from ローデータ(コード), and what they mean from コードブック."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

import numpy
import pandas

NO_ANSWER, NOT_ASKED, UNUSABLE = -1, -2, -3
# In the order in which tables list them.
MISSINGS = [("無回答", NO_ANSWER), ("無効", UNUSABLE), ("非該当", NOT_ASKED)]
SINGLE, TICK, NUMBER = "単数回答（S.A.）", "複数回答（M.A.）", "数値"
WEIGHT = "WEIGHT"
MILLION = 1_000_000


@dataclass
class Variable:
    """A line of the codebook with its codes: (code, label, score or None)."""

    name: str
    number: str
    question: str
    item: str
    kind: str
    codes: list = field(default_factory=list)

    @property
    def answers(self):
        return [code for code in self.codes if code[0] is not None and code[0] >= 0]


@dataclass
class Topic:
    """A question, or a row of a matrix."""

    title: str
    shape: str
    variables: list
    row: str = ""
    # (label, code, score); the code of a tick is its place among the variables.
    answers: list = field(default_factory=list)

    @property
    def alone(self):
        """Its title where it stands by itself."""
        return f"{self.title}：{self.row}" if self.row else self.title

    def scored(self):
        return [(code, score) for _, code, score in self.answers if score is not None]

    def shown_as(self, headings):
        """A number with the steps of a scale, where the table has a line for each of them."""
        steps = list(takewhile(lambda heading: re.match(r"\d", heading), headings))
        if self.shape != "number" or not steps:
            return self
        answers = [(step, int(re.match(r"\d+", step)[0]), None) for step in steps]
        return Topic(self.title, "scale", self.variables, self.row, answers)


class Survey:
    """Everybody's answers; weights are whole millionths."""

    def __init__(self, book):
        self.variables = codebook(book.sheet("コードブック"))
        self.people, self.weights = raw(book.sheet("ローデータ(コード)"))
        self.topics = topics(self.variables)
        self.columns = {}

    def everybody(self):
        return numpy.ones(len(self.people), dtype=bool)

    def cells(self, variable):
        """A column; texts are 1."""
        if variable.name not in self.columns:
            column = self.people[variable.name]
            numbers = column.map(lambda cell: 1 if isinstance(cell, str) else cell)
            self.columns[variable.name] = numbers.to_numpy(dtype="int64")
        return self.columns[variable.name]

    def topic_by_title(self, caption):
        """The topics of a caption: a question, the rows of a matrix, or one row of it."""
        whole = [topic for topic in self.topics if same_title(caption, topic.title)]
        return whole or [topic for topic in self.topics if same_title(caption, topic.alone)]


def same_title(caption, title):
    """A number has its unit behind the question."""
    return caption == title or caption.startswith(f"{title}（単位：")


def codebook(sheet):
    """Every variable, in order."""
    heads = [sheet.at(2, column) for column in range(1, sheet.columns + 1)]
    place = {head: column for column, head in enumerate(heads, 1)}
    variables = {}
    for row in range(3, sheet.rows + 1):
        name, number, question, item, kind, code, label = (
            sheet.at(row, place[head])
            for head in ["変数名", "設問番号", "設問", "項目", "種類", "コード", "ラベル"]
        )
        score = sheet.at(row, place["点数"]) if "点数" in place else ""
        variable = variables.setdefault(name, Variable(name, number, question, item, kind))
        code = code if code != "" else None
        variable.codes.append((code, label, score if score != "" else None))
    return list(variables.values())


def raw(sheet):
    """The answers as a frame of variables, and the weights if there are any."""
    lines = list(sheet.sheet.iter_rows(values_only=True))
    frame = pandas.DataFrame(lines[1:], columns=lines[0], dtype=object)
    if WEIGHT not in frame:
        return frame, None
    millionths = frame[WEIGHT].map(lambda weight: round(weight * MILLION))
    return frame, millionths.to_numpy(dtype="int64")


def topics(variables):
    """What can be tabulated: the variables of a question are neighbours."""
    questions = {}
    for variable in variables:
        questions.setdefault((variable.number, variable.question), []).append(variable)
    found = []
    for (number, question), members in questions.items():
        words = "　".join(question.split())
        title = f"{number}　{words}" if number else words
        ticks = [variable for variable in members if variable.kind == TICK]
        if ticks:
            answers = [(tick.item, place, None) for place, tick in enumerate(ticks)]
            found.append(Topic(title, "multiple", ticks, answers=answers))
            continue
        singles = [variable for variable in members if variable.kind == SINGLE]
        for variable in singles:
            answers = [(label, code, score) for code, label, score in variable.answers]
            if variable.item == question:
                found.append(Topic(title, "single", [variable], answers=answers))
            else:
                found.append(Topic(title, "matrix", [variable], variable.item, answers))
        for variable in members:
            # The details of a choice have no table of their own.
            if variable.kind not in (SINGLE, TICK) and not singles:
                shape = "number" if variable.kind == NUMBER else "text"
                found.append(Topic(title, shape, [variable]))
    return found
