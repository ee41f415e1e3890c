"""Figures from whole numbers, rounded half away from zero on the exact ratio."""

import math
from decimal import Decimal
from fractions import Fraction

NOTHING = "-"


def rounded(value, places):
    """A fraction with so many decimals."""
    power = 10**places
    units = math.floor(abs(Fraction(value)) * power + Fraction(1, 2))
    return Decimal(-units if value < 0 else units).scaleb(-places)


def ratio(numerator, denominator, places):
    """`-` where there is nothing to divide by."""
    return rounded(Fraction(numerator, denominator), places) if denominator > 0 else NOTHING


def share(count, n):
    """Percent with one decimal; `-` for no case."""
    return ratio(100 * count, n, 1) if count else NOTHING


def mean(values):
    """Of (value, times)."""
    return ratio(
        sum(value * times for value, times in values), sum(times for _, times in values), 2
    )


def median(values):
    """The middle of the two middle ones, one decimal."""
    every = sorted(value for value, times in values for _ in range(times))
    n = len(every)
    return ratio(every[(n - 1) // 2] + every[n // 2], 2, 1) if n else NOTHING


def variance(values):
    """With n - 1, exact; nothing below two values."""
    n = sum(times for _, times in values)
    total = sum(value * times for value, times in values)
    squares = sum(value * value * times for value, times in values)
    return Fraction(n * squares - total * total, n * (n - 1)) if n > 1 else None


def root(value, places):
    """The square root of a fraction, rounded half up: exact, because it squares instead."""
    power = 10**places
    units = math.isqrt(math.floor(value * power * power))
    # The root is at least units + 1/2 when its square is.
    if Fraction(2 * units + 1, 2) ** 2 <= value * power * power:
        units += 1
    return Decimal(units).scaleb(-places)


def deviation(values):
    """Two decimals."""
    found = variance(values)
    return NOTHING if found is None else root(found, 2)


def effective(weights):
    """Kish's effective number of people, one decimal, of whole weights."""
    squares = sum(weight * weight for weight in weights)
    return ratio(sum(weights) ** 2, squares, 1)
