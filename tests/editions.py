"""Editions made by hand, with every kind of block, for tests of the renderers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Literal

from generator.document.edition import (
    Approval,
    Block,
    Cover,
    Edition,
    EditionName,
    Field,
    Form,
    Furniture,
    Heading,
    Identity,
    Item,
    List,
    Note,
    Palette,
    Paragraph,
    Picture,
    Run,
    Side,
    Sides,
    Slot,
    Table,
)
from generator.language.inline import Language

LOGO = Path(__file__).parent / "logo.svg"
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def runs(text: str, language: Language, *, strong: bool = False) -> tuple[Run, ...]:
    """A line in which ``[…]`` marks islands and ``[…](#id)`` links to a clause."""
    base = "rtl" if language == "ar" else "ltr"
    made: list[Run] = []
    for piece, target in _pieces(text):
        if target is None:
            made.append(Run(piece, language, base, strong=strong))
        elif target:
            made.append(Run(piece, language, base, strong=strong, href=target))
        elif _ARABIC.search(piece):
            made.append(Run(piece, "ar", "rtl", island=True, strong=strong))
        else:
            latin = re.search("[A-Za-z]", piece) is not None
            href = f"mailto:{piece}" if "@" in piece else None
            made.append(Run(piece, "en" if latin else language, "ltr", island=True, strong=strong, href=href))
    return tuple(made)


def _pieces(text: str) -> list[tuple[str, str | None]]:
    return [
        (island, target) if island else (flowing, None)
        for island, target, flowing in re.findall(r"\[([^\]]+)\](?:\(([^)]+)\))?|([^\[]+)", text)
    ]


class _Maker:
    def __init__(self, name: EditionName) -> None:
        self.languages: tuple[Language, ...] = ("ar", "en") if name == "bilingual" else (name,)

    def __call__(self, ar: str, en: str, label: tuple[str, str] = ("", "")) -> Sides:
        texts = {"ar": (ar, label[0]), "en": (en, label[1])}
        return tuple(Side(lang, runs(texts[lang][0], lang), texts[lang][1]) for lang in self.languages)

    def line(
        self, key: str, ar: str, en: str, kind: Literal["line", "text"] = "line", *, shared: bool = False
    ) -> Field:
        """A line to write on, or room for a text, which both languages share."""
        slot = Slot(key, f"{ar} | {en}", kind, shared=shared)
        return Field(kind, self(ar, en), (_place(self.languages[0], slot),))

    def date(self, key: str, ar: str, en: str, *, shared: bool = False) -> Field:
        """A day to write, in both calendars."""
        return Field("date", self(ar, en), (Side(self.languages[0], _day(self.languages[0], key, ar, en, shared)),))

    def box(self, key: str, ar: str, en: str) -> Field:
        """A box to tick: one for each language, which are one fact."""
        slot = Slot(key, f"{ar} | {en}", "box", shared=len(self.languages) > 1)
        return Field("box", self(ar, en, ("☐", "☐")), tuple(_place(lang, slot, "☐") for lang in self.languages))

    def choice(self, key: str, ar: str, en: str, options: dict[str, tuple[str, str]], chosen: str = "") -> Field:
        """A choice, in the words of each language."""
        return Field("choice", self(ar, en), self.chosen(key, f"{ar} | {en}", options, chosen))

    def chosen(self, key: str, name: str, options: dict[str, tuple[str, str]], chosen: str) -> Sides:
        """The places of a choice."""
        sides = []
        for lang in self.languages:
            words = {option: texts[lang == "en"] for option, texts in options.items()}
            slot = Slot(key, name, "choice", options=tuple(words.items()), value=chosen, shared=True)
            sides.append(_place(lang, slot, words.get(chosen, "")))
        return tuple(sides)


def _place(language: Language, slot: Slot, text: str = "") -> Side:
    """A side that is nothing but a place to fill in."""
    return Side(language, (Run(text, language, "rtl" if language == "ar" else "ltr", slot=slot),))


def _day(language: Language, key: str, ar: str, en: str, shared: bool) -> tuple[Run, ...]:
    """The blank of a day: dots, and the words round them."""
    rtl = language == "ar"
    dots = "……/……/…………" if rtl else "……\u00a0/\u00a0……\u00a0/\u00a0…………"
    if not rtl and not shared:  # an English form asks for one calendar
        slot = Slot(f"{key}.gregorian", f"{ar} (ميلادي) | {en} (Gregorian)", "date", "gregorian")
        return (Run(dots, language, "ltr", slot=slot),)
    hijri = Slot(f"{key}.hijri", f"{ar} (هجري) | {en} (Hijri)", "date", "hijri", shared=shared)
    gregorian = Slot(f"{key}.gregorian", f"{ar} (ميلادي) | {en} (Gregorian)", "date", "gregorian", shared=shared)
    between, after = ("هـ   الموافق   ", "م") if rtl else ("   (", "\u00a0AH)")
    first, second = (hijri, gregorian) if rtl else (gregorian, hijri)
    pieces = ((dots, first), (between, None), (dots, second), (after, None))
    return tuple(Run(text, language, "rtl" if rtl else "ltr", slot=slot) for text, slot in pieces)


def edition(
    name: EditionName, *, draft: bool = False, indic: bool = False, sections: int = 4, annexed: bool = False
) -> Edition:
    """An edition ``name`` of a small policy with every kind of block; ``sections`` repeats its middle to fill pages.

    ``annexed``: with two annexes behind the approval, a form with every kind of part, and rules with a link to it.
    """
    t = _Maker(name)
    body: list = []
    ar_letters = "أبتثجحخدذر"
    body.append(_heading(t, 1, "intro", (1,), "تمهيد", "Preamble", "أ", "A"))
    body.append(
        Paragraph(
            t(
                "تضع جمعية المثال الخيرية هذه السياسة لتنظيم علاقتها بالمستفيدين، بما يصون حقوق الأطراف جميعها، "
                "وللتواصل: [+966 11 000 0000] أو [info@example.org.sa] أو زيارة الموقع "
                "[https://example.org.sa/policies].",
                "Example Charitable Association ([جمعية المثال الخيرية]) sets this policy to regulate its relations "
                "with beneficiaries; contact: +966 11 000 0000 or [info@example.org.sa].",
            ),
            anchor="intro.1",
        )
    )
    for number in range(2, sections + 2):
        anchor = f"section-{number}"
        letter, latin = ar_letters[number - 1], "ABCDEFGHIJ"[number - 1]
        body.append(_heading(t, 1, anchor, (number,), f"قنوات التواصل {number}", f"Channels {number}", letter, latin))
        body.append(
            _heading(t, 2, f"{anchor}-a", (number, 1), "استقبال الطلب", "Receiving", f"{letter}-1", f"{latin}-1")
        )
        body.append(
            Paragraph(t("تُقدَّم الخدمة وفق القسم [(أ)](#intro) وعلى النحو الآتي:", "As in section [(A)](#intro):"))
        )
        nested = List(
            "letter",
            1,
            (
                Item(1, t("تصحيح المفاهيم", "correcting misconceptions", ("أ.", "a."))),
                Item(2, t("نشر ثقافة التقييم", "spreading the culture of rating", ("ب.", "b."))),
            ),
        )
        body.append(
            List(
                "decimal",
                0,
                (
                    Item(
                        1,
                        t(
                            "استقبال المستفيد والإجابة عن جميع أسئلته بما يكفل له حقه في الاطلاع على خدمات "
                            "الجمعية كلها.",
                            "Receiving the beneficiary and answering every question.",
                            ("1.", "1."),
                        ),
                        anchor=f"{anchor}.1",
                    ),
                    Item(
                        2,
                        t(
                            "الرد خلال مدة لا تتجاوز 15 يوم عمل",
                            "An answer within 15 working days",
                            ("2.", "2."),
                        ),
                    ),
                    Item(3, t("رفع الثقة والانتماء:", "Raising trust:", ("3.", "3.")), children=(nested,)),
                ),
            )
        )
    body.append(
        List(
            "bullet",
            0,
            (
                Item(1, t("بند أول", "first item", ("–", "–"))),
                Item(2, t("بند ثان", "second item", ("–", "–"))),
            ),
        )
    )
    body.append(Note(t("تنبيه", "Note"), t("لا تُفرض رسوم على الطلب.", "No fee is charged for a request."), "note"))
    body.append(
        Table(
            "grid",
            (t("الطريقة", "Method"), t("المدة", "Period")),
            ((t("الهاتف", "Phone"), t("يومان", "two days")), (t("البريد", "Mail"), t("3 أيام", "3 days"))),
            (40, 60),
            caption=t("الجدول 1: القنوات", "Table 1: Channels"),
            anchor="table-1",
        )
    )
    body.append(
        Table(
            "matrix",
            (
                t("القرار", "Decision"),
                t("المجلس", "Board"),
                t("المدير", "Director"),
                t("المشرف", "Treasurer"),
            ),
            tuple(
                (
                    t(f"القرار {n}", f"Decision {n}"),
                    t("اعتماد", "Approves"),
                    t("توصية", "Recommends"),
                    t("تنفيذ", "Executes"),
                )
                for n in range(1, 15)
            ),
            (40, 20, 20, 20),
            stacked=len(t.languages) == 2,
            row_headers=True,
            anchor="table-2",
        )
    )
    body.append(
        Form(
            t("بيانات مقدم الطلب", "Applicant"),
            (
                t.line("form.1", "الاسم", "Name"),
                Field("line", t("التوقيع", "Signature")),
                t.line("form.3", "التاريخ", "Date"),
            ),
            "form",
        )
    )
    last = sections + 2
    closing = _heading(
        t,
        1,
        "approval",
        (last,),
        "اعتماد مجلس الإدارة",
        "Board approval",
        ar_letters[last - 1],
        "ABCDEFGHIJ"[last - 1],
    )
    control = Table(
        "keys",
        (),
        (
            (t("رقم الوثيقة", "Document number"), t("[GOV-BEN-01]", "GOV-BEN-01")),
            (t("الإصدار", "Version"), _version(t) if draft else t("1.10", "1.10")),
            (
                t("تاريخ الاعتماد", "Approval date"),
                _to_date(t) if draft else t("[12/05/1446]هـ الموافق [14/11/2024]م", "14 November 2024"),
            ),
            *(((t("جهة الاعتماد", "Approving body"), _record(t).parts[0].blank),) if draft else ()),
        ),
        (32, 68),
        row_headers=True,
        description="بيانات الوثيقة" if t.languages[0] == "ar" else "Document control",
    )
    return Edition(
        name=name,
        languages=t.languages,
        indic=frozenset({"ar"}) if indic else frozenset(),
        identity=Identity(
            title="سياسة تنظيم العلاقة مع المستفيدين"
            if t.languages[0] == "ar"
            else "Policy on Relations with Beneficiaries",
            association="جمعية المثال الخيرية" if t.languages[0] == "ar" else "Example Charitable Association",
            slug="sample",
            policy="beneficiary-relations",
            edition=name,
            version="1.10",
            state="draft" if draft else "approved",
            content_hash="0" * 64,
        ),
        palette=Palette("#0b6e4f", "#0a6549", "#f0f6f4", "#7b8984"),
        watermark=tuple(
            Side(lang, (Run({"ar": "مسودة", "en": "DRAFT"}[lang], lang, "rtl" if lang == "ar" else "ltr"),))
            for lang in t.languages
        )
        if draft
        else (),
        cover=Cover(
            names=t("جمعية المثال الخيرية", "Example Charitable Association"),
            title=t("سياسة تنظيم العلاقة مع المستفيدين", "Policy on Relations with Beneficiaries"),
            state=t("مسودة لم تُعتمد", "Draft, not approved") if draft else t("معتمدة", "Approved"),
            basmala=Side("ar", runs("بِسْمِ اللَّهِ الرَّحْمَنِ الرَّحِيمِ", "ar")),
            logo=Picture(LOGO, 120, 120, {"ar": "شعار جمعية المثال الخيرية", "en": "Logo"}),
            letterhead=t("المملكة العربية السعودية", "Kingdom of Saudi Arabia"),
            registration=t("مسجلة برقم 1000 لعام 1444هـ", "Registered under no. 1000 of 1444 AH"),
            version=_versioned(t("مسودة الإصدار ", "Draft of version "), _version(t))
            if draft
            else t("الإصدار 1.10", "Version 1.10"),
        ),
        furniture=Furniture(
            name=t("جمعية المثال الخيرية", "Example Charitable Association"),
            title=t("سياسة تنظيم العلاقة مع المستفيدين", "Policy on Relations with Beneficiaries"),
            identity=t("[GOV-BEN-01] · الإصدار 1.10", "GOV-BEN-01 · Version 1.10"),
            page={"ar": ("صفحة ", " من ", ""), "en": ("Page ", " of ", "")},
            contact=(
                t(
                    "جمعية المثال الخيرية – مسجلة برقم 1000",
                    "Example Charitable Association – registered under no. 1000",
                ),
                t("[example.org.sa] – [+966 11 000 0000]", "example.org.sa – +966 11 000 0000"),
            ),
        ),
        basmala=None,
        opening=(),
        control_title=t("بيانات الوثيقة", "Document control"),
        control=control,
        contents_title=t("المحتويات", "Contents"),
        body=tuple(body),
        approval=Approval(
            heading=closing,
            paragraphs=(
                Paragraph(
                    t(
                        "اعتمد مجلس إدارة الجمعية هذه السياسة في اجتماعه العشرين (20)، يوم الاثنين [18/12/1445]هـ "
                        "الموافق [24/06/2024]م، بموجب المحضر رقم (10).",
                        "The Association’s Board of Directors approved this policy at meeting no. 20.",
                    )
                    if not draft
                    else t("مسودة لم تُعتمد، ولا يُعمل بها قبل اعتمادها.", "Draft, not approved.")
                ),
            ),
            record=_record(t) if draft else None,
            signatures=None
            if draft
            else Table(
                "sign",
                (t("م", "No."), t("الاسم", "Name"), t("الصفة", "Title"), t("التوقيع", "Signature")),
                (
                    (
                        t("1", "1"),
                        t("اسم للمثال", "Sample name"),
                        t("رئيس مجلس الإدارة", "Chair of the Board"),
                        t("", ""),
                    ),
                ),
                (8, 32, 30, 30),
                stacked=len(t.languages) == 2,
            ),
            stamp=() if draft else t("ختم الجمعية", "Stamp"),
            history_title=() if draft else t("سجل الإصدارات", "Version history"),
            history=None
            if draft
            else Table(
                "grid",
                (t("الإصدار", "Version"), t("التاريخ", "Date"), t("وصف التعديل", "Change")),
                ((t("1.0", "1.0"), t("[01/01/1444]هـ", "30 July 2022"), t("الإصدار الأول", "First issue")),),
                (20, 30, 50),
                stacked=len(t.languages) == 2,
            ),
        ),
        annexes=_annexes(t) if annexed else (),
    )


def _record(t: _Maker) -> Form:
    """What is filled in once a draft is approved."""
    bodies = {"board": ("مجلس الإدارة", "The Board"), "general-assembly": ("الجمعية العمومية", "The General Assembly")}
    days = {"sunday": ("الأحد", "Sunday"), "monday": ("الاثنين", "Monday")}
    return Form(
        t("بيانات الاعتماد", "Approval record"),
        (
            t.choice("approval.body", "جهة الاعتماد", "Approving body", bodies, "board"),
            t.line("approval.meeting", "رقم الاجتماع", "Meeting number", shared=True),
            t.date("approval.date", "تاريخ الاعتماد", "Approval date", shared=True),
            t.choice("approval.weekday", "يوم الاعتماد", "Weekday", days),
            Field("line", t("التوقيع", "Signature")),
        ),
    )


def _version(t: _Maker) -> Sides:
    slot = Slot("version", "الإصدار | Version", "line", value="1.10", shared=True)
    return tuple(_place(lang, slot, "1.10") for lang in t.languages)


def _versioned(words: Sides, version: Sides) -> Sides:
    return tuple(replace(one, runs=one.runs + other.runs) for one, other in zip(words, version, strict=True))


def _to_date(t: _Maker) -> Sides:
    day = "approval.date", "تاريخ الاعتماد", "Approval date", True
    return tuple(Side(lang, _day(lang, *day)) for lang in t.languages)


def _annexes(t: _Maker) -> tuple[Block, ...]:
    """A form to fill in, and rules that mention it."""
    return (
        Heading(1, "declaration", t("نموذج الإفصاح", "Disclosure form", ("الملحق 1", "Annex 1")), (1,)),
        _declaration(t),
        Form(
            t("قرار المجلس", "Decision of the Board"),
            (
                t.box("declaration.f2.1", "لا يوجد تعارض.", "There is no conflict."),
                t.line(
                    "declaration.f2.2",
                    "رقم القيد في سجل الإفصاحات",
                    "Number of the entry in the register of disclosures",
                ),
            ),
            "declaration.f2",
        ),
        Heading(1, "guide", t("دليل الإفصاح", "Guide to disclosure", ("الملحق 2", "Annex 2")), (2,)),
        Paragraph(t("يُقدَّم [الملحق 1](#declaration) كل سنة.", "[Annex 1](#declaration) is submitted every year.")),
        List("decimal", 0, (Item(1, t("التعبئة بخط واضح.", "Write clearly.", ("1.", "1.")), anchor="guide.1"),)),
    )


def _declaration(t: _Maker) -> Form:
    """A form with every kind of part."""
    both, key = len(t.languages) == 2, "declaration.f1"
    columns = (t("م", "No."), t("الجهة", "Body"), t("طبيعة المصلحة", "Kind of interest"))
    return Form(
        t("بيانات المُفصح", "Person disclosing"),
        (
            t.line(f"{key}.1", "رقم الهوية", "Identity number"),
            t.date(f"{key}.2", "تاريخ الإفصاح", "Date of disclosure"),
            t.box(f"{key}.3", "إفصاح أول", "First disclosure"),
            t.box(f"{key}.4", "إفصاح سنوي", "Annual disclosure"),
            t.box(f"{key}.5", "تعديل إفصاح سابق", "Change of an earlier disclosure"),
            Table(
                "fill",
                columns,
                tuple(
                    (t(str(row), str(row)), *(_cell(t, f"{key}.6", row, column) for column in (2, 3)))
                    for row in (1, 2, 3)
                ),
                (8, 46, 46),
                stacked=both,
                row_headers=True,
            ),
            Paragraph(t("أقرّ بصحة ما ورد في هذا النموذج.", "I declare that this form is accurate.")),
            t.line(f"{key}.8", "الاسم", "Name"),
            t.line(f"{key}.9", "الصفة", "Position"),
            Field("line", t("التوقيع", "Signature")),
            t.date(f"{key}.11", "التاريخ", "Date"),
        ),
        key,
    )


def _cell(t: _Maker, key: str, row: int, column: int) -> Sides:
    """A cell to write in, which both languages share."""
    slot = Slot(f"{key}.{row}.{column}", f"الجهة ({row}) | Body ({row})", "line")
    first, *others = t("", "")
    return (replace(first, runs=_place(first.language, slot).runs), *others)


def _heading(
    t: _Maker, level: int, anchor: str, number: tuple[int, ...], ar: str, en: str, la: str, le: str
) -> Heading:
    scheme = "hijai" if level == 1 else "decimal"
    return Heading(level, anchor, t(ar, en, (la, le)), number, scheme)
