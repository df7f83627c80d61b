"""The lint of Arabic text: pure rules, from a text to its faults.

Every rule prefers silence to a false alarm. What a rule says is in ``templates/wording/messages.yaml`` under its name;
the words that the rules know are in ``templates/wording/lint.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.language.lint.contents import contents
from generator.language.lint.deadlines import deadlines
from generator.language.lint.lists import lists
from generator.language.lint.marks import marks
from generator.language.lint.names import names
from generator.language.lint.numbers import numbers
from generator.language.lint.ordinals import ordinals
from generator.language.lint.pronouns import pronouns
from generator.language.lint.text import Fault, Text
from generator.language.lint.words import Vocabulary, split_words, tokens, words

__all__ = ["Fault", "Text", "Vocabulary", "faults", "tokens"]


def faults(
    text: Text,
    *,
    vocabulary: Vocabulary,
    in_vocabulary: bool = False,
    own: Sequence[str] | None = None,
    others: Sequence[Sequence[str]] = (),
) -> list[Fault]:
    """All faults of a text, in the order of their places.

    ``vocabulary`` counts the words of sound texts; ``in_vocabulary`` says that this text is one of them. ``own`` are
    the names of the association whose text it is (None: not known), ``others`` those of each other one.
    """
    found = [*numbers(text), *lists(text), *names(text, own, others)]
    if text.is_arabic:
        arabic = [*marks(text), *words(text), *deadlines(text), *ordinals(text), *pronouns(text), *contents(text)]
        arabic += split_words(text, vocabulary, is_known=in_vocabulary)
        found += [fault for fault in arabic if text.line_at(fault.start).is_arabic]
    return sorted(found, key=lambda fault: (fault.start, fault.end, fault.rule))
