"""Ordinal numbers: the twentieth meeting, the third term."""

from __future__ import annotations

from typing import Literal

from generator import wording

Gender = Literal["m", "f"]

#: The highest ordinal that is put into Arabic words; above it a text says "رقم" and the digits.
HIGHEST = 100


def ordinal(n: int, gender: Gender, case: Literal["nom", "gen"] = "gen") -> str:
    """The definite Arabic ordinal of ``n``, 1 to 100, agreeing with a noun of ``gender``.

    Case shows only in the tens (العشرون, العشرين): 1-19 look alike in every case, 11-19 are indeclinable.
    The accusative is written like the genitive. Raises ValueError outside 1-100.
    """
    if not 1 <= n <= HIGHEST:
        raise ValueError(f"an Arabic ordinal is formed for 1-{HIGHEST}, got {n}")
    words = wording.table("ordinals")["ar"]
    if n == HIGHEST:
        return str(words["hundred"])
    if n <= 10:
        return str(words["units"][gender][n - 1])
    tens, unit = divmod(n, 10)
    ten = str(words["ten-in-compound"][gender] if tens == 1 else words["tens"][case][tens - 2])
    if unit == 0:
        return ten
    first = str(words["one-in-compound"][gender] if unit == 1 else words["units"][gender][unit - 1])
    return f"{first} {ten}" if tens == 1 else f"{first} {words['and']}{ten}"


def english_ordinal(n: int) -> str:
    """The English ordinal of ``n``: a word up to the tenth, then 11th, 21st, 102nd. Raises ValueError below
    1."""
    if n < 1:
        raise ValueError(f"an ordinal counts from 1, got {n}")
    words = wording.table("ordinals")["en"]
    if n <= len(words["words"]):
        return str(words["words"][n - 1])
    suffixes = words["suffixes"]
    last = "other" if n % 100 in (11, 12, 13) else str(n % 10)
    return f"{n}{suffixes.get(last, suffixes['other'])}"
