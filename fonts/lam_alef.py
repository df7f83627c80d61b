"""Make lam-alef searchable: two letters, two glyphs, each with a share of the width.

A PDF tells for each glyph which characters it stands for. Where lam and alef are one glyph, most readers
give them back in the wrong order inside right-to-left text; where one of the two has no width, some
readers put a space between them. Both are mended here without changing what is seen.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from glyphs import blank, put_glyph
from layout import add_lookup, all_subtables, arabic_letters, coverage, enlist, subtables

LAMS = frozenset("\u0644\u06b5\u06b6\u06b7\u06b8\u076a\u08a6")
ALEFS = frozenset("\u0622\u0623\u0625\u0627\u0671\u0672\u0673\u0675\u0773\u0774")
SINGLE, CHAIN, MARK_TO_BASE = 1, 6, 4


# --- Faces that draw a wide lam and over it an alef without width ---------------------------------------


def _joined_forms(font: TTFont) -> list[tuple[set[str], set[str]]]:
    """The (lams, alefs) glyphs that contextual lookups put side by side in a lam-alef."""
    letters = arabic_letters(font)
    lookups = font["GSUB"].table.LookupList.Lookup
    found = []
    for context in all_subtables(font, "GSUB", "ContextSubst"):
        if context.Format != 3 or len(context.Coverage) != 2:
            continue
        made: dict[int, set[str]] = {0: set(), 1: set()}
        for record in context.SubstLookupRecord:
            covered = set(context.Coverage[record.SequenceIndex].glyphs)
            for single in subtables(lookups[record.LookupListIndex], "SingleSubst"):
                made[record.SequenceIndex] |= {single.mapping[g] for g in covered & set(single.mapping)}
        is_lam_alef = all(letters.get(glyph) in LAMS for glyph in made[0])
        if is_lam_alef and all(letters.get(glyph) in ALEFS for glyph in made[1]):
            found.append((made[0], made[1]))
    return found


def _move_left(font: TTFont, name: str, distance: int) -> None:
    """Shift the outline of a glyph, keeping its advance."""
    glyph = font["glyf"][name]
    if glyph.isComposite():
        for component in glyph.components:
            component.x -= distance
    else:
        glyph.coordinates.translate((-distance, 0))
    put_glyph(font, name, glyph, font["hmtx"][name][0])


def _move_anchors_left(font: TTFont, distances: dict[str, int]) -> None:
    """Shift the mark anchors of the named base glyphs."""
    for bases in all_subtables(font, "GPOS", "MarkBasePos"):
        for name, record in zip(bases.BaseCoverage.glyphs, bases.BaseArray.BaseRecord, strict=True):
            for anchor in record.BaseAnchor:
                if anchor is not None:
                    anchor.XCoordinate -= distances.get(name, 0)


def share_width(font: TTFont) -> int:
    """Give the alef of each lam-alef half the width of the lam; give back how many lams were changed.

    In the order they are drawn the alef comes first, at the left. Where it takes part of the width, the
    lam starts that much further right, so its outline and anchors move left by the same amount.
    """
    metrics = font["hmtx"].metrics
    moved: dict[str, int] = {}
    for lams, alefs in _joined_forms(font):
        if any(metrics[alef][0] for alef in alefs):
            raise ValueError("an alef of a lam-alef has a width already")
        share = min(metrics[lam][0] for lam in lams) // 2
        for lam in sorted(lams):
            metrics[lam] = (metrics[lam][0] - share, metrics[lam][1])
            _move_left(font, lam, share)
            moved[lam] = share
        for alef in sorted(alefs):
            metrics[alef] = (share, metrics[alef][1])
    if not moved:
        raise ValueError("the font has no lam-alef of two glyphs")
    _move_anchors_left(font, moved)
    return len(moved)


# --- Faces that draw lam-alef as one ligature glyph -----------------------------------------------------


@dataclass(frozen=True)
class Pair:
    """A lam-alef ligature and the two glyphs that take its place."""

    lam: str
    alef: str
    ligature: str
    shift: int
    """The width of the alef half, which lies left of the lam half."""

    @property
    def lam_half(self) -> str:
        """The glyph that stands for the lam: it draws nothing and has the rest of the width."""
        return f"{self.ligature}.lam"

    @property
    def alef_half(self) -> str:
        """The glyph that stands for the alef: it draws the whole ligature."""
        return f"{self.ligature}.alef"


def _is_pair(letters: dict[str, str], glyphs: list[str]) -> bool:
    return len(glyphs) == 2 and letters[glyphs[0]] in LAMS and letters[glyphs[1]] in ALEFS


def _take_ligatures(font: TTFont) -> dict[int, list[Pair]]:
    """Remove every ligature of Arabic letters; give back the lam-alefs among them by lookup index.

    Ligatures of marks (shadda with fatha) stay: a mark is searched with its letter or not at all.
    """
    letters = arabic_letters(font)
    marks = {glyph for glyph, kind in font["GDEF"].table.GlyphClassDef.classDefs.items() if kind == 3}
    pairs: dict[int, list[Pair]] = {}
    for index, lookup in enumerate(font["GSUB"].table.LookupList.Lookup):
        for subtable in subtables(lookup, "LigatureSubst"):
            for first, ligatures in list(subtable.ligatures.items()):
                kept = []
                for ligature in ligatures:
                    glyphs = [first, *ligature.Component]
                    if marks.intersection(glyphs) or not set(letters).issuperset(glyphs):
                        kept.append(ligature)
                    elif _is_pair(letters, glyphs):
                        half = font["hmtx"][ligature.LigGlyph][0] // 2
                        pair = Pair(first, glyphs[1], ligature.LigGlyph, half)
                        pairs.setdefault(index, []).append(pair)
                subtable.ligatures[first] = kept
            subtable.ligatures = {first: kept for first, kept in subtable.ligatures.items() if kept}
    return pairs


def _draw_halves(font: TTFont, pair: Pair) -> None:
    """Add the two glyphs of a pair."""
    width = font["hmtx"][pair.ligature][0]
    put_glyph(font, pair.alef_half, copy.deepcopy(font["glyf"][pair.ligature]), pair.shift)
    put_glyph(font, pair.lam_half, blank(), width - pair.shift)


def _replacement(font: TTFont, old: str, new: str) -> int:
    """A lookup of its own for one substitution; contextual lookups call it."""
    single = otTables.SingleSubst()
    single.mapping = {old: new}
    return add_lookup(font, "GSUB", SINGLE, [single])


def _context(font: TTFont, pair: Pair) -> Any:
    """The rule that turns lam followed by alef into the two halves."""
    rule = otTables.ChainContextSubst()
    rule.Format = 3
    rule.BacktrackCoverage, rule.LookAheadCoverage = [], []
    rule.BacktrackGlyphCount = rule.LookAheadGlyphCount = 0
    rule.InputCoverage = [coverage(font, [pair.lam]), coverage(font, [pair.alef])]
    rule.InputGlyphCount = 2
    rule.SubstLookupRecord = []
    for position, (old, new) in enumerate(((pair.lam, pair.lam_half), (pair.alef, pair.alef_half))):
        record = otTables.SubstLookupRecord()
        record.SequenceIndex = position
        record.LookupListIndex = _replacement(font, old, new)
        rule.SubstLookupRecord.append(record)
    rule.SubstCount = 2
    return rule


def _moved_left(anchors: list[Any], distance: int) -> list[Any]:
    """Copies of `anchors`, further left."""
    copies = copy.deepcopy(anchors)
    for anchor in copies:
        if anchor is not None:
            anchor.XCoordinate -= distance
    return copies


def _anchors(subtable: Any, pairs: list[Pair]) -> dict[str, list[Any]]:
    """The anchors of both halves of each pair, taken from the two components of its ligature.

    The alef half keeps the ligature's origin; the lam half begins where the alef half ends.
    """
    by_ligature = dict(zip(subtable.LigatureCoverage.glyphs, subtable.LigatureArray.LigatureAttach, strict=True))
    anchors = {}
    for pair in pairs:
        if pair.ligature in by_ligature:
            lam, alef = by_ligature[pair.ligature].ComponentRecord
            anchors[pair.alef_half] = _moved_left(alef.LigatureAnchor, 0)
            anchors[pair.lam_half] = _moved_left(lam.LigatureAnchor, pair.shift)
    return anchors


def _mark_to_base(font: TTFont, subtable: Any, anchors: dict[str, list[Any]]) -> Any:
    """A mark-to-base subtable with the marks of `subtable` and the bases of `anchors`."""
    made = otTables.MarkBasePos()
    made.Format = 1
    made.ClassCount = subtable.ClassCount
    made.MarkCoverage = copy.deepcopy(subtable.MarkCoverage)
    made.MarkArray = copy.deepcopy(subtable.MarkArray)
    made.BaseCoverage = coverage(font, anchors)
    made.BaseArray = otTables.BaseArray()
    made.BaseArray.BaseRecord = []
    for glyph in made.BaseCoverage.glyphs:
        record = otTables.BaseRecord()
        record.BaseAnchor = anchors[glyph]
        made.BaseArray.BaseRecord.append(record)
    made.BaseArray.BaseCount = len(made.BaseArray.BaseRecord)
    return made


def _attach_marks(font: TTFont, pairs: list[Pair]) -> None:
    """Let marks find both halves where they found the two components of the ligature."""
    for index, lookup in enumerate(list(font["GPOS"].table.LookupList.Lookup)):
        for subtable in subtables(lookup, "MarkLigPos"):
            anchors = _anchors(subtable, pairs)
            if anchors:
                made = _mark_to_base(font, subtable, anchors)
                enlist(font, "GPOS", index, add_lookup(font, "GPOS", MARK_TO_BASE, [made], lookup.LookupFlag))


def split_ligatures(font: TTFont) -> int:
    """Replace each lam-alef ligature by two glyphs and drop all other Arabic ligatures.

    The lookup that held the ligatures becomes a contextual one under the same features and flags, so
    marks between lam and alef are passed over as before. Gives back the number of pairs.
    """
    taken = _take_ligatures(font)
    if not taken:
        raise ValueError("the font has no lam-alef ligature")
    for index, pairs in taken.items():
        lookup = font["GSUB"].table.LookupList.Lookup[index]
        if any(subtable.ligatures for subtable in subtables(lookup, "LigatureSubst")):
            raise ValueError("other ligatures share the lookup of the lam-alef")
        for pair in pairs:
            _draw_halves(font, pair)
        lookup.LookupType = CHAIN
        lookup.SubTable = [_context(font, pair) for pair in pairs]
        lookup.SubTableCount = len(lookup.SubTable)
    every = [pair for pairs in taken.values() for pair in pairs]
    _attach_marks(font, every)
    # Carets inside ligatures would refer to glyphs that no text reaches any more.
    font["GDEF"].table.LigCaretList = None
    return len(every)
