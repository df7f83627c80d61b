"""What a derived face says about itself: names, sources, licence."""

from __future__ import annotations

from fontTools.ttLib import TTFont

VERSION = "1.000"
LICENCE = (
    "This Font Software is licensed under the SIL Open Font License, Version 1.1. "
    "This license is available with a FAQ at: https://openfontlicense.org"
)
LICENCE_URL = "https://openfontlicense.org"
TIMESTAMP = 3_849_984_000  # 2026-01-01, in seconds since 1904: fixed, so that a rebuild gives the same bytes
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, VERSION_NAME, POSTSCRIPT = range(7)
TRADEMARK, DESIGNER, DESCRIPTION, LICENCE_NAME, LICENCE_URL_NAME = 7, 9, 10, 13, 14
WINDOWS_UNICODE_ENGLISH = (3, 1, 0x409)


def _referenced(font: TTFont) -> set[int]:
    """The name numbers that stylistic sets refer to."""
    records = [record for tag in ("GSUB", "GPOS") for record in font[tag].table.FeatureList.FeatureRecord]
    params = [record.Feature.FeatureParams for record in records]
    return {param.UINameID for param in params if hasattr(param, "UINameID")}


def _joined(fonts: list[TTFont], number: int) -> str:
    """The values of one name in several fonts, each once."""
    values = [font["name"].getDebugName(number) for font in fonts]
    return "; ".join(dict.fromkeys(value.rstrip(".") for value in values if value))


def rename(font: TTFont, family: str, style: str, description: str, donors: list[TTFont]) -> None:
    """Give `font` its own names and keep the copyright and trademark notices of all its sources.

    The maker's name and address go, because the makers of the sources did not make this version.
    """
    table = font["name"]
    full = family if style == "Regular" else f"{family} {style}"
    postscript = f"{family.replace(' ', '')}-{style}"
    values = {
        COPYRIGHT: _joined([font, *donors], COPYRIGHT),
        FAMILY: family,
        STYLE: style,
        UNIQUE: f"{VERSION};NONE;{postscript}",
        FULL: full,
        VERSION_NAME: f"Version {VERSION}",
        POSTSCRIPT: postscript,
        TRADEMARK: _joined([font, *donors], TRADEMARK),
        DESIGNER: _joined([font], DESIGNER),
        DESCRIPTION: description,
        LICENCE_NAME: LICENCE,
        LICENCE_URL_NAME: LICENCE_URL,
    }
    kept = _referenced(font)
    table.names = [record for record in table.names if record.nameID in kept]
    for number, value in values.items():
        table.setName(value, number, *WINDOWS_UNICODE_ENGLISH)


def settle(font: TTFont) -> None:
    """Set what is not a name: free embedding, fixed dates, no style attributes of a larger family."""
    if "STAT" in font:
        del font["STAT"]
    font["OS/2"].fsType = 0
    font["OS/2"].achVendID = "NONE"
    font["head"].fontRevision = float(VERSION)
    font["head"].created = font["head"].modified = TIMESTAMP
