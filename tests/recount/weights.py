"""The weights of ローデータ(コード), from the population: a file with a column for each variable of
the frame, holding codes, and a last column of people."""

from fractions import Fraction

import numpy
import pandas

from exact import rounded
from survey import MILLION, WEIGHT

# Raking ends when every margin fits by this share; what is left to do moves weights little.
TOLERANCE, NEAR = 0.0005, 0.005


def check(sheet, survey, file, method):
    """Every weight; `method` is cells or raking."""
    population = pandas.read_csv(file)
    names = list(population.columns[:-1])
    places = survey.people[names]
    known = pandas.Series(True, index=places.index)
    for name in names:
        lives = population.groupby(name)["people"].sum()
        known &= places[name].isin(lives[lives > 0].index)
    column = list(survey.people.columns).index(WEIGHT) + 1
    found = survey.weights
    expected = cells(places, population) if method == "cells" else raked(places, population, known)
    # Whoever has no place in the population keeps weight 1.
    for row, weight in enumerate(found.tolist(), 2):
        want = expected[row - 2] if known[row - 2] else MILLION
        sheet.seen.add((row, column))
        allowed = 1 if method == "cells" or not known[row - 2] else NEAR * want
        if abs(weight - want) > allowed:
            sheet.complain(row, column, f"is {weight / MILLION}, recounted {want / MILLION:.6f}")
    if method == "raking":
        for name in names:
            weights = pandas.Series(found)[known]
            margin(sheet, column, places[name][known], weights, population.groupby(name)["people"].sum())


def cells(places, population):
    """n·(N_h/N)/n_h, exactly."""
    names = list(places.columns)
    lives = population.set_index(names)["people"]
    lives = lives[lives > 0]
    keys = [tuple(row) for row in places.itertuples(index=False)]
    answered = pandas.Series([key for key in keys if key in lives.index]).value_counts()
    n, total = int(answered.sum()), int(lives.sum())
    weight = {key: int(rounded(Fraction(n * int(lives[key]) * MILLION, total * int(count)), 0))
              for key, count in answered.items()}
    return [weight.get(key, MILLION) for key in keys]


def raked(places, population, known):
    """Each margin in turn is scaled to the population, until nothing moves."""
    weights = numpy.where(known, 1.0, 0.0)
    n, total = known.sum(), population["people"].sum()
    margins = [(places[name].to_numpy(), population.groupby(name)["people"].sum()) for name in places.columns]
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
            sheet.complain(1, column, f"gives {codes.name} = {code} a share of {share:.5f}, the population {want:.5f}")
