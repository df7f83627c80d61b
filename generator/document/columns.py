"""Widths of columns."""

from __future__ import annotations

from collections.abc import Sequence

#: About how many letters of a table's text stand in a line as wide as the page.
LINE = 105
#: So many letters of long words do: they have more wide ones, and those of heads are bold.
WORDS_LINE = 90


def percentages(weights: Sequence[float], least: Sequence[float] = ()) -> tuple[int, ...]:
    """Whole percentages in proportion to ``weights``, 100 in all; the rest after rounding goes where most was cut.

    No column gets less than its ``least`` percentage, as far as there is room for all.
    """
    shared = _raised(weights, least) if sum(least) < 100 else least
    whole = sum(shared)
    shares = [divmod(round(100000 * weight / whole), 1000) for weight in shared]
    left = 100 - sum(share for share, _ in shares)
    order = sorted(range(len(shares)), key=lambda index: -shares[index][1])
    return tuple(share + (index in order[:left]) for index, (share, _) in enumerate(shares))


def _raised(weights: Sequence[float], least: Sequence[float]) -> Sequence[float]:
    """The shares of 100 by weight, those below their least raised to it at the cost of all others."""
    raised: dict[int, float] = {}
    while True:
        free = [index for index in range(len(weights)) if index not in raised]
        rest = 100 - sum(raised.values())
        whole = sum(weights[index] for index in free)
        shares = {index: rest * weights[index] / whole for index in free} | raised
        low = {index: least[index] for index in free if index < len(least) and shares[index] < least[index]}
        if not low:
            return [shares[index] for index in range(len(weights))]
        raised |= low
