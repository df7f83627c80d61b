"""Widths of columns."""

from __future__ import annotations

from collections.abc import Sequence


def percentages(weights: Sequence[int]) -> tuple[int, ...]:
    """Whole percentages in proportion to ``weights``, 100 in all; the rest after rounding goes where most was cut."""
    whole = sum(weights)
    shares = [divmod(100 * weight, whole) for weight in weights]
    left = 100 - sum(share for share, _ in shares)
    order = sorted(range(len(shares)), key=lambda index: -shares[index][1])
    return tuple(share + (index in order[:left]) for index, (share, _) in enumerate(shares))
