"""The typeface that an association brings: whether it can set its policies, travel with them and be searched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from generator import faces
from generator.document.edition import Face
from generator.document.nodes import Document, lines
from generator.document.pictures import beside
from generator.errors import Finding, Place, error, has_errors, warning
from generator.language.inline import plain
from generator.language.spelling import LETTER, MARK
from generator.profile.model import Association
from generator.source import dotted

#: Letters that every Arabic text needs.
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛؟"
#: The least share of the words that must survive shaping; what a finished file must reach is in pdf.inspection.
LEAST_RECALL = 0.98
_EXAMPLES = 5
#: Arabic words; those with vowel signs are lost in some readers whatever the face, so they say nothing about it.
_WORD = re.compile(f"[{LETTER}{MARK}]+")
_VOWELS = re.compile(f"[{MARK}]")


def face(association: Association) -> tuple[Face | None, list[Finding]]:
    """The association's own typeface, if it brings one that can set Arabic and Latin text."""
    own = association.profile.brand.font
    if own is None:
        return None, []
    findings: list[Finding] = []
    files: list[Path] = []
    family = ""
    for weight, name in (("regular", own.regular), ("bold", own.bold)):
        steps = ("brand", "font", weight)
        file, missing = beside(association, name, steps)
        findings += missing
        if file is not None:
            family, faults = _examined(file, name, association.file.place(*steps), dotted(steps))
            findings += faults
            files.append(file)
    usable = len(files) == 2 and not has_errors(findings)
    return Face(family, *files) if usable else None, findings


def _examined(file: Path, name: str, place: Place, path: str) -> tuple[str, list[Finding]]:
    """The family name of a font file, and what it lacks: letters, or the right to travel in a Word file."""
    try:
        font = faces.read(file)
    except faces.Unreadable as failure:
        return "", [error("font-unreadable", place, path, file=name, reason=str(failure).replace(str(file), name))]
    missing = [letter for letter in _ARABIC if ord(letter) not in font.characters]
    if missing:
        shown = " ".join(missing[:12])
        return font.family, [error("font-without-arabic", place, path, file=name, count=len(missing), letters=shown)]
    if font.restricted:
        return font.family, [warning("font-restricted", place, path, file=name, bits=f"0x{font.fs_type:04X}")]
    if not faces.embeddable(font):
        return font.family, [warning("font-not-truetype", place, path, file=name)]
    return font.family, []


def remarks(association: Association, documents: Iterable[Document]) -> list[Finding]:
    """A warning for each file of the association's own typeface in which search would lose words of its documents."""
    own: Face | None = None
    words: Counter[str] = Counter()
    for document in documents:
        own = document.face or own
        words.update(_words(document))
    declared = association.profile.brand.font
    if own is None or declared is None:
        return []
    found = []
    for weight, name, file in (("regular", declared.regular, own.regular), ("bold", declared.bold, own.bold)):
        recall = faces.predicted(faces.read(file), words)
        if recall.share < LEAST_RECALL:
            steps = ("brand", "font", weight)
            place, examples = association.file.place(*steps), ", ".join(recall.examples[:_EXAMPLES])
            lost = {str(kind): count for kind, count in recall.lost.items()}
            facts = {"file": name, "share": f"{recall.share:.0%}", "examples": examples}
            found.append(warning("font-search", place, dotted(steps), **facts, **lost))
    return found


def _words(document: Document) -> Iterable[str]:
    """The Arabic words of a document's text without vowel signs, as often as they come."""
    for block in (*document.body, *document.annexes):
        for both in lines(block):
            yield from (word for word in _WORD.findall(plain(both.ar)) if not _VOWELS.search(word))
