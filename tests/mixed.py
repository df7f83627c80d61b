"""Lines of mixed text from a grammar: Arabic and English words with what letters and policies put among them.

The same number gives the same lines. Three things are left out, since nothing says how they should look: telephone
numbers in Arabic-Indic digits (``language.direction``), an address with letters behind it that are not its own, and
Arabic words with lam-alef, whose ligature is one glyph.
"""

from __future__ import annotations

from random import Random

from generator.document.edition import Paragraph, Run, Side
from generator.language.digits import to_arabic_indic
from generator.language.direction import exchange_digits, segments
from generator.language.inline import Direction, Language, direction_of
from tests.bidi import isolated

ARABIC = [
    "الجمعية",
    "مجلس",
    "تنظيم",
    "سياسة",
    "يوم",
    "هاتف",
    "العضو",
    "تقرير",
    "مدير",
    "نسبة",
    "شهر",
    "بند",
    "و",
    "في",
    "هـ",
]
ENGLISH = [
    "Board",
    "policy",
    "member",
    "annual",
    "report",
    "and",
    "of",
    "clause",
    "PDF",
    "C++",
    "C#",
    ".NET",
    "e-mail",
    "a",
]
ITEMS = {
    "phone": [
        "+966 11 000 0000", "+966-11-000-0000", "+966110000000", "00966 11 000 0000", "0110000000", "011 000 0000",
        "011-000-0000", "(011) 465-7890", "+966 (11) 465 7890", "9200 00000", "920000000", "800 000 0000",
        "050 000 0000",
    ],
    "account": ["SA44 2000 0001 2345 6789 1234", "SA4420000001234567891234", "1010 2020 3030"],
    "date": ["2024-06-24", "1445-12-18", "18/12/1445", "24/06/2024", "2024/06/24", "1445/12/18 هـ", "18-12-1445"],
    "time": ["10:30", "10:30-12:00", "9:00 - 17:00"],
    "number": ["5", "15", "1445", "3-5", "5 - 7", "1.10", "v1.10", "1,000", "1,000.50", "25%", "10%-20%", "25 %", "-5",
               "$500", "500 $", "2/3", "3 / 4", "+5", "#5", "5°"],
    "address": ["https://example.org.sa/policies/?id=5&lang=ar#a", "http://example.org", "www.example.org",
                "example.org.sa/ar/", "info@example.org.sa", "@example", "#policy"],
    "code": ["GOV-BEN-01", "ISO 9001:2015", "ISO/IEC 27001", "A4", "24-hour", "3D", "T-5", "[GOV-01]", "R&D", "AS/NZS"],
    "phrase": ["Board of Directors", "Microsoft Word, Excel & Access", "Board of Directors (BoD)", "Form 3 of 4",
               "Annex 1", "St. John's", "(SOCPA)", "Know-Your-Customer", '"best practice"'],
}  # fmt: skip
#: Between the pieces of a line, with some of those that join more closely.
JOINTS = [
    *[" "] * 12,
    "، ",
    ", ",
    "؛ ",
    ". ",
    ": ",
    " - ",
    " – ",
    "–",
    "/",
    " / ",
    "،",
    ",",
    "-",
    "",
    " | ",
    " & ",
    "… ",
]
PAIRS = ["()", "()", "[]", "{}", "«»", "“”", '""', "''"]
ENDS = ["", "", "", ".", "؟", ":", "؛", "!", "…", " ", ")"]


#: Lines that stand before and after the others in a document.
BEGIN, END = "BEGIN", "END"


def side(text: str, language: Language) -> Side:
    """A line as publishing cuts it, its digits as they are."""
    base, other = direction_of(language), "en" if language == "ar" else "ar"
    parts = segments(text, base)
    return Side(
        language,
        tuple(Run(part.text, language if part.direction == base else other, part.direction, part.island)
              for part in parts),
    )  # fmt: skip


def sides(language: Language, count: int, seed: int) -> list[Side]:
    """So many lines of a language."""
    rng = Random(seed)
    return [side(line(rng, direction_of(language)), language) for _ in range(count)]


def paragraphs(lines: list[Side]) -> tuple[Paragraph, ...]:
    """A paragraph for each line, one before and one behind them."""
    language = lines[0].language
    return tuple(Paragraph((found,)) for found in (side(BEGIN, language), *lines, side(END, language)))


def order(found: Side) -> str:
    """How a line is drawn from left to right, its islands isolated."""
    stretches = (("".join(run.text for run in runs), runs[0]) for runs in found.stretches)
    return isolated(((text, run.direction if run.island else None) for text, run in stretches), found.direction)


def line(rng: Random, base: Direction, longest: int = 62) -> str:
    """A line of at most so many characters, most of whose words are of the language of its direction."""
    made = _piece(rng, base)
    while len(made) > longest:
        made = _piece(rng, base)
    for _ in range(rng.randint(0, 7)):
        joint = " " if _is_open(made) else rng.choice(JOINTS)
        longer = made + joint + _piece(rng, base)
        if len(longer) < longest:
            made = longer
    made = rng.choice(["", "", "", "- ", "(", "…"]) + made + rng.choice(ENDS)
    return exchange_digits(made, to_arabic_indic) if base == "rtl" and rng.random() < 0.3 else made


def _is_open(made: str) -> bool:
    """Whether a line ends in an address, to which letters that touch it would belong."""
    return not set("@#./").isdisjoint(made.split()[-1])


def _piece(rng: Random, base: Direction) -> str:
    kind = rng.random()
    if kind < 0.45:
        piece = " ".join(rng.choices(ARABIC if base == "rtl" else ENGLISH, k=rng.randint(1, 3)))
    elif kind < 0.6:
        piece = " ".join(rng.choices(ENGLISH if base == "rtl" else ARABIC, k=rng.randint(1, 3)))
    else:
        piece = rng.choice(ITEMS[rng.choice(list(ITEMS))])
    if rng.random() < 0.2:
        opening, closing = rng.choice(PAIRS)
        more = f" {_piece(rng, base)}" if rng.random() < 0.3 else ""
        piece = f"{opening}{piece}{more}{closing}"
    return piece
