"""The weights of ローデータ(コード), raked to the population: a file with a column for each variable
of the frame, holding codes, and a last column of people."""

import numpy
import pandas

from survey import MILLION, WEIGHT

# Raking ends when every margin fits by this share; what is left to do moves weights little.
TOLERANCE, NEAR = 0.0005, 0.005


def check(sheet, survey, file):
    """Every weight, and that the weighted margins are those of the population."""
    population = pandas.read_csv(file)
    names = list(population.columns[:-1])
    places = survey.people[names]
    known = pandas.Series(True, index=places.index)
    for name in names:
        lives = population.groupby(name)["people"].sum()
        known &= places[name].isin(lives[lives > 0].index)
    column = list(survey.people.columns).index(WEIGHT) + 1
    found = survey.weights
    expected = raked(places, population, known)
    # Whoever has no place in the population keeps weight 1.
    for row, weight in enumerate(found.tolist(), 2):
        want = expected[row - 2] if known[row - 2] else MILLION
        sheet.seen.add((row, column))
        allowed = NEAR * want if known[row - 2] else 0
        if abs(weight - want) > allowed:
            sheet.complain(row, column, f"is {weight / MILLION}, recounted {want / MILLION:.6f}")
    weights = pandas.Series(found)[known]
    for name in names:
        margin(
            sheet, column, places[name][known], weights, population.groupby(name)["people"].sum()
        )


def raked(places, population, known):
    """Each margin in turn is scaled to the population, until nothing moves."""
    weights = numpy.where(known, 1.0, 0.0)
    n, total = known.sum(), population["people"].sum()
    margins = [
        (places[name].to_numpy(), population.groupby(name)["people"].sum())
        for name in places.columns
    ]
    for _ in range(5000):
        before = weights.copy()
        for codes, lives in margins:
            for code, people in lives[lives > 0].items():
                here = (codes == code) & known.to_numpy()
                weights[here] *= n * people / total / weights[here].sum()
        if numpy.abs(weights - before).max() < 1e-12:
            break
    return weights * MILLION


def margin(sheet, column, codes, weights, lives):
    """The weighted shares of a margin are those of the population."""
    sums = weights.groupby(codes).sum()
    for code, people in lives[lives > 0].items():
        share, want = sums[code] / weights.sum(), people / lives.sum()
        if abs(share / want - 1) > 2 * TOLERANCE:
            sheet.complain(
                1,
                column,
                f"gives {codes.name} = {code} a share of {share:.5f}, the population {want:.5f}",
            )
