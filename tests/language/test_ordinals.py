from __future__ import annotations

import csv
from pathlib import Path

import pytest

from generator.language.ordinals import english_ordinal, ordinal

# Definite ordinals 1-100 in both genders and cases; checked against ICU's spell-out (nominative).
TABLE = Path(__file__).with_name("ordinals.tsv")

ENGLISH = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_table_is_complete() -> None:
    assert [int(row["n"]) for row in rows()] == list(range(1, 101))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["n"])
def test_ordinal_of_both_genders_and_cases(row: dict[str, str]) -> None:
    n = int(row["n"])
    assert ordinal(n, "m", "nom") == row["masc_nom"]
    assert ordinal(n, "m", "gen") == row["masc_gen"]
    assert ordinal(n, "f", "nom") == row["fem_nom"]
    assert ordinal(n, "f", "gen") == row["fem_gen"]


def test_genitive_is_the_default_since_a_meeting_stands_after_fi() -> None:
    assert f"في اجتماعه {ordinal(20, 'm')}" == "في اجتماعه العشرين"
    assert f"في جلسته {ordinal(12, 'f')}" == "في جلسته الثانية عشرة"


@pytest.mark.parametrize("n", [-1, 0, 101, 1000])
def test_no_words_outside_1_to_100(n: int) -> None:
    with pytest.raises(ValueError, match=f"1-100, got {n}"):
        ordinal(n, "m")


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        *enumerate(ENGLISH, start=1),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (20, "20th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (24, "24th"),
        (101, "101st"),
        (111, "111th"),
        (112, "112th"),
        (113, "113th"),
    ],
)
def test_english_ordinal(n: int, expected: str) -> None:
    assert english_ordinal(n) == expected


def test_english_ordinal_counts_from_one() -> None:
    with pytest.raises(ValueError, match="got 0"):
        english_ordinal(0)
