"""The lines of a cross table: which people stand in which."""

import re

from survey import MISSINGS

MISSING = dict(MISSINGS)


class Groups:
    """Finds variables by what tables call them."""

    def __init__(self, survey):
        self.survey = survey
        self.named = {}

    def topic(self, name, labels):
        """The variable whose answers have these labels, in this order; None if that is not clear."""
        found = [
            topic
            for topic in self.survey.topics
            if [label for label, *_ in topic.answers] == labels
        ]
        # Rows of a matrix share their answers: then the name decides.
        exact = [topic for topic in found if name in (topic.row, topic.title.split("　", 1)[-1])]
        found = exact or found
        if len(found) == 1:
            self.named[name] = found[0]
            return found[0]
        return None

    def lines(self, topic, people):
        """(label, people, whether it is a missing) of every line, missings where there are any."""
        first = self.survey.cells(topic.variables[0])
        if topic.shape == "multiple":
            found = [(tick.item, self.survey.cells(tick) == 1, False) for tick in topic.variables]
        else:
            found = [(label, first == code, False) for label, code, _ in topic.answers]
        found += [
            (label, first == code, True)
            for label, code in MISSINGS
            if (first == code)[people].any()
        ]
        return [(label, here & people, is_missing) for label, here, is_missing in found]

    def block(self, name, labels, people):
        """The lines of a variable, or of one within another (「性別×年齢」), as they must stand:
        (outer label or "", label, people, whether missing). `labels`: the pairs that do stand."""
        if not any(outer for outer, _ in labels):
            topic = self.topic(name, without_missings([label for _, label in labels]))
            found = self.lines(topic, people) if topic else []
            return [("", label, here, is_missing) for label, here, is_missing in found]
        outer_labels = list(dict.fromkeys(outer for outer, _ in labels))
        inner_labels = [label for outer, label in labels if outer == outer_labels[0]]
        outer_name, inner_name = name.split("×", 1)
        outer = self.topic(outer_name, without_missings(outer_labels))
        inner = self.topic(inner_name, without_missings(inner_labels))
        if outer is None or inner is None:
            return []
        return [
            (above, label, here & there, outside or inside)
            for above, here, outside in self.lines(outer, people)
            for label, there, inside in self.lines(inner, people)
        ]

    def across(self, sheet, top):
        """The people of every column from the third on: 全体, then the groups of each variable."""
        everybody = self.survey.everybody()
        sheet.says(top + 1, 3, "全体")
        found, column = [(3, everybody)], 4
        while column <= sheet.columns and sheet.at(top, column) != "":
            name, labels = sheet.at(top, column), []
            while sheet.at(top, column + len(labels)) == name:
                labels.append(sheet.at(top + 1, column + len(labels)))
            topic = self.topic(name, labels)
            if topic is None:
                sheet.complain(top, column, f"is no variable of the codebook: {name}")
                break
            here = [
                people for _, people, is_missing in self.lines(topic, everybody) if not is_missing
            ]
            found += list(enumerate(here, column))
            column += len(labels)
        return found

    def keeps(self, words, people):
        """The people of 「性別が「女性」「男性」、かつ、…」; None for a variable that no table named."""
        for condition in words.split("、かつ、"):
            name, *labels = re.split("が「|」「|」$", condition)
            topic = self.named.get(name)
            if topic is None:
                return None
            lines = [
                (label, here) for label, here, _ in self.lines(topic, people) if label in labels
            ]
            if not lines:
                return people & False
            kept = lines[0][1]
            for _, here in lines[1:]:
                kept = kept | here
            people = kept
        return people


def without_missings(labels):
    labels = list(labels)
    while labels and labels[-1] in MISSING:
        labels.pop()
    return labels
