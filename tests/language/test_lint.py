"""The lint's rules: what each finds, and what comes near it and is right.

Most defects are those that published copies of policies show; rules of typography follow W3C alreq.
"""

from __future__ import annotations

import pytest

from generator import wording
from generator.language import lint
from generator.language.lint import Fault
from generator.language.lint import text as texts
from generator.language.lint.words import _known, _respelled

VOCABULARY = {"الجمعية": 9, "المستفيدين": 5, "للجمعية": 3, "من": 9, "الإدارة": 4, "اللائحة": 2, "جمعية": 4, "مجلس": 5}


def found(source: str, kind: str = "markdown", **settings: object) -> list[Fault]:
    text = texts.plain(source) if kind == "plain" else texts.markdown(source)
    return lint.faults(text, **{"vocabulary": VOCABULARY, **settings})  # type: ignore[arg-type]


def rules(source: str, kind: str = "markdown", **settings: object) -> list[str]:
    return [fault.rule for fault in found(source, kind, **settings)]


WRONG: list[tuple[str, str, str | None]] = [
    # hamza: the list of the domain, §4.7
    ("misspelling", "الاداء", "الأداء"),
    ("misspelling", "انجاز", "إنجاز"),
    ("misspelling", "الالكتروني", "الإلكتروني"),
    ("misspelling", "ايجابية", "إيجابية"),
    ("misspelling", "اجراءات", "إجراءات"),
    ("misspelling", "الاعضاء", "الأعضاء"),
    ("misspelling", "الاجابة", "الإجابة"),
    ("misspelling", "الإجتماعية", "الاجتماعية"),
    ("misspelling", "مسئول", "مسؤول"),
    ("misspelling", "إي", "أي"),
    # the same with prefixes and pronouns
    ("misspelling", "وبالاداء", "وبالأداء"),
    ("misspelling", "للاعضاء", "للأعضاء"),
    ("misspelling", "لاعضاء", "لأعضاء"),
    ("misspelling", "اجراءاتها", "إجراءاتها"),
    ("misspelling", "وادارته", "وإدارته"),
    ("misspelling", "ادائه", "أدائه"),
    ("misspelling", "المسئولين", "المسؤولين"),
    ("misspelling", "ومسئولياتهم", "ومسؤولياتهم"),
    ("misspelling", "للإستخدام", "للاستخدام"),
    ("misspelling", "الأستثمار", "الاستثمار"),
    ("misspelling", "الى", "إلى"),
    ("misspelling", "والى", "وإلى"),
    ("misspelling", "ايضاً", "أيضاً"),
    ("misspelling", "أدارة", "إدارة"),
    ("misspelling", "اِجراءات", "إِجراءات"),
    ("misspelling", "الجمعيه", "الجمعية"),
    ("misspelling", "للسياسه", "للسياسة"),
    ("misspelling", "اعمال", None),  # أعمال or إعمال
    # phrases
    ("wrong-phrase", "التأكد على", None),
    ("wrong-phrase", "وللتأكد على", None),
    ("wrong-phrase", "بكل دوري", "بشكل دوري"),
    ("wrong-phrase", "حيث أن", None),
    ("wrong-phrase", "الغير مكتملة", "غير المكتملة"),
    ("wrong-phrase", "انشاء الله", "إن شاء الله"),
    ("wrong-phrase", "إنشاء الله", "إن شاء الله"),
    # taste
    ("weak-wording", "كافة", None),
    ("weak-wording", "مدراء", None),
    ("weak-wording", "ما يلي", None),
    ("weak-wording", "نفس الإجراء", None),
    ("weak-wording", "ويتم تسجيل", None),
    ("weak-wording", "يقوم الموظف بتسجيل", None),
    ("weak-wording", "من قبل المجلس", None),
    # a search and replace that left halves: copies
    ("split-word", "المستف يدين", "المستفيدين"),
    ("split-word", "ال جمعية", "الجمعية"),
    # punctuation
    ("space-before-mark", "[ ]، نص", ""),
    ("space-before-mark", "[ ].", ""),
    ("space-before-mark", "[  ]: نص", ""),
    ("colon-dash", ":-", ":"),
    ("colon-dash", ":ـ", ":"),
    ("latin-mark", ",", "،"),
    ("latin-mark", ";", "؛"),
    ("latin-mark", "?", "؟"),
    ("tatweel", "الجمـــعية", "الجمعية"),
    ("tatweel", "بـالجمعية", "بالجمعية"),
    ("presentation-form", "ﺍﻟﺠﻤﻌﻴﺔ", "الجمعية"),
    # deadlines and numbers
    ("inverted-deadline", "خلال مدة لا تقل عن", None),
    ("inverted-deadline", "خلال فترة زمنية لا تقل عن", None),
    ("inverted-deadline", "خلال ما لا يقل عن", None),
    ("count-case", "خلال [أسبوعان]", "أسبوعين"),
    ("count-case", "لمدة [شهران]", "شهرين"),
    ("count-case", "لا تتجاوز [يوما عمل]", "يومي عمل"),
    ("count-case", "ب[سنتان]", "سنتين"),
    ("count-case", "خلال [ثلاثون] يوماً", "ثلاثين"),
    ("count-case", "لمدة خمسة و[عشرون] يوماً", "عشرين"),
    ("count-case", "من ال[بندان]", "بندين"),
    ("counted-noun", "15 [أيام] عمل", "يوم"),
    ("counted-noun", "(15) [أيام] عمل", "يوم"),
    ("counted-noun", "١٥ [أيام]", "يوماً"),
    ("counted-noun", "15 [يوم]", "يوماً"),
    ("counted-noun", "15 [يوم] من تاريخ", "يوماً"),
    ("counted-noun", "5 [يوماً]", "أيام"),
    ("counted-noun", "10 [شهر]", "أشهر"),
    ("counted-noun", "100 [أيام]", "يوم"),
    ("counted-noun", "15 [سنوات]", "سنة"),
    ("counted-noun", "خمسة عشر أيام", "خمسة عشر يوماً"),
    ("counted-noun", "خمس عشرة يوماً", "خمسة عشر يوماً"),
    ("counted-noun", "خمسة عشر سنة", "خمس عشرة سنة"),
    ("number-gender", "[ثلاث] أيام", "ثلاثة"),
    ("number-gender", "[خمسة] سنوات", "خمس"),
    ("number-gender", "كل [ثلاثة] سنوات", "ثلاث"),
    ("number-gender", "[أربع] اجتماعات", "أربعة"),
    # ordinals
    ("ordinal-case", "في اجتماعه [العشرون]", "العشرين"),
    ("ordinal-case", "في الاجتماع [الحادي والعشرون]", "الحادي والعشرين"),
    ("ordinal-case", "للاجتماع العادي [الثلاثون]", "الثلاثين"),
    ("ordinal-case", "في دورتها غير العادية [العشرون]", "العشرين"),
    ("ordinal-gender", "في جلسته [الثاني عشر]", "الثانية عشرة"),
    ("ordinal-gender", "جلسته [الثاني عشر]", "الثانية عشرة"),
    ("ordinal-gender", "في جلسته [الثانية عشر]", "الثانية عشرة"),
    ("ordinal-gender", "الساعة [الثانية عشر]", "الثانية عشرة"),
    ("ordinal-gender", "من دورته [الثالث]", "الثالثة"),
    ("ordinal-gender", "في اجتماعه [الثانية]", "الثاني"),
    ("ordinal-gender", "في دورته [الثالث والعشرين]", "الثالثة والعشرين"),
    # search and replace: copies
    ("plural-ending", "المستفيدينه", None),
    ("plural-ending", "الأعضاءات", None),
    ("pronoun-number", "على المستفيدين متابعة [معاملته]", "معاملتهم"),
    ("pronoun-number", "احترام الأعضاء وحفظ [شكواه]", "شكواهم"),
    # what is public
    ("identity-number", "1034567890", None),
    ("identity-number", "٢٠٣٤٥٦٧٨٩٠", None),
]


@pytest.mark.parametrize(("rule", "wrong", "right"), WRONG)
@pytest.mark.parametrize("frame", ["{}", "تعمل اللجنة {}", "- {}\n- بند"], ids=["alone", "after", "item"])
def test_a_fault_is_found_and_placed(rule: str, wrong: str, right: str | None, frame: str) -> None:
    """Brackets show the span where it is not the whole; ``right`` would stand there."""
    before, bracket, rest = wrong.partition("[")
    span, _, after = rest.partition("]") if bracket else (wrong, "", "")
    before = before if bracket else ""
    needs_word = rule in {"space-before-mark", "colon-dash", "latin-mark"}
    follows = " ثم" if rule == "latin-mark" else ""
    head, _, tail = frame.partition("{}")
    head += "المجلس" if needs_word else ""
    source = f"{head}{before}{span}{after}{follows}{tail}"
    faults = found(source)
    if "جلسته [الثاني" in wrong and not wrong.startswith("في") and frame.startswith("تعمل"):
        return  # after a noun it may belong to another: محضر جلسته الثاني
    assert [fault.rule for fault in faults] == [rule], faults
    (fault,) = faults
    assert source[fault.start : fault.end].strip("و") == span.strip("و") or rule in {"weak-wording"}
    if rule != "space-before-mark":
        assert fault.replacement == right
    assert not fault.safe or fault.replacement is not None


RIGHT = [
    # words that only look like misspelt ones
    "واحد، واصل العمل، وارث، بالية، كامنة، لازمة، للازمة، وفى بالتزاماته، واو",
    "الانتهاء والاعتماد والاجتماع والاستثمار والاختيار والاطلاع",
    "الأعضاء وأداؤهم وأدائهم وإداراتها",
    "الإطلاع والاطلاع والإتباع والاتباع والأتباع",
    "أعادته وأدارته وأجابته وأفادته",
    "شؤون العاملين، ومسؤولياتهم، والمسؤولون",
    "الفقه والوجه والتوجيه والمياه والاتجاه",
    "هذه سياسته ولائحته وجمعيته وخدمته",
    "التأكيد على صحة البيانات، والتأكد من صحتها",
    "بشأن كل دوري رياضي",
    "حيث يقع المركز، وحيث إن",
    "حقوق الغير، ولا يجوز للغير الاطلاع",
    "من قبل ومن بعد، ومن قبل الموعد",
    "من لم يتم الثامنة عشرة من عمره",
    "تقوم آلية تقديم الخدمات على العناصر الآتية:",
    # split words: halves that are words, or a whole that nobody knows
    "من جمعية مجلس الإدارة",
    "المستف والمستف يدين",
    "ابتك ارات",
    # spaces and marks that are right
    "نص، ثم نص؛ ثم نص: نص. نص؟ نعم!",
    "الملف .pdf، ثم نص ... ثم نص",
    "الساعة 10 :30",
    "| البند | : |",
    ": قنوات الرد {#channels-table}",
    "::: note\nنص.\n:::",
    "| أ | ب |\n|:-|-:|\n| ج | د |",
    "5,000 ريال و5,500 ريال",
    "يجوز استخدام Word, Excel و PDF",
    "راجع https://example.org/بحث?سؤال,جواب ثم أرسل إلى a,b@example.org.",
    "`نص , نص ;` ثم نص",
    "```\nنص , الاعضاء :-\n```",
    '{{ agree("تضع", "الاعضاء ، نص") }} نص',
    "{%# الاعضاء , نص #%}\nنص",
    "{% if a, b %}\nنص\n{% endif %}",
    "<!-- الاعضاء , نص -->\nنص",
    "قال تعالى: ﴿وأوفوا بالعهد﴾",
    "نص \u0651 الجمعية",
    # tatweel that stays
    "1445هـ الموافق 2024م، و1445 هـ",
    "1445هـالموافق",
    "هـ- البند الخامس",
    "لـSQA ولـ«أوج» وبـ\u200fISO",
    "التوقيع: ـــــــــ التاريخ: ـــــــــ",
    "ﷺ وﷲ و5 ﷼",
    # deadlines that are minima
    "قبل موعد الاجتماع بمدة لا تقل عن أسبوعين",
    "تُحفظ السجلات لمدة لا تقل عن 10 سنوات",
    "الإشعار في مدة لا تقل عن 15 يوماً قبل الموعد",
    "يُرسل خلال مدة لا تقل عن 15 يوماً قبل الاجتماع",
    "يعقد المجلس خلال السنة عدداً لا يقل عن 4 اجتماعات",
    "خلال مدة لا تتجاوز 10 أيام عمل",
    "خلال السنة المالية، لا تقل عن 3",
    "يُقبل من عمل خلال فترة لا تقل عن سنة من الخبرة، وخلال مدة لا تقل عن سنتين بخبرة مماثلة",
    # numbers and their nouns
    "خلال 15 يوم عمل، و15 يوماً، و15 يومًا، و5 أيام عمل، و3 أشهر، و3 شهور، و100 يوم، و103 أيام، و12 شهراً",
    "المدة أسبوعان، ومدته شهران، وهما يومان",
    "مضى على تسجيله سنتان",
    "15 يوم تأخير",
    "5 شهر رمضان، وعام 1445 يوم الأحد",
    "المادة 15 أيام العمل هي الأحد إلى الخميس",
    "البند 5 يوماً بعد يوم",
    "2024 أيام",
    "ثلاثة أيام، وثلاث سنوات، وخمس جلسات، وثلاثة آلاف ريال، وأربعة اجتماعات",
    "خمسة عشر يوماً، وخمس عشرة سنة، وخمسة عشر يوم عمل",
    "خُمس الأعضاء وعُشر الأسهم",
    "خلال عشرين يوماً، وحضر عشرون عضواً",
    "على المركز ثلاثون عضواً",
    # ordinals
    "اجتماعه العشرون هو الأخير، وانعقد الاجتماع الحادي والعشرون",
    "في اجتماعه العشرين من دورته الثالثة",
    "في اجتماعها الثاني (2)، وفي جلستها الثانية عشرة (12)",
    "محضر الجلسة الثاني، ومن محضر الجلسة الأول",
    "قرار الدورة الخامس",
    "في السنة الثانية عشر جلسات",
    "من الدورة الأول فالأول",
    "العضو الأولى بالرعاية في الدور الثاني",
    "حتى الدرجة الرابعة، وللمرة الأولى، وفي المادة العاشرة",
    "في ربيع الأول، ومن جمادى الآخرة",
    "في الاجتماع الثاني من محرم",
    # pronouns
    "على المستفيد متابعة معاملته، وعلى المستفيدين متابعة معاملاتهم",
    "يحق لكل من المستفيدين متابعة معاملته",
    "إذا طلب أحد المستفيدين معاملته",
    "يلتزم الموظف تجاه المستفيدين بحفظ هويته",
    "يلتزم المجلس تجاه الأعضاء، ومعاملته لهم واحدة",
    # numbers that are no identity numbers
    "السجل التجاري 1010123456، والمسجلة برقم 1000827300، وهاتف 1101234567",
    "الحساب رقم 1234567890، وSA1234567890123456789012",
    "0530801110 و+966530801110 و3034567890 و10345678901",
    "1,034,567,890 ريال و1.0345678901",
    # digits and dates
    "المادة 5 و10 أيام، وفي 18/12/1445هـ الموافق 24/06/2024م",
    "نظام ISO 9001 في المادة ٥، والهاتف 0530801110",
    "1. بند في ٥ أيام\n2. بند في ٦ أيام",
    "بند في ٥ أيام\n\nAn item within 5 days.",
    "رقم (م/8) وتاريخ 19/2/1437هـ",
    # lists
    "- بند\n  - فرع\n- بند",
    "- بند\n\n1. بند\n   - فرع",
    "- **بند** أول\n- *بند* ثان",
    "- [ ] بند\n- [date] التاريخ",
    "- (1) بند\n- -5 درجات",
    "- 1445هـ عام\n- 15-20 يوماً",
    "- أ. محمد العلي\n- د. أحمد العلي",
    "نص\n---\n\n***\n\n- - -\n\nنص",
    "العنوان\n-\n\nنص",
    "كما ورد في البند\n5.\nنص",
    "-\n  نص البند في السطر التالي",
    "1.1) بند\n1.2) بند\n2.1) بند\n2.2) بند",
    "- بند\n- بند\n\n* ملاحظة أسفل الصفحة",
    # English is left alone
    "An item , with ( Arabic words: الاعضاء, والى ) and 15 days :-",
    "The forms (للجمعية, بالعضو) are whole.",
]


@pytest.mark.parametrize("right", RIGHT)
def test_what_is_right_is_left_alone(right: str) -> None:
    assert found(right) == []


def test_a_mark_alone_is_no_half_of_a_word() -> None:
    assert rules("\u0651 الجمعية العمومية") == []


def test_words_of_one_length_stand_in_one_order() -> None:
    assert texts.any_of({"جد", "أب", "جدة"}) == "جدة|أب|جد"


# ---- lists, digits, dates: whole texts ----


@pytest.mark.parametrize(
    ("source", "marker"),
    [
        ("- - نص", "- -"),
        ("1. - نص", "1. -"),
        ("1- - نص", "1- -"),
        ("•- نص", "•-"),
        ("• - نص", "• -"),
        ("-• نص", "-•"),
        ("- 1. نص", "- 1."),
        ("• 2- نص", "• 2-"),
        ("1. 1- نص", "1. 1-"),
        ("- أ- نص", "- أ-"),
        ("* - نص", "* -"),
        ("1.1) نص\n2.2) نص", "1.1)"),
    ],
)
def test_doubled_markers(source: str, marker: str) -> None:
    faults = [fault for fault in found(source, "plain") if fault.rule == "list-marker-doubled"]
    assert faults[0].facts == {"found": marker}
    assert len(faults) == source.count("\n") + 1


def test_a_dash_alone_is_a_cell_without_a_word() -> None:
    assert rules("اعتماد\n\n–\n\n–\n\nتوصية", "plain") == []
    assert rules("– نص\n–\n– نص", "plain") == ["list-item-empty"]


@pytest.mark.parametrize("source", ["- نص\n-\n- نص", "1. نص\n2.\n", "• نص\n•  \n", "- نص\n- {#id}"])
def test_empty_items(source: str) -> None:
    assert rules(source, "plain" if "•" in source else "markdown") == ["list-item-empty"]


@pytest.mark.parametrize("source", ["- نص\n• نص", "* نص\n- نص\n+ نص", "● نص\n\n○ نص", "  - نص\n  – نص"])
def test_several_bullets_on_one_level(source: str) -> None:
    assert rules(source, "plain") == ["list-markers-mixed"]


def test_a_text_in_two_digit_systems_names_the_rarer_one() -> None:
    (fault,) = found("خلال 5 أيام من البند 3\n\nصفحة ٢")
    assert (fault.rule, fault.facts) == ("digits-mixed", {"found": "٢", "european": "2", "arabic_indic": "1"})


def test_a_text_with_dates_in_two_orders_names_both() -> None:
    (fault,) = found("اعتُمد في 18/12/1445هـ الموافق (2024/06/24م)")
    assert fault.rule == "date-orders-mixed"
    assert {fault.facts["found"], fault.facts["other"]} == {"18/12/1445", "2024/06/24"}


# ---- contents ----

CONTENTS = "المحتويات\n\nتمهيد ........ 3\nالأهداف العامة\t4\nاعتماد مجلس الإدارة …… 5\n\n"


def test_a_table_of_contents_is_compared_with_the_headings() -> None:
    faults = found(CONTENTS + "## 1. تمهيد\n\nنص.\n\n## الهدف العام\n\nنص.\n\n## الشكاوى\n\nنص.\n")
    assert [(fault.rule, fault.facts) for fault in faults] == [
        ("contents-differ", {"found": "الأهداف العامة", "heading": "الهدف العام"}),
        ("contents-without-section", {"found": "اعتماد مجلس الإدارة"}),
        ("section-without-contents", {"found": "الشكاوى"}),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## تمهيد\n\n## الأهداف العامة\n\n### فرع لا تذكره المحتويات\n\n## اعتماد مجلس الإدارة\n",
        "أولاً: تمهيد\n\nنص.\n\nثانياً: الأهداف العامة:\n\nنص.\n\n3- اعتماد مجلس الإدارة\n",
    ],
)
def test_contents_that_agree(body: str) -> None:
    assert found(CONTENTS + body) == []


def test_lines_that_end_in_a_number_are_no_table_of_contents_by_twos() -> None:
    assert found("الاسم ........ 3\nالصفة ........ 4\n") == []


def test_contents_of_plain_text_look_for_any_short_line() -> None:
    faults = found(CONTENTS + "تمهيد\n\nنص طويل عن الأهداف العامة.\n\nاعتماد مجلس الإدارة\n", "plain")
    assert [(fault.rule, fault.facts["found"]) for fault in faults] == [("contents-without-section", "الأهداف العامة")]


LISTED = "## المحتويات\n\n- [تمهيد](#a)\n- [الأهداف العامة](#b)\n- [الاعتماد](#c)\n\n"


@pytest.mark.parametrize("form", ["- [{}](#a)", "1. {}", "- {}", "- **{}**", "[{}](#a)", "٢- {}"])
def test_a_list_under_a_heading_of_contents_is_compared(form: str) -> None:
    entries = "\n".join(map(form.format, ["تمهيد", "الأهداف العامة", "الاعتماد"]))
    faults = found(f"# لائحة\n\n## المحتويات\n\n{entries}\n\n## تمهيد\n\n## الهدف العام\n\nنص.\n")
    assert [(fault.rule, fault.facts["found"]) for fault in faults] == [
        ("contents-differ", "الأهداف العامة"),
        ("contents-without-section", "الاعتماد"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        LISTED + "## تمهيد\n\n## الأهداف العامة\n\n### فرع\n\n## الاعتماد\n",
        LISTED + "نص بلا عنوان آخر.\n",
        LISTED.replace("المحتويات", "المراجع") + "## فصل\n",
        LISTED.replace("- [الاعتماد](#c)\n", "") + "## فصل\n",  # two entries may be anything
        LISTED.replace("](#c)", "](#c) وما يليه") + "## فصل\n",  # an entry with remarks
        LISTED + "وتفصيلها في الفصول.\n\n## فصل\n",
    ],
)
def test_a_list_that_agrees_or_may_be_something_else(source: str) -> None:
    assert "contents" not in " ".join(rules(source))


def test_a_long_table_of_contents_without_sections_is_told_entry_by_entry() -> None:
    entries = "".join(f"باب {number * 7919 % 104729} ..... {number % 900 + 1}\n" for number in range(900))
    headings = "".join(f"## فصل {number}\n" for number in range(900))
    assert rules(entries + headings, own=()).count("contents-without-section") == 900


# ---- rows without end ----


@pytest.mark.parametrize("row", ["{", "{{ ", "{%# ", "{% ", "<!-- ", "{a", "{#", "<a", "[](", "`", "`` ` ", ".", ". "])
def test_a_row_without_an_end_hides_nothing(row: str) -> None:
    source = "الاعضاء\nx" + row * (200_000 // len(row)) + "x 5\nنص\nالادارة\n"
    assert rules(source).count("misspelling") == 2


@pytest.mark.parametrize(
    "hidden", ["{%# ا {%# ا #%}", "{%# {% ا\nا #%}", "{{ '{%' ا }}", "<!-- {{ ا -->", "{% ا {{ %}"]
)
def test_what_an_opener_begins_ends_at_its_first_closer(hidden: str) -> None:
    text = texts.markdown(f"نص {hidden} نص {{{{ نص")
    assert "ا" not in text.masked
    assert text.masked.endswith(" نص {{ نص")


# ---- names ----

OTHERS = (("جمعية المثال الخيرية", "Example"), ("الجمعية السعودية للجودة", "Saudi Quality Association"), ("المركز",))


@pytest.mark.parametrize(
    "source",
    [
        "تضع جمعية المثال الخيرية هذه السياسة",
        "لجمعية المثال الخيرية",
        "وللجمعية السعودية للجودة",
        "بالجمعية السعودية للجوده",
        "The Saudi Quality Association keeps records.",
    ],
)
def test_another_associations_name(source: str) -> None:
    assert "foreign-name" in rules(source, own=("جمعية أوج",), others=OTHERS)


def test_an_own_name_may_hold_another() -> None:
    own = ("جمعية المثال الخيرية بجدة",)
    assert rules("تضع جمعية المثال الخيرية بجدة", own=own, others=OTHERS) == []
    assert rules("يضع المركز خطته", own=own, others=OTHERS) == []


def test_where_nobody_says_whose_text_it_is_the_usual_name_is_its_own() -> None:
    source = "جمعية المثال الخيرية\n\nتلتزم جمعية المثال الخيرية\n"
    assert rules(source, others=OTHERS) == []
    assert rules("الجمعية السعودية للجودة\n\nSaudi Quality Association\n", others=OTHERS) == []
    assert rules(source + "\nوتلتزم الجمعية السعودية للجودة\n", others=OTHERS) == ["foreign-name"]


# ---- the table of words ----

PARTICLES = _known()["particles"]


def test_a_known_text_proves_no_halves() -> None:
    words = {"المستف": 1, "يدين": 1, "المستفيدين": 4}
    assert rules("المستف يدين", vocabulary=words) == []
    assert rules("المستف يدين", vocabulary=words, in_vocabulary=True) == ["split-word"]


def test_the_table_of_words_spells_rightly_what_it_calls_right() -> None:
    table = wording.table("lint")
    right = [word for place in ("above", "below", "none") for row in table["hamza"][place] for word in row]
    right += [word for pair in table["hamza"]["either"].values() for word in pair]
    right += [
        *table["letters"].values(),
        *table["swapped"].values(),
        *(word for some in PARTICLES.values() for word in some),
    ]
    assert [word for word in right if _respelled(word)] == []


def test_a_misspelling_and_its_correction_have_as_many_letters() -> None:
    table = wording.table("lint")
    pairs = [*table["letters"].items(), *table["swapped"].items()]
    pairs += [(wrong, right) for wrong, some in PARTICLES.items() for right in some]
    assert [wrong for wrong, right in pairs if len(wrong) != len(right)] == []


def test_python_holds_no_words() -> None:
    """Every Arabic word of a rule stands in templates/wording/; the code holds letters, prefixes and endings."""
    import ast
    import re
    from pathlib import Path

    for file in Path(lint.__file__).parent.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        strings = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        docstrings = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        }
        words = [
            word
            for string in strings
            if string not in docstrings
            for word in re.findall("[\u0621-\u063a\u0641-\u064a]{4,}", re.sub(r"\[[^]]*\]", "", string))
        ]
        assert words == [], file.name
