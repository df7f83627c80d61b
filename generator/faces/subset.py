"""The part of a font that travels in a document which others edit.

Not what one document holds, but all that Arabic and English text of a policy may come to hold: who edits the
document types new words, and all documents share the same bytes. What is left out cannot be typed into such a text:
encoded presentation forms (the shaped letters themselves stay, reached by layout), letters of other languages written
in Arabic script, stylistic alternates, hints, glyph names. HarfBuzz makes the part, a hundred times faster than
fontTools and with the same tables.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from generator.faces.font import FontFile

#: First and last characters that stay, where the font has them.
WRITTEN = (
    (0x0020, 0x017F),  # Latin, with the letters of European names
    (0x02B0, 0x02FF),  # ʾ ʿ and other letters of transliterated names
    (0x0300, 0x036F),  # accents, typed apart or of letters that the font composes
    (0x1E00, 0x1EFF),
    (0x0600, 0x0671),  # signs, letters, harakat, digits
    (0x067E, 0x067E),  # پ چ ژ ڤ ڨ ک گ ی: foreign names, and what other keyboards give for kaf and yeh
    (0x0686, 0x0686),
    (0x0698, 0x0698),
    (0x06A4, 0x06A4),
    (0x06A8, 0x06A9),
    (0x06AF, 0x06AF),
    (0x06CC, 0x06CC),
    (0x06D6, 0x06ED),  # marks of the Quran, whose verses are cited
    (0x06F0, 0x06F9),
    (0x2000, 0x206F),  # punctuation, spaces, controls of direction and joining
    (0x2070, 0x22FF),  # superscripts, currency, letterlike, arrows, mathematics
    (0x2500, 0x27BF),  # shapes, boxes to tick, ticks
    (0xFD3E, 0xFD3F),  # ﴾ ﴿
    (0xFDF2, 0xFDF2),  # ﷲ
    (0xFDFA, 0xFDFD),  # ﷺ ﷻ ﷼ ﷽
    (0xFEFF, 0xFEFF),
)
#: Names that stay (OpenType, name table): the usual ones, and copyright and licence.
_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17)


def embeddable(font: FontFile) -> bool:
    """Whether Word can read a font embedded in a document (TrueType outlines) and its maker allows that."""
    return font.outlines == "truetype" and not font.restricted


@lru_cache(maxsize=16)
def subset(font: FontFile) -> bytes | None:
    """The TrueType file to embed for a font, the same bytes every time; None where it is not ``embeddable``.

    A font whose rights forbid to take a part is given with all its characters.
    """
    if not embeddable(font):
        return None
    return font.data if font.whole_or_not else _part(font.data)


def _part(font: bytes) -> bytes:
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(chain.from_iterable(range(first, last + 1) for first, last in WRITTEN))
    wanted.name_id_set.update(_NAMES)
    # Widths without hints are the same at every size and on every machine.
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    return bytes(uharfbuzz.subset(uharfbuzz.Face(font), wanted).blob.data)
