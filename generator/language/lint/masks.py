"""What in a text is no prose, and is hidden from the rules without moving anything."""

from __future__ import annotations

import re

#: Stands for each character of something printed that is no word of the text: a value, an address, code.
VALUE = "\ufffc"
#: Stands for each character of what prints nothing: a tag, an id, a comment.
VOID = "\ufffb"

_VOIDS = [
    r"\{%#.*?#%\}",  # Jinja's comments, as policies write them
    r"\{%.*?%\}",
    r"<!--.*?-->",
    r"</?[A-Za-z][^<>\n]*>",
    r"\{(?:#|after=|for=)[^{}\n]*\}",  # clause ids
]
_LOCAL = r"[^\s@<>()\[\]«»،؛:,;\"]"
_VALUES = [
    r"\{\{.*?\}\}",
    r"\{[A-Za-z_][\w.:\[\]-]*\}",  # places of our own wording tables: {entity.to}
    r"(?:https?://|www\.|mailto:|tel:)[^\s<>«»\"{}]*[^\s<>«»\"{}.,;:!?()،؛؟]",
    rf"(?<!{_LOCAL}){_LOCAL}+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    # esrar.org.sa, a.pdf
    r"(?<![A-Za-z0-9.-])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}(?:/[^\s<>«»\"{}]*[^\s<>«»\"{}.,;:!?()،؛؟])?",
]
_CODE = [
    r"(?m:^ {0,3}(?P<fence>```+|~~~+)[^\n]*$)[\s\S]*?(?m:^ {0,3}(?P=fence)[`~]*[^\S\n]*$|\Z)",
    r"(?P<ticks>`+)(?!`)[^\n]*?[^`\n](?P=ticks)(?!`)",
]
_MARKDOWN_VALUES = [r"\[\]\([^()\n]*\)"]  # a reference by id
_MARKDOWN_VOIDS = [r"(?<=\])\([^()\n]*\)"]  # where a link leads
_PLAIN_VOIDS = [r"(?<!\S)#[^\S\n]*lint:[^\n]*"]  # a silencing comment


def _compiled(values: list[str], voids: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?s:(?P<value>{'|'.join(values)})|(?P<void>{'|'.join(voids)}))")


#: What is masked in Markdown with Jinja, and in plain text. Code is found first: what stands in it is no tag.
MARKDOWN = _compiled([*_CODE, *_MARKDOWN_VALUES, *_VALUES], [*_VOIDS, *_MARKDOWN_VOIDS])
PLAIN = _compiled(_VALUES, [*_VOIDS, *_PLAIN_VOIDS])
_CODE_ALONE = re.compile("|".join(_CODE))
_PRINTED = re.compile(r"[^\r\n]")


def masked(source: str, pattern: re.Pattern[str]) -> str:
    """``source`` with everything that ``pattern`` finds hidden, of the same length and with the same line ends."""
    return pattern.sub(lambda found: _PRINTED.sub(VALUE if found["value"] is not None else VOID, found[0]), source)


def without_code(source: str) -> str:
    """``source`` with code hidden: a comment that is shown as an example is none."""
    return _CODE_ALONE.sub(lambda found: _PRINTED.sub(VALUE, found[0]), source)
