"""What in a text is no prose, and is hidden from the rules without moving anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

#: Stands for each character of something printed that is no word of the text: a value, an address, code.
VALUE = "\ufffc"
#: Stands for each character of what prints nothing: a tag, an id, a comment.
VOID = "\ufffb"

#: What reaches over lines to its closer: Jinja's comments as policies write them, its tags, HTML's comments, and
#: Jinja's values. The closer is looked for apart, so that a row of openers without one is read once.
_CLOSERS = {"{%#": "#%}", "{%": "%}", "<!--": "-->", "{{": "}}"}
_PRINTING = "{{"
_VOIDS = [
    r"</?[A-Za-z][^<>\n]*>",
    r"\{(?:#|after=|for=)[^{}\n]*\}",  # clause ids
]
_LOCAL = r"[^\s@<>()\[\]«»،؛:,;\"]"
_VALUES = [
    r"\{[A-Za-z_][\w.:\[\]-]*\}",  # places of our own wording tables: {entity.to}
    r"(?:https?://|www\.|mailto:|tel:)[^\s<>«»\"{}]*[^\s<>«»\"{}.,;:!?()،؛؟]",
    rf"(?<!{_LOCAL}){_LOCAL}+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    # esrar.org.sa, a.pdf
    r"(?<![A-Za-z0-9.-])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}(?:/[^\s<>«»\"{}]*[^\s<>«»\"{}.,;:!?()،؛؟])?",
]
_CODE = [
    r"(?m:^ {0,3}(?P<fence>```+|~~~+)[^\n]*$)[\s\S]*?(?m:^ {0,3}(?P=fence)[`~]*[^\S\n]*$|\Z)",
    r"(?<!`)(?P<ticks>`+)(?!`)[^\n]{0,2000}?[^`\n](?P=ticks)(?!`)",
]
_MARKDOWN_VALUES = [r"\[\]\([^()\n]*\)"]  # a reference by id
_MARKDOWN_VOIDS = [r"(?<=\])\([^()\n]*\)"]  # where a link leads
_PLAIN_VOIDS = [r"(?<!\S)#[^\S\n]*lint:[^\n]*"]  # a silencing comment


@dataclass(frozen=True, slots=True)
class Masks:
    """What is masked: patterns of code and values, and of what prints nothing. The first that fits decides."""

    code: tuple[str, ...]
    values: tuple[str, ...]
    voids: tuple[str, ...]


#: What is masked in Markdown with Jinja, and in plain text. Code is found first: what stands in it is no tag.
MARKDOWN = Masks(tuple(_CODE), (*_MARKDOWN_VALUES, *_VALUES), (*_VOIDS, *_MARKDOWN_VOIDS))
PLAIN = Masks((), tuple(_VALUES), (*_VOIDS, *_PLAIN_VOIDS))
_CODE_ALONE = re.compile("|".join(_CODE))
_PRINTED = re.compile(r"[^\r\n]")


def masked(source: str, masks: Masks) -> str:
    """``source`` with everything that ``masks`` find hidden, of the same length and with the same line ends."""
    parts, done = [], 0
    for start, end, sign in _spans(source, masks):
        parts += [source[done:start], _PRINTED.sub(sign, source[start:end])]
        done = end
    return "".join([*parts, source[done:]])


def _spans(source: str, masks: Masks) -> Iterator[tuple[int, int, str]]:
    """Where something is masked, and by which sign."""
    openers, at = tuple(_CLOSERS), 0
    while found := _pattern(masks, openers).search(source, at):
        start, at = found.span()
        if opener := found["opener"]:
            closer = source.find(_CLOSERS[opener], at)
            if closer < 0:  # nor is there one for any later opener: the place is tried without this kind
                openers, at = tuple(other for other in openers if other != opener), start
                continue
            at = closer + len(_CLOSERS[opener])
        yield start, at, VALUE if opener == _PRINTING or found["value"] is not None else VOID


@cache
def _pattern(masks: Masks, openers: tuple[str, ...]) -> re.Pattern[str]:
    opener = "|".join(map(re.escape, openers)) or "(?!)"
    code = "|".join(masks.code) or "(?!)"
    parts = [rf"(?P<value>{code}|{'|'.join(masks.values)})", rf"(?P<void>{'|'.join(masks.voids)})"]
    return re.compile(f"(?s:(?P<opener>{opener})|{'|'.join(parts)})")


def without_code(source: str) -> str:
    """``source`` with code hidden: a comment that is shown as an example is none."""
    return _CODE_ALONE.sub(lambda found: _PRINTED.sub(VALUE, found[0]), source)
