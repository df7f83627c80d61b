"""Content controls (ECMA-376 Part 1, 17.5.2): the places that Word lets people fill in, each known by its tag.

An empty control shows a placeholder, which prints: so it is a blank, or the dots of a date, as on a form for the pen.
Word puts it back when a control is emptied, and takes it from the glossary of the document (17.12) then. What stands
at several places is bound to one fact of a custom XML part (17.5.2.6), and is filled in once.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field

from lxml import etree

from generator.document.edition import Calendar, Slot
from generator.docx.ooxml import Element, element, properties, run, serialize, w
from generator.docx.package import store_id

NAMESPACE = "urn:siyasat:fields"
DATA = "fields"

_FIRST_ID = 2001  # the contents have one of their own
_LONGEST = 64  # Word takes no longer titles and tags
_EMPTY = "\u00a0" * 5  # what a control without a placeholder of its own shows (17.5.2.25)
_CHECKED, _UNCHECKED = "\u2612", "\u2610"
_NO = "false"  # of a box, as Word stores it
#: Language, and how a picked day is stored: a Hijri one as it is shown, since Word's calendar is not that of Umm
#: al-Qura.
_CALENDARS: dict[Calendar, tuple[str, str]] = {"hijri": ("ar-SA", "text"), "gregorian": ("en-US", "date")}
_DAY = "dd/MM/yyyy"


@dataclass(slots=True)
class Controls:
    """The controls of one document while it is written; ``face`` is the family that draws their boxes."""

    face: str
    _count: int = 0
    _placeholders: dict[tuple[str, str, bool], str] = field(default_factory=dict)
    _facts: dict[str, str] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Whether there are controls."""
        return self._count > 0

    def control(self, slot: Slot, text: str, *marks: Element | None, rtl: bool) -> Element:
        """The control of a slot around a run of ``text`` with run properties."""
        box, day = slot.kind == "box", slot.kind == "date"
        empty = not (slot.value or box)
        shown = "FormBox" if box else "PlaceholderDate" if day else "PlaceholderText"
        placeholder = None if box else self._placeholder(text if day else _EMPTY, shown, rtl)
        self._count += 1
        settings = w(
            "sdtPr",
            _typed(shown if box else None, rtl),
            w("alias", val=_title(slot.name)),
            w("tag", val=_tag(slot.key)),
            w("id", val=_FIRST_ID + self._count),
            w("lock", val="sdtLocked"),
            w("placeholder", w("docPart", val=placeholder)) if placeholder else None,
            w("showingPlcHdr") if empty else None,
            self._binding(slot) if slot.shared else None,
            self._kind(slot),
        )
        named = w("rStyle", val=shown) if empty or box else None
        return w("sdt", settings, w("sdtContent", run(text or _EMPTY, named, *marks)))

    def facts(self) -> bytes | None:
        """The custom XML part of the facts that controls are bound to; None where there are none."""
        if not self._facts:
            return None
        root = etree.Element(f"{{{NAMESPACE}}}fields", nsmap={None: NAMESPACE})
        for key, text in self._facts.items():
            etree.SubElement(root, f"{{{NAMESPACE}}}field", key=key).text = text
        return serialize(root)

    def glossary(self) -> Element | None:
        """The glossary document: every placeholder by its name; None where there are none."""
        if not self._placeholders:
            return None
        parts = (_building_block(name, *shown) for shown, name in self._placeholders.items())
        return w("glossaryDocument", w("docParts", *parts))

    def _placeholder(self, text: str, style: str, rtl: bool) -> str:
        return self._placeholders.setdefault((text, style, rtl), f"Blank{len(self._placeholders) + 1}")

    def _binding(self, slot: Slot) -> Element:
        self._facts.setdefault(slot.key, slot.value or (_NO if slot.kind == "box" else ""))
        return w(
            "dataBinding",
            prefixMappings=f"xmlns:s='{NAMESPACE}'",
            xpath=f"/s:fields[1]/s:field[@key='{slot.key}'][1]",
            storeItemID=store_id(DATA),
        )

    def _kind(self, slot: Slot) -> Element:
        if slot.kind == "box":
            return element(
                "w14:checkbox",
                element("w14:checked", attributes={"w14:val": "0"}),
                element("w14:checkedState", attributes={"w14:val": f"{ord(_CHECKED):04X}", "w14:font": self.face}),
                element("w14:uncheckedState", attributes={"w14:val": f"{ord(_UNCHECKED):04X}", "w14:font": self.face}),
            )
        if slot.kind == "choice":
            items = (w("listItem", displayText=text, value=key) for key, text in slot.options)
            return w("dropDownList", *items, **({"lastValue": slot.value} if slot.value else {}))
        if slot.calendar:
            language, stored = _CALENDARS[slot.calendar]
            return w(
                "date",
                w("dateFormat", val=_DAY),
                w("lid", val=language),
                w("storeMappedDataAs", val=stored),
                w("calendar", val=slot.calendar),
            )
        return w("text", multiLine=1) if slot.kind == "text" else w("text")


def _typed(style: str | None, rtl: bool) -> Element | None:
    """The properties of what is typed into a control."""
    marks = [w("rStyle", val=style) if style else None, w("rtl") if rtl else None]
    return properties("rPr", *marks) if any(mark is not None for mark in marks) else None


def _title(name: str) -> str:
    """A title that Word takes: each language cut after a word where all are too long."""
    if len(name) <= _LONGEST:
        return name
    texts = name.split(" | ")
    room = (_LONGEST - 3 * (len(texts) - 1)) // len(texts)
    return " | ".join(
        text if len(text) <= room else f"{text[:room].rpartition(' ')[0] or text[: room - 1]}…" for text in texts
    )


def _tag(key: str) -> str:
    """A tag that Word takes: of a longer key the begin, and what tells it from others."""
    if len(key) <= _LONGEST:
        return key
    return f"{key[: _LONGEST - 9]}~{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _building_block(title: str, text: str, style: str, rtl: bool) -> Element:
    """A placeholder as a building block (17.12.5)."""
    known = uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}:{title}:{text}:{style}:{rtl}")
    marks = w("rStyle", val=style), w("rtl") if rtl else None
    return w(
        "docPart",
        w(
            "docPartPr",
            w("name", val=title),
            w("category", w("name", val="General"), w("gallery", val="placeholder")),
            w("types", w("type", val="bbPlcHdr")),
            w("behaviors", w("behavior", val="content")),
            w("guid", val=f"{{{str(known).upper()}}}"),
        ),
        w("docPartBody", w("p", w("pPr", w("bidi")) if rtl else None, run(text, *marks))),
    )
