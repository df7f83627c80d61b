"""Numbers with the noun they count: two weeks, 15 working days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from generator import wording
from generator.language.digits import to_european
from generator.language.inline import Language

Case = Literal["nom", "acc", "gen"]

#: The units a duration may have, as profiles write them.
UNITS = ("day", "working-day", "week", "month", "year")


def category(n: int) -> Literal["one", "two", "few", "many", "other"]:
    """Which form of a noun ``n`` takes: the Arabic plural categories of CLDR, without its "zero".

    The last two digits decide (3-10 few, 11-99 many); 100, 101, 102 and 200 are "other", since only 1 and 2
    themselves are said by the noun alone.
    """
    if n == 1:
        return "one"
    if n == 2:
        return "two"
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else "other"


def counted(n: int, forms: Mapping[str, Any], case: Case = "gen") -> str:
    """``n`` and its noun in the right form.

    ``forms`` has ``other`` and, where they differ, ``few``, ``many``, and the whole phrases ``one`` and
    ``two``, each a text or a text for each case. From 3 up the number is written in European digits, and the
    noun is what the number makes of it, whatever the case of the phrase. Raises ValueError for a negative
    number.
    """
    if n < 0:
        raise ValueError(f"a count is not negative, got {n}")
    kind = category(n)
    if kind in forms and kind in ("one", "two"):
        whole = forms[kind]
        return str(whole[case] if isinstance(whole, Mapping) else whole)
    return f"{n} {forms.get(kind, forms['other'])}"


def duration(amount: int, unit: str, language: Language, case: Case = "gen") -> str:
    """A length of time: ``amount`` (from 1) of one of ``UNITS``.

    ``case`` is that of the whole phrase in Arabic: genitive after خلال, بعد, عن, accusative after لا تتجاوز,
    nominative as subject or predicate; English ignores it. Raises ValueError for an amount below 1 or an
    unknown unit.
    """
    if amount < 1:
        raise ValueError(f"a duration counts from 1, got {amount}")
    if unit not in UNITS:
        raise ValueError(f"a duration is counted in {', '.join(UNITS)}, got {unit!r}")
    return counted(amount, wording.table("units")[unit][language], case)


def each(amount: int, unit: str, language: Language) -> str:
    """What stands after كل and "every": ``سنة``, ``سنتين``, ``3 أشهر``; one is said by the noun alone.

    Raises ValueError as ``duration`` does.
    """
    whole = duration(amount, unit, language)
    return str(wording.table("units")[unit][language]["each"]) if amount == 1 else whole


def amount(riyals: int, language: Language, case: Case = "gen") -> str:
    """An amount of money in Saudi riyals: ``5,000 ريال``, ``3 ريالات``, ``SAR 5,000``.

    ``case`` as for ``duration``. Raises ValueError for a negative amount.
    """
    forms = wording.table("units")["riyal"][language]
    if before := forms.get("before"):
        return f"{before}\u00a0{grouped(riyals)}"
    noun = counted(riyals, forms, case)
    return noun.replace(str(riyals), grouped(riyals), 1)


def read_duration(text: str, language: Language, *, alone: bool = True) -> tuple[int, str] | None:
    """The amount and the unit (one of ``UNITS``) of a length of time as ``duration`` and ``each`` say it; None for
    anything else.

    The noun may stand in any form that counts, since a hand that changes the number rarely changes the form. A noun
    ``alone``, which "every" needs, is no length of time inside a sentence.
    """
    for unit in UNITS:
        forms = wording.table("units")[unit][language]
        number = _read_count(text, {**forms, "each": forms["each"] if alone else ""})
        if number:
            return number, unit
    return None


def read_amount(text: str, language: Language) -> int | None:
    """The riyals of an amount of money as ``amount`` says it, the currency on either side; None for anything else."""
    forms = wording.table("units")["riyal"][language]
    currency = forms.get("before")
    return _read_count(text, {"other": currency}) if currency else _read_count(text, forms)


def _read_count(text: str, forms: Mapping[str, Any]) -> int | None:
    """The number that a text says with one of the ``forms`` of its noun."""
    said = " ".join(to_european(text).casefold().split())
    for number, key in ((1, "one"), (1, "each"), (2, "two")):
        if said in _said(forms.get(key, "")):
            return number
    for noun in (noun for key in ("few", "many", "other") for noun in _said(forms.get(key, ""))):
        found = re.fullmatch(rf"(?:{re.escape(noun)} )?(\d[\d,]*)(?: {re.escape(noun)})?", said)
        if noun and found and noun in said:
            return int(found[1].replace(",", ""))
    return None


def _said(form: Any) -> set[str]:
    """The texts of a form, which may differ by case."""
    texts = form.values() if isinstance(form, Mapping) else (form,)
    return {str(text).casefold() for text in texts if text}


def grouped(number: int) -> str:
    """A number with its thousands parted by commas."""
    return f"{number:,}"
