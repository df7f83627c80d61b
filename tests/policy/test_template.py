"""The text stage: values become tokens, every way to lose a value's kind fails loudly, and lines stay known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.language.inline import Value
from generator.policy.context import Fields
from generator.policy.template import LINE, VALUE, _environment, expand, names_set
from tests.policy.made import FILE, NAMES, block_lines, blocks, expanded, faults, line, parsed, refused, shown


def bare(text: str, names: dict[str, Any] = NAMES) -> str:
    """An expanded text without the marks of lines, values as ⟨…⟩."""
    found = expanded(text, names)
    return VALUE.sub(lambda token: f"⟨{found.values[int(token[1])].text}⟩", LINE.sub("", found.text))


# ---- what prints ----


def test_a_value_becomes_a_token_and_keeps_its_kind() -> None:
    found = expanded("هاتف: {{ phone }}")
    assert found.values == (NAMES["phone"],)
    assert LINE.sub("", found.text) == "هاتف: \ue0000\ue001"


@pytest.mark.parametrize(
    ("text", "prints"),
    [
        ("{{ entity.the }}", "⟨الجمعية⟩"),
        ("{{ entity['the'] }}", "⟨الجمعية⟩"),
        ("{{ channels[0] }}", "⟨الفاكس⟩"),
        ("{{ channels|first }}", "⟨الفاكس⟩"),
        ("{{ channels|last }}", "⟨البريد الإلكتروني⟩"),
        ("{{ channels|length }}", "⟨2⟩"),
        ("{{ response.amount }}", "⟨2⟩"),
        ("{{ response.amount + 1 }}", "⟨3⟩"),
        ("{{ 'word' }}", "⟨word⟩"),
        ("{{ entity.the if yes else entity.to }}", "⟨الجمعية⟩"),
        ("{% if not nothing %}a{% endif %}", "a"),
        (
            "{% for c in channels %}{{ loop.index }}{{ c }}{% if not loop.last %}, {% endif %}{% endfor %}",
            "⟨1⟩⟨الفاكس⟩, ⟨2⟩⟨البريد الإلكتروني⟩",
        ),
        ("{% set name = entity.the %}{{ name }}", "⟨الجمعية⟩"),
        ("{% set name %}*{{ entity.the }}*{% endset %}{{ name }}{{ name }}", "*⟨الجمعية⟩**⟨الجمعية⟩*"),
        ("{% macro bold(v) %}**{{ v }}**{% endmacro %}{{ bold(phone) }}", "**⟨0530801110⟩**"),
        ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}{{ phone }}{% endcall %}", "[⟨0530801110⟩]"),
        ("{% block b %}{{ phone }}{% endblock %}", "⟨0530801110⟩"),
        ("{% raw %}{{ phone }}{% endraw %}", "{{ phone }}"),
        ("a{%# not printed #%}b", "ab"),
        ("## قسم {#id}", "## قسم {#id}"),
    ],
)
def test_single_values_print(text: str, prints: str) -> None:
    assert bare(text) == prints


# ---- what fails loudly ----


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        # ways to make a text of a value
        ("{{ phone ~ '5' }}", "value-combined"),
        ("{{ '5' ~ phone }}", "value-combined"),
        ("{{ phone + '5' }}", "value-combined"),
        ("{{ '%s' % phone }}", "value-combined"),
        ("{{ -phone }}", "value-combined"),
        ("{{ phone() }}", "value-combined"),
        ("{{ phone|length }}", "value-combined"),
        ("{{ phone|list }}", "value-combined"),
        ("{{ phone|first }}", "value-combined"),
        ("{% for letter in phone %}{{ letter }}{% endfor %}", "value-combined"),
        ("{% if 'x' in phone %}x{% endif %}", "value-combined"),
        ("{% if phone < 'x' %}x{% endif %}", "value-combined"),
        ("{% set name %}{{ phone }}{% endset %}{{ name[:2] }}", "value-combined"),
        ("{{ phone|reverse }}", "template-syntax"),
        # filters that are not there
        *[
            (f"{{{{ phone|{name} }}}}", "template-syntax")
            for name in ("upper", "safe", "escape", "e", "string", "format", "replace('0', '1')", "urlize", "tojson",
                         "xmlattr", "default('x')", "trim", "title", "int", "striptags", "forceescape", "pprint")
        ],
        ("{{ channels|join('، ') }}", "template-syntax"),
        ("{{ channels|map('upper') }}", "template-syntax"),
        ("{{ channels|sort }}", "template-syntax"),
        ("{% filter upper %}x{% endfilter %}", "template-syntax"),
        # methods and insides
        ("{{ '، '.join(channels) }}", "undefined-name"),
        ("{{ '{}'.format(phone) }}", "value-combined"),
        ("{{ '{0.text}'.format(phone) }}", "undefined-name"),
        ("{% set name %}{{ phone }}{% endset %}{{ name.upper() }}", "undefined-name"),
        ("{{ phone.text }}", "undefined-name"),
        ("{{ phone.kind }}", "undefined-name"),
        ("{{ phone.__class__ }}", "undefined-name"),
        ("{{ entity.__class__ }}", "undefined-name"),
        ("{{ ''.__class__.__mro__ }}", "undefined-name"),
        ("{{ phone|attr('text') }}", "template-syntax"),
        ("{{ channels.append(phone) }}", "undefined-name"),
        # what is no single value
        ("{{ channels }}", "unprintable"),
        ("{{ [phone] }}", "unprintable"),
        ("{{ {'a': phone} }}", "unprintable"),
        ("{{ (phone, phone) }}", "unprintable"),
        ("{{ none }}", "unprintable"),
        ("{{ true }}", "unprintable"),
        ("{{ 1.5 }}", "unprintable"),
        ("{{ entity }}", "unprintable"),
        ("{{ response }}", "unprintable"),
        ("{{ nothing }}", "unprintable"),
        ("{{ phone if not yes }}", "unprintable"),
        ("{{ self }}", "unprintable"),
        ("{{ channels[:1] }}", "unprintable"),
        # names that nobody gives
        ("{{ fone }}", "undefined-name"),
        ("{{ entity.nope }}", "undefined-name"),
        ("{{ entity.nope.more }}", "undefined-name"),
        ("{{ nothing.title }}", "undefined-name"),
        ("{{ channels[9] }}", "undefined-name"),
        ("{% if fone %}x{% endif %}", "undefined-name"),
        ("{% if entity.nope %}x{% endif %}", "undefined-name"),
        ("{% for x in fone %}{{ x }}{% endfor %}", "undefined-name"),
        ("{% if fone is defined %}x{% endif %}", "undefined-name"),
        *[(f"{{{{ {name} }}}}", "undefined-name") for name in ("range(3)", "dict()", "lipsum()", "cycler(1)")],
        # tags that are not there
        ("{% autoescape false %}{{ phone }}{% endautoescape %}", "template-syntax"),
        ("{% autoescape true %}{{ phone }}{% endautoescape %}", "template-syntax"),
        ("{% include 'x' %}", "template-syntax"),
        ("{% import 'x' as x %}", "template-syntax"),
        ("{% from 'x' import x %}", "template-syntax"),
        ("{% extends 'x' %}", "template-syntax"),
        ("{% do channels %}", "template-syntax"),
        ("{% trans %}x{% endtrans %}", "template-syntax"),
        ("{% if yes %}", "template-syntax"),
        ("{% endif %}", "template-syntax"),
        ("{{ phone", "template-syntax"),
        ("{%# open", "template-syntax"),
        # what goes wrong while it runs
        ("{{ 1 / 0 }}", "template-syntax"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "template-syntax"),
        # forged tokens
        ("{{ '\\uE0000\\uE001' }}", "unprintable"),
        ("{{ '\\x00' }}", "unprintable"),
        ("{% set name %}{{ phone }}{% endset %}{{ name|first }}", "unprintable"),
        ("{% set name %}{{ phone }}{% endset %}{% for letter in name %}{{ letter }}{% endfor %}", "unprintable"),
    ],
)  # fmt: skip
def test_everything_else_is_refused_by_a_rule(text: str, rule: str) -> None:
    assert [found for found, _ in refused(text)] == [rule]


def test_no_filter_that_could_lose_a_value_is_there() -> None:
    assert set(_environment().filters) == {"first", "last", "length", "reverse", "batch", "slice", "list"}
    assert not _environment().globals


def test_all_names_that_nobody_gives_are_told_at_once_with_near_ones() -> None:
    _, findings = expand("{{ fone }}\n\n{{ entty.the }} {{ fone }}\n{% if x %}{% endif %}", NAMES, FILE)
    told = [(found.facts["name"], found.facts["near"], found.place.line) for found in findings]
    assert told == [("fone", "phone", 1), ("entty", "entity", 3), ("x", "", 4)]


@pytest.mark.parametrize(
    ("text", "name"),
    [("{{ phone.__class__ }}", "__class__"), ("{{ entity.nope }}", "nope"), ("{{ 'x'.upper() }}", "upper")],
)
def test_a_refused_attribute_is_told_by_its_name(text: str, name: str) -> None:
    _, (finding,) = expand(text, NAMES, FILE)
    assert finding.facts["name"] == name


# ---- lines ----


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("نص\n\n{{ entity.nope }}", 3),
        ("{% for c in channels %}\n1. {{ c }}\n{% endfor %}\n\n{{ entity.nope }}", 5),
        ("{% for c in channels %}\n1. {{ c }}\n1. {{ c ~ c }}\n{% endfor %}", 3),
        ("{% if yes %}\nنص\n{% else %}\nنص\n{% endif %}\n{{ channels }}", 6),
        ("{%# one\ntwo\nthree #%}\n{{ channels }}", 4),
        ("{% macro m() %}\n{{ phone ~ 'x' }}\n{% endmacro %}\nنص\n{{ m() }}", 2),
        ("نص\n{% if yes %}\n\n{{ 1 / 0 }}{% endif %}", 4),
    ],
)
def test_a_failure_names_its_line(text: str, number: int) -> None:
    assert [found for _, found in refused(text)] == [number]


def test_every_clause_knows_the_line_it_came_from() -> None:
    text = """{%# a comment
of two lines #%}
## قسم {#one}

{% for channel in channels %}
1. {{ channel }}
{% endfor %}

{% if yes %}
{{ entity.the }} تعمل.
{% else %}
لا.
{% endif %}

{% set name %}
{{ entity.the }}
{% endset %}
{{ name }}

- {{ entity.the }}
- ***

| أ |
|---|
| {{ phone }} |

::: note
{{ phone }}
:::
"""
    assert shown(text) == [
        "3 one ## قسم",
        "6 one.fax 1. ⟨الفاكس⟩",
        "6 one.email 2. ⟨البريد الإلكتروني⟩",
        "10 one.p1 paragraph ⟨الجمعية⟩ تعمل.",
        "16 one.p2 paragraph ⟨الجمعية⟩",
        "20 one.3 - ⟨الجمعية⟩",
        "21 one.4 - ***",
        "23 one.t1 grid",
        "  أ",
        "  ⟨0530801110⟩",
        "28 one.n1 note ⟨0530801110⟩",
    ]


def test_a_macro_may_print_whole_blocks() -> None:
    text = (
        "{% macro steps(list) %}\n{% for c in list %}\n1. {{ c }}\n{% endfor %}\n{% endmacro %}\n{{ steps(channels) }}"
    )
    assert shown(text) == ["3 text.fax 1. ⟨الفاكس⟩", "3 text.email 2. ⟨البريد الإلكتروني⟩"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("نص\n\n{% for c in channels %}\nنص\n{% endfor %}\n\nل{{ entity.the }}", 7),
        ("نص\n\n{{ entity.the }}{{ entity.to }}", 3),
        ("{% for c in channels %}\n1. ل{{ c }}\n{% endfor %}", 2),
    ],
)
def test_a_fault_of_markup_names_its_line_in_the_template(text: str, number: int) -> None:
    assert {found for _, found in faults(text)} == {number}


# ---- any value at all ----

WORDS = st.text(
    st.one_of(
        st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى"),
        st.sampled_from("abcxyzABC"),
        st.sampled_from("0123456789٠١٢٣٤٥"),
        st.sampled_from(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~،؛؟«»“”–…\u064b\u0651\u00a0"),
    ),
    min_size=1,
    max_size=40,
)
TEXT = """## {{ v }} {#one}

{{ v }}

نص {{ v }}، **{{ v }}** و({{ v }})

1. {{ v }}
1. نص {{ v }}
   - {{ v }} {#leaf}

| {{ v }} | نص |
|---|---|
| نص | {{ v }} |

: {{ v }} {#table}

::: note
{{ v }}
:::

::: form
{{ v }}

- {{ v }}
:::

[{{ v }}](https://example.org.sa)
"""


def structure(value: Value) -> list[str]:
    """The blocks of the text with ``value`` in all its places, each place as ⟨⟩."""
    found, findings = parsed(TEXT, {"v": value})
    assert {finding.rule for finding in findings} <= {"glued-value"}  # some begin with a letter, after و
    return [line.replace(f"⟨{value.text}⟩", "⟨⟩") for block in found for line in block_lines(block)]


@settings(deadline=None, derandomize=True)
@given(WORDS)
def test_any_value_is_one_value_wherever_it_stands_and_changes_no_block(text: str) -> None:
    lines = structure(Value("name", "name", text))
    assert lines == structure(Value("name", "name", "tame"))
    assert sum(line.count("⟨⟩") for line in lines) == len(expanded(TEXT, {"v": NAMES["phone"]}).values) == 15


@settings(deadline=None, derandomize=True)
@given(WORDS, WORDS)
def test_two_values_side_by_side_stay_two(first: str, second: str) -> None:
    a, b = Value("name", "a", first), Value("phone", "b", second)
    names = {"a": a, "b": b}
    assert expanded("{{ a }} {{ b }}", names).values == (a, b)
    (paragraph,) = blocks("{{ a }} {{ b }}", names)
    assert line(paragraph.text) == f"⟨{first}⟩ ⟨{second}⟩"


def test_names_that_a_text_sets_are_known_to_what_stands_in_its_place() -> None:
    text = "{% set keeper = officer if yes else entity %}{% set said %}{{ entity.the }}{% endset %}\n{{ keeper.title }}"
    names = {**NAMES, "officer": Fields({"title": Value("title", "officer", "الأمين")})}
    made = names_set(text, names)
    assert set(made) == {"keeper"}
    assert made["keeper"].title.text == "الأمين"


@pytest.mark.parametrize(
    ("text", "expressions"),
    [
        ("{{ entity.the }} {{ response.acc }}", ["entity.the", "response.acc"]),
        ("{{entity.the}}", ["entity.the"]),
        ("{% if yes %}{{ entity.to }}{% else %}{{ entity.the }}{% endif %}", ["entity.to"]),
        ("{% for channel in channels %}{{ channel }} {% endfor %}", ["channel", "channel"]),
        ("{% set said %}{{ entity.the }}{% endset %}{{ said }}", ["entity.the"]),
        ("{{ entity.the if yes else entity.to }}", ["entity.the if yes else entity.to"]),
        ('{{ "}}" }} {{ phone }}', ['"}}"', "phone"]),
    ],
)
def test_a_value_knows_how_it_was_written(text: str, expressions: list[str]) -> None:
    assert [value.expression for value in expanded(text).values] == expressions


def test_how_a_value_was_written_makes_it_no_other() -> None:
    assert Value("noun", "x", "نص", "a.b") == Value("noun", "x", "نص")
    assert hash(Value("noun", "x", "نص", "a.b")) == hash(Value("noun", "x", "نص"))
