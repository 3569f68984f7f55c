"""Computes quantiles of Student's t distribution, for intervals around the mean of a few batches."""

from math import atan, cos, pi, sin, sqrt

HALVINGS = 200
"""Far more than a float can tell apart."""


def two_sided(probability: float, freedom: int) -> float:
    """Return t such that |T| stays within t with this probability; `freedom` is at least 1."""
    low, high = 0.0, pi / 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _within(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return sqrt(freedom) * sin(low) / cos(low)


def t_within(t: float, freedom: int) -> float:
    """Return the probability that |T| stays within t."""
    return _within(atan(t / sqrt(freedom)), freedom)


def _within(angle: float, freedom: int) -> float:
    """Add up the closed form for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    sine, cosine = sin(angle), cos(angle)
    even = freedom % 2 == 0
    term = 1.0 if even else cosine
    total = term if freedom > 1 else 0.0
    for step in range(2 if even else 3, freedom - 1, 2):
        term *= cosine * cosine * (step - 1) / step
        total += term
    return sine * total if even else 2 / pi * (angle + sine * total)
