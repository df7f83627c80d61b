"""What readers who do not see the page need, and what lets others work on the file: heads, names, styles."""

from __future__ import annotations

from collections.abc import Iterator

from generator.docx.inspection.file import Found, Line, W, WordFile, is_on, local, text_of, value
from generator.docx.inspection.structure import contents_of
from generator.docx.ooxml import NAMESPACES, Element
from generator.language.marks import without_marks

_SHOWN = 40


def heading_order(file: WordFile) -> Iterator[Found]:
    """Headings go down one level at a time; each contents list gathers the levels of one language."""
    story = file.document
    ranges = [(found.first, found.last) for found in contents_of(story)] or [(1, 9)]
    for first, last in ranges:
        before = first - 1
        for level, line in story.headings:
            if first <= level <= last:
                if level > before + 1:
                    yield story.part, f"{before} → {level}: {text_of(line.element)[:_SHOWN]}"
                before = level
    for level, line in story.headings:
        if not any(first <= level <= last for first, last in ranges):
            yield story.part, f"{level}: {text_of(line.element)[:_SHOWN]}"


def headings_with_text(file: WordFile) -> Iterator[Found]:
    """A heading says something: an empty one is a gap in every list of headings."""
    story = file.document
    for level, line in story.headings:
        if not _says(line):
            yield story.part, f"{line.style} {level}"


def table_heads(file: WordFile) -> Iterator[Found]:
    """Heads of tables are marked and stand first (17.4.49); their tables have a name and a description (17.4.61)."""
    for story in file.stories:
        for table in story.root.iter(f"{W}tbl"):
            rows = [row for row in table if local(row) == "tr"]
            heads = [is_on(row.find(f"{W}trPr/{W}tblHeader")) for row in rows]
            look = table.find(f"{W}tblPr/{W}tblLook")
            flags = int(str(look.get(f"{W}val", "0")), 16) if look is not None else 0
            if heads != sorted(heads, reverse=True) or (heads and all(heads)):
                yield story.part, f"tblHeader: {text_of(table)[:_SHOWN]}"
            if flags & _FIRST_ROW and heads[:1] != [True]:
                yield story.part, f"firstRow: {text_of(table)[:_SHOWN]}"
            names = [(value(table, f"tblPr/{tag}") or "").strip() for tag in ("tblCaption", "tblDescription")]
            needed = any(heads) or flags & (_FIRST_ROW | _FIRST_COLUMN) or any(names)
            if needed and not all(names):
                yield story.part, f"tblCaption, tblDescription: {text_of(table)[:_SHOWN]}"


_FIRST_ROW, _FIRST_COLUMN = 0x20, 0x80


def alternative_texts(file: WordFile) -> Iterator[Found]:
    """Pictures and drawn words say what they show (20.4.2.5; Part 4, 19.1.2.19)."""
    for story in file.stories:
        for picture in story.root.iter(f"{{{NAMESPACES['wp']}}}docPr"):
            if not str(picture.get("descr", "")).strip():
                yield story.part, f"docPr {picture.get('id')}"
        for shape in story.root.iter(f"{{{NAMESPACES['v']}}}shape"):
            if not str(shape.get("alt", "")).strip():
                yield story.part, f"shape {shape.get('id')}"


def languages(file: WordFile) -> Iterator[Found]:
    """The styles say the languages of both scripts (17.3.2.20), so that a voice and a spelling check know them."""
    root = file.root("styles")
    found = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") if root is not None else None
    for name in ("val", "bidi"):
        if found is None or not found.get(f"{W}{name}"):
            yield "word/styles.xml", f"lang {name}"


# Space and looks come from styles ---------------------------------------------------------------------------

_HELD = [f"{W}{name}" for name in ("drawing", "pict", "object", "fldChar", "fldSimple", "sdt", "sym")]


def empty_paragraphs(file: WordFile) -> Iterator[Found]:
    """No paragraph without text, field or picture, but where the format wants one: at the end of a cell, of a section
    or of a story after a table, and between two tables."""
    for story in file.stories:
        for line in story.lines:
            if not _says(line) and "sectPr" not in line.marks and not _demanded(line.element):
                yield story.part, f"{line.style} {_context(line.element)}"


def _says(line: Line) -> bool:
    if any(without_marks(piece.text).strip() for piece in line.pieces):
        return True
    return next(line.element.iter(*_HELD), None) is not None


def _demanded(paragraph: Element) -> bool:
    before, after = _neighbour(paragraph, -1), _neighbour(paragraph, 1)
    if after is None and local(paragraph.getparent()) == "tc":
        return True
    ends = after is None or local(after) == "sectPr"
    return before is not None and local(before) == "tbl" and (ends or (after is not None and local(after) == "tbl"))


def _neighbour(block: Element, step: int) -> Element | None:
    """The block beside another one, seen through content controls and marks."""
    found = block.getnext() if step > 0 else block.getprevious()
    if found is None:
        holder = block.getparent()
        return _neighbour(holder.getparent(), step) if local(holder) == "sdtContent" else None
    if local(found) in {"bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"}:
        return _neighbour(found, step)
    if local(found) == "sdt":
        content = found.find(f"{W}sdtContent")
        return content[0 if step > 0 else -1] if content is not None and len(content) else None
    return found


def _context(paragraph: Element) -> str:
    """The nearest text before an empty paragraph, by which it is found."""
    for other in paragraph.itersiblings(f"{W}p", preceding=True):
        if text_of(other).strip():
            return f"… {text_of(other)[:_SHOWN]}"
    return ""


#: What a paragraph and a run may say beside their style: what is about this one alone, as is the place of a frame.
_OF_PARAGRAPHS = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "numPr", "bidi", "rPr", "sectPr"}
_OF_RUNS = {"rStyle", "rtl", "cs", "lang", "noProof", "webHidden"}


def direct_formatting(file: WordFile) -> Iterator[Found]:
    """In the document looks come from styles alone, so that changing a style changes every text of its kind."""
    story = file.document
    seen: set[str] = set()
    for line in story.lines:
        seen |= {f"{line.style} pPr {name}" for name in line.marks.keys() - _OF_PARAGRAPHS}
        if "rPr" in line.marks:
            seen |= {f"{line.style} pPr/rPr {local(mark)}" for mark in line.marks["rPr"] if local(mark) != "rtl"}
        own = {local(mark) for run in line.element.iter(f"{W}r") for mark in run.iterfind(f"{W}rPr/*")}
        seen |= {f"{line.style} rPr {name}" for name in own - _OF_RUNS}
    yield from ((story.part, found) for found in sorted(seen))
