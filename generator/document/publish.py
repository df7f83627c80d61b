"""From the document to one edition of it: the only place that decides language, direction, digits and labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from generator import wording
from generator.document import edition as out
from generator.document import nodes
from generator.document.columns import WORDS_LINE, percentages
from generator.document.diff import Piece
from generator.document.edition import Edition, EditionName, Run, Side, Sides, Slot
from generator.document.nodes import Both, Document
from generator.document.numbering import label, marker, number_of
from generator.document.phrases import worded
from generator.language import digits
from generator.language.direction import Segment, exchange_digits, segments
from generator.language.inline import (
    VERBATIM_KINDS,
    Inline,
    Language,
    Line,
    Link,
    Strong,
    Text,
    Value,
    direction_of,
    plain,
)

#: Bilingual tables of more columns than this hold Arabic above English in each cell, and those to write in, once.
_WIDEST_MIRRORED = 3

#: Bounds of a column's weight, in letters; a column to write in is at least as wide as a word of handwriting.
_NARROWEST, _WIDEST, _HAND = 8, 32, 12
#: The room beside a word in its cell, in letters.
_PADDING = 2.5
#: Columns of numbers, whose texts and heads are no longer than this, take their own width.
_NUMBER, _HEAD = 2, 4
#: The greatest weight of the first column of a matrix, and into how many lines heads may wrap.
_MATTER, _HEAD_LINES = 44, 3
#: Where a date of a calendar goes, in the words of a blank.
_CALENDAR = re.compile(r"\{(hijri|gregorian)\}")


def publish(document: Document, name: EditionName) -> Edition:
    """The edition ``name`` of ``document``, which must have its languages."""
    return _Publisher(document, name).edition()


@dataclass(frozen=True, slots=True)
class _Style:
    """What a piece of a line carries besides its characters."""

    strong: bool = False
    href: str | None = None
    forced: bool = False
    verbatim: bool = False
    slot: Slot | None = None
    length: int = 0  # of the text of the slot
    origin: str = ""


class _Publisher:
    def __init__(self, document: Document, name: EditionName) -> None:
        self.document, self.name = document, name
        self.languages: tuple[Language, ...] = ("ar", "en") if name == "bilingual" else (name,)
        self.labels = _clause_labels(document)
        self.record: dict[tuple[str, Language], Slot] = {}  # what a draft is to be filled in with, where it is said
        if record := document.approval.record:
            places = [
                (self.place(part, record, index, lang), lang)
                for index, part in _fields(record)
                for lang in self.languages
            ]
            self.record = {(run.slot.key, lang): run.slot for side, lang in places for run in side.runs if run.slot}

    # ---- text ----

    def sides(self, both: Both | None) -> Sides:
        """A text in the languages of the edition."""
        return tuple(self.side(both.get(lang), lang) for lang in self.languages) if both else ()

    def labelled(self, both: Both, labels: dict[Language, str]) -> Sides:
        """A text with its printed number or marker."""
        return tuple(self.side(both.get(lang), lang, labels[lang]) for lang in self.languages)

    def side(self, line: Line, language: Language, label: str = "") -> Side:
        runs, pieces = self.printed(line, language)
        return Side(language, runs, self.exchange(language)(label), pieces)

    def words(self, key: str) -> Sides:
        """A label of ``labels.yaml``."""
        return tuple(self.side((Text(wording.label(key, lang)),), lang) for lang in self.languages)

    def exchange(self, language: Language) -> Callable[[str], str]:
        """What gives a text the digits of its language: Arabic as the profile says, English always European."""
        arabic_indic = language == "ar" and self.document.digits == "arabic-indic"
        return digits.to_arabic_indic if arabic_indic else digits.to_european

    def printed(self, line: Line, language: Language) -> tuple[tuple[Run, ...], tuple[Piece, ...]]:
        """The runs of a line: flowing text merged as far as its style goes, islands each for itself. And where each of
        its characters comes from.
        """
        pieces = [(text, style) for text, style in self._flat(line, language, _Style()) if text]
        text, forced, start = "".join(piece for piece, _ in pieces), [], 0
        for piece, style in pieces:
            if style.forced:
                forced.append((start, start + len(piece), style.verbatim))
            start += len(piece)
        # Digits come before directions: 25% runs against an Arabic line, ٢٥٪ does not. Both have the same length.
        if language == "ar":
            text = exchange_digits(text, self.exchange(language), forced)
        else:  # only Arabic words and addresses keep their digits in an English line
            parts = segments(text, "ltr", forced)
            text = "".join(part.text if part.island else digits.to_european(part.text) for part in parts)
        pieces = _with_text(pieces, text)
        made: list[Run] = []
        for part, style, segment in _cut(pieces, segments(text, direction_of(language), forced)):
            run = self._run(part, style, segment, language)
            if made and replace(made[-1], text=run.text) == run:  # alike but for the characters
                run = replace(run, text=made.pop().text + run.text)
            made.append(run)
        return tuple(made), _origins(pieces)

    def _run(self, text: str, style: _Style, segment: Segment, language: Language) -> Run:
        spoken: Language = language
        if segment.island and segment.direction == "rtl":
            spoken = "ar"
        elif segment.island and any(map(str.isalpha, segment.text)):
            spoken = "en"
        slot = style.slot if len(text) == style.length else None  # half a fact is no place to fill in
        return Run(text, spoken, segment.direction, segment.island, style.strong, style.href, slot)

    def _flat(self, line: Line, language: Language, style: _Style) -> Iterator[tuple[str, _Style]]:
        for piece in line:
            yield from self._piece(piece, language, style)

    def _piece(self, piece: Inline, language: Language, style: _Style) -> Iterator[tuple[str, _Style]]:
        if isinstance(piece, Text):
            yield piece.text, style
        elif isinstance(piece, Value):
            verbatim, slot = piece.kind in VERBATIM_KINDS, self._slot(piece, language)
            address = _address(piece) or style.href
            length = len(piece.text) if slot else 0
            yield piece.text, _Style(style.strong, address, verbatim, verbatim, slot, length, piece.origin)
        elif isinstance(piece, Strong):
            yield from self._flat(piece.children, language, _Style(True, style.href))
        elif isinstance(piece, Link):
            yield from self._flat(piece.children, language, _Style(style.strong, piece.target))
        elif piece.policy:
            title = plain(self.document.titles[piece.policy].get(language))
            yield title, replace(style, origin=piece.clause)
        else:
            mention = f"#{piece.clause}"
            yield self.labels[piece.clause][language], _Style(style.strong, mention, origin=mention)

    # ---- places to fill in ----

    def _slot(self, value: Value, language: Language) -> Slot | None:
        """The place that a fact of a draft is, where it is shown: one to be filled in, or its version."""
        if not self.document.draft or value.origin != "version":
            return self.record.get((value.origin, language))
        name, shown = self._name(worded(wording.table("labels")["control-rows"]["version"])), value.text
        if value.kind not in VERBATIM_KINDS:
            shown = self.exchange(language)(shown)
        key = value.origin if shown == value.text else f"{value.origin}.{language}"  # in digits of its own
        return Slot(key, name, "line", value=shown, shared=True)

    def _name(self, text: Both, more: Mapping[str, str] | None = None) -> str:
        """What is asked, in all languages of the document; ``more`` stands in brackets behind it."""
        behind = {lang: f" ({more[lang]})" if more else "" for lang in self.document.languages}
        return " | ".join(plain(text.get(lang)) + behind[lang] for lang in self.document.languages)

    def place(self, part: nodes.Field, form: nodes.Form, index: int, language: Language) -> Side:
        """What stands where a field is filled in, in a language."""
        recorded = form is self.document.approval.record
        slot = Slot(f"{form.id}.{part.key or index}", self._name(part.text), part.kind, shared=recorded)
        text = ""
        if part.kind == "date":
            return Side(language, tuple(self._date(part, slot, language)))
        if part.kind == "box":
            slot, text = replace(slot, shared=len(self.languages) > 1), wording.label("box", language)
        elif part.kind == "choice":
            options = {key: plain(words.get(language)) for key, words in part.options}
            slot, text = replace(slot, options=tuple(options.items()), value=part.chosen), options.get(part.chosen, "")
        return Side(language, (Run(text, language, direction_of(language), slot=slot),))

    def _date(self, part: nodes.Field, slot: Slot, language: Language) -> Iterator[Run]:
        """Dots to write a date on, in one calendar or both, and the words round them."""
        pattern = wording.label("date-blank-both" if slot.shared else "date-blank", language)
        calendars: dict[str, out.Calendar] = {"hijri": "hijri", "gregorian": "gregorian"}
        for piece in filter(None, _CALENDAR.split(pattern)):
            text, found = piece, calendars.get(piece)
            made = None
            if found:
                name = self._name(part.text, wording.table("labels")["calendars"][found])
                text = wording.label("date-dots", language)
                made = replace(slot, key=f"{slot.key}.{found}", name=name, calendar=found)
            yield Run(text, language, direction_of(language), slot=made)

    def _to_fill(self, made: out.Table, block: nodes.Table, key: str) -> out.Table:
        """A table to write in, whose empty cells are places to fill in; two languages share each."""
        rows = []
        for row, texts in enumerate(block.rows, 1):
            cells = list(made.rows[row - 1])
            for column, text in enumerate(texts, 1):
                if plain(text.ar):
                    continue
                heading = block.header[column - 1] if block.header else texts[0]
                slot = Slot(f"{key}.{row}.{column}", self._name(heading, {"ar": str(row), "en": str(row)}), "line")
                first, *others = cells[column - 1]
                run = Run("", first.language, first.direction, slot=slot)
                cells[column - 1] = (replace(first, runs=(run,)), *others)
            rows.append(tuple(cells))
        return replace(made, rows=tuple(rows))

    # ---- blocks ----

    def block(self, block: nodes.Block) -> out.Block:
        if isinstance(block, nodes.Heading):
            return self.heading(block)
        if isinstance(block, nodes.Paragraph):
            return out.Paragraph(self.sides(block.text), block.id)
        if isinstance(block, nodes.List):
            return self.list(block, 0)
        if isinstance(block, nodes.Note):
            return out.Note(self.words("note"), self.sides(block.text), block.id)
        if isinstance(block, nodes.Form):
            return self.form(block)
        return self.table(block)

    def form(self, block: nodes.Form) -> out.Form:
        parts = tuple(self.part(part, block, index) for index, part in enumerate(block.parts, 1))
        return out.Form(self.sides(block.title), parts, block.id)

    def part(self, part: nodes.Part, form: nodes.Form, index: int) -> out.Part:
        """A part of a form, which is known by its place in it from 1 on."""
        if isinstance(part, nodes.Table):
            return self._to_fill(self.table(part), part, f"{form.id}.{index}")
        if isinstance(part, nodes.Paragraph):
            return out.Paragraph(self.sides(part.text))
        languages = self.languages if part.kind in {"box", "choice"} else self.languages[:1]
        blank = tuple(self.place(part, form, index, lang) for lang in languages)
        if part.kind == "box":
            boxes: dict[Language, str] = {lang: wording.label("box", lang) for lang in ("ar", "en")}
            return out.Field(part.kind, self.labelled(part.text, boxes), blank)
        signed = part.kind == "line" and wording.label("signature", "ar") in plain(part.text.ar)
        return out.Field(part.kind, self.sides(part.text), () if signed else blank)

    def heading(self, block: nodes.Heading) -> out.Heading:
        labels: dict[Language, str] = {lang: label(block, lang) for lang in ("ar", "en")}
        scheme = "none" if block.annex or not block.schemes else block.schemes[-1]
        return out.Heading(block.level, block.id, self.labelled(block.text, labels), block.number, scheme)

    def list(self, block: nodes.List, depth: int) -> out.List:
        kind: out.Marker = "bullet" if not block.ordered else "letter" if depth else "decimal"
        items = tuple(
            out.Item(
                item.index,
                self.labelled(item.text, {lang: marker(item.index, kind, lang) for lang in ("ar", "en")}),
                item.id,
                tuple(self.list(child, depth + 1) for child in item.children),
            )
            for item in block.items
        )
        return out.List(kind, depth, items, block.id)

    def table(self, block: nodes.Table, description: str = "") -> out.Table:
        columns = len(block.header or block.rows[0])
        stacked = self.name == "bilingual" and (columns > _WIDEST_MIRRORED or block.kind == "fill")
        return out.Table(
            block.kind,
            tuple(map(self.sides, block.header)),
            tuple(tuple(map(self.sides, row)) for row in block.rows),
            block.widths or _widths(block, self.languages, self.name == "bilingual" and not stacked),
            stacked=stacked,
            row_headers=block.kind == "keys" or (_names_rows(block) and not description),
            caption=self.sides(block.caption),
            anchor=block.id,
            description=description,
        )

    # ---- the whole ----

    def edition(self) -> Edition:
        document, front = self.document, self.document.front
        return Edition(
            name=self.name,
            languages=self.languages,
            indic=self._indic(),
            identity=self._identity(),
            palette=document.palette,
            watermark=self.words("watermark") if document.draft else (),
            cover=self._cover(),
            furniture=self._furniture(),
            basmala=self._basmala() if front.basmala == "second-page" else None,
            opening=self._opening(),
            control_title=self.words("control"),
            control=self.table(front.control, self._described("control")) if front.control else None,
            contents_title=self.words("contents"),
            body=tuple(map(self.block, document.body)),
            approval=self._approval(),
            annexes=tuple(map(self.block, document.annexes)),
            column_heads=self.words("column") if len(self.languages) > 1 else (),
            face=document.face,
        )

    def _indic(self) -> frozenset[Language]:
        arabic_indic = self.document.digits == "arabic-indic"
        return frozenset(lang for lang in self.languages if lang == "ar" and arabic_indic)

    def _identity(self) -> out.Identity:
        document, main = self.document, self.languages[0]
        title = plain(document.front.title.get(main))
        return out.Identity(
            title=title,
            association=plain(document.front.name.get(main)),
            slug=document.slug,
            policy=document.policy,
            edition=self.name,
            version=document.version,
            state="draft" if document.draft else "approved",
            content_hash=document.content_hash,
            subject=f"{title} – {plain(document.front.name.get(main))}",
            keywords=tuple(plain(document.front.title.get(lang)) for lang in self.languages),
        )

    def _cover(self) -> out.Cover:
        front = self.document.front
        together = front.names_together and len(self.languages) == 1
        other: Language = "en" if self.languages[0] == "ar" else "ar"
        return out.Cover(
            names=self.sides(front.name),
            title=self.sides(front.title),
            state=self.sides(front.state),
            basmala=self._basmala() if front.basmala == "cover" else None,
            logo=front.logo,
            letterhead=self.sides(front.letterhead),
            other_name=self.side(front.name.get(other), other) if together else None,
            registration=self.sides(front.registration),
            version=self.sides(front.version),
        )

    def _basmala(self) -> Side:
        return self.side((Text(wording.label("basmala", "ar")),), "ar")

    def _opening(self) -> tuple[Sides, ...]:
        if not self.document.front.names_together:
            return ()
        name = self.document.front.name
        if len(self.languages) > 1:
            return (self.sides(name),)
        return tuple(
            (self.side(name.get(lang), lang),)
            for lang in (self.languages[0], "en" if self.languages[0] == "ar" else "ar")
        )

    def _furniture(self) -> out.Furniture:
        front = self.document.front
        keys = ("page-before", "page-between", "page-after")
        return out.Furniture(
            name=self.sides(front.short_name),
            title=self.sides(front.title),
            identity=self.sides(front.identity),
            page={
                lang: (
                    wording.label(keys[0], lang),
                    wording.label(keys[1], lang),
                    wording.label(keys[2], lang),
                )
                for lang in self.languages
            },
            contact=tuple(map(self.sides, front.contact)),
        )

    def _approval(self) -> out.Approval:
        approval = self.document.approval
        signatures, history = approval.signatures, approval.history
        sentences = (*approval.sentences, *((approval.prevails,) if "en" in self.languages else ()))
        return out.Approval(
            heading=self.heading(approval.heading),
            paragraphs=tuple(out.Paragraph(self.sides(sentence)) for sentence in sentences),
            record=replace(self.form(approval.record), anchor=None) if approval.record else None,
            signatures=self.table(signatures, self._described("sign")) if signatures else None,
            stamp=self.sides(approval.stamp),
            history_title=self._history_title() if history else (),
            history=self.table(history, self._described("history")) if history else None,
        )

    def _described(self, table: str) -> str:
        return str(wording.table("labels")["describe"][table][self.languages[0]])

    def _history_title(self) -> Sides:
        texts = wording.table("approval")["history"]["title"]
        return tuple(self.side((Text(texts[lang]),), lang) for lang in self.languages)


def _address(value: Value) -> str | None:
    """Where a value leads: contacts are links without anybody writing one."""
    if value.kind == "email":
        return f"mailto:{value.text}"
    if value.kind == "url":
        return value.text if "://" in value.text else f"https://{value.text}"
    if value.kind == "phone":
        return "tel:" + "".join(c for c in digits.to_european(value.text) if c.isdigit() or c == "+")
    return None


def _with_text(pieces: list[tuple[str, _Style]], text: str) -> list[tuple[str, _Style]]:
    """The pieces with ``text``, as long as they are together, in the place of their own."""
    ends = list(accumulate(len(piece) for piece, _ in pieces))
    return [(text[start:end], style) for start, end, (_, style) in zip([0, *ends], ends, pieces, strict=False)]


def _fields(form: nodes.Form) -> list[tuple[int, nodes.Field]]:
    """The fields of a form and their places in it."""
    return [(index, part) for index, part in enumerate(form.parts, 1) if isinstance(part, nodes.Field)]


def _origins(pieces: list[tuple[str, _Style]]) -> tuple[Piece, ...]:
    """The pieces by the facts they come from; words that follow each other are one."""
    found: list[Piece] = []
    for text, style in pieces:
        if found and not (style.origin or found[-1].origin):
            text = found.pop().text + text
        found.append(Piece(text, style.origin))
    return tuple(found)


def _names_rows(block: nodes.Table) -> bool:
    """Whether the first cell of each row says what the row is about; in a table to write in it may be empty."""
    if block.kind == "fill":
        return all(plain(row[0].ar) for row in block.rows)
    return block.kind in {"grid", "matrix"}


def _widths(block: nodes.Table, languages: tuple[Language, ...], mirrored: bool) -> tuple[int, ...]:
    """Percentages of the columns by their longest text, within bounds: a number needs less than a description, and no
    column is narrower than its longest word (mirrored ones share half the page).
    """
    rows = (block.header, *block.rows) if block.header else block.rows
    columns = zip(*rows, strict=True)
    texts = [[plain(text.get(language)) for text in column for language in languages] for column in columns]
    heads = len(languages) if block.header else 0
    # words under heads of two or three lines leave room for what they are about
    widest = [_MATTER if block.kind == "matrix" else _WIDEST, *[_WIDEST] * (len(texts) - 1)]
    pairs = zip(texts, widest, strict=True)
    words = [max((len(word) for text in column for word in text.split()), default=0) for column in texts]
    least = [100 * (word + _PADDING) / (WORDS_LINE / (1 + mirrored)) for word in words]
    return percentages([_weight(column[:heads], column[heads:], most) for column, most in pairs], least)


def _weight(heads: list[str], texts: list[str], widest: int) -> int:
    """The weight of a column, in letters: heads may wrap, but of one to write in they tell how much is written."""
    head, word = (max(map(len, pieces), default=0) for pieces in (heads, " ".join(heads).split()))
    longest = max(map(len, texts), default=0)
    if 0 < longest <= _NUMBER and 0 < head <= _HEAD:
        return _HEAD
    if longest == 0:
        return min(max(head + head // 2, _HAND), widest)
    return min(max(longest, word, head // _HEAD_LINES + 2, _NARROWEST), widest)


def _cut(pieces: list[tuple[str, _Style]], parts: tuple[Segment, ...]) -> Iterator[tuple[str, _Style, Segment]]:
    """The pieces of a line cut where its segments change."""
    queue = [(text, style) for text, style in pieces]
    for segment in parts:
        left = len(segment.text)
        while left:
            text, style = queue.pop(0)
            yield text[:left], style, segment
            if len(text) > left:
                queue.insert(0, (text[left:], style))
            left -= min(left, len(text))


def _clause_labels(document: Document) -> dict[str, dict[Language, str]]:
    """How a mention of each clause prints: ``(ج)``, ``(ج-2)``, ``(ج-2-أ)``; an unnumbered heading by its title.

    What has no number of its own, a paragraph or a bulleted item, is mentioned by the clause it stands in.
    """
    labels: dict[str, dict[Language, str]] = {}
    languages: tuple[Language, ...] = ("ar", "en")
    for lang in languages:
        section, title = "", ""
        joint = "-"
        for block in (*document.body, document.approval.heading, *document.annexes):
            if isinstance(block, nodes.Heading):
                section, title = number_of(block, lang), plain(block.text.get(lang))
                joint = "." if block.schemes[-1:] == ("decimal",) else "-"
            if isinstance(block, nodes.List):
                for clause, text in _item_labels(block, section, joint, lang):
                    labels.setdefault(clause, {})[lang] = f"({text})" if text else title
            else:
                labels.setdefault(block.id, {})[lang] = f"({section})" if section else title
    return labels


def _item_labels(
    block: nodes.List, path: str, joint: str, language: Language, depth: int = 0
) -> Iterator[tuple[str, str]]:
    """The id of each item of a list with the numbers that lead to it."""
    for item in block.items:
        own = path
        if block.ordered:
            number = marker(item.index, "letter" if depth else "decimal", language).removesuffix(".")
            own = f"{path}{joint}{number}" if path else number
        yield item.id, own
        for child in item.children:
            yield from _item_labels(child, own, "-", language, depth + 1)
