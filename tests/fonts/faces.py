"""The four faces and the words they are tried with."""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "fonts"
FACES = [(family, style) for family in ("Siyasat Naskh", "Siyasat Sans") for style in ("Regular", "Bold")]
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")


def path_of(family: str, style: str) -> Path:
    """The file of a face."""
    return FONTS / f"{family.replace(' ', '')}-{style}.ttf"


def governance_words() -> list[str]:
    """The words of a governance text, each once, without the punctuation around them."""
    text = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall("[\u0621-\u0652\u0670]+", text)))


def lam_alef_words() -> list[str]:
    """Lam with each kind of alef, alone, after letters that join or do not, and with letters after it."""
    before = ("", "ب", "ف", "ك", "و", "ا", "ال", "وال", "بال", "لل", "س", "ئ")
    alefs = ("ا", "أ", "إ", "آ", "ٱ")
    after = ("", "م", "ت", "ئحة", "زم", "ء", "لا")
    return [start + "ل" + alef + end for start, alef, end in product(before, alefs, after)]


def plain(text: str) -> str:
    """Text as a search sees it: no marks, no tatweel, presentation forms undone, no direction controls."""
    text = unicodedata.normalize("NFKC", MARKS.sub("", text))
    return "".join(character for character in text if unicodedata.category(character) != "Cf")
