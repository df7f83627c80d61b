"""Finished PDFs of the hand-made editions, each rendered once for all tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from generator.document.edition import Edition, EditionName, Field, Form, Heading, Paragraph, Side, Table
from generator.errors import Place
from generator.pdf import Pdf, render
from tests.editions import _Maker, edition, runs

PLACE = Place(Path("associations/sample/profile.yaml"), 3)
NAMES: tuple[EditionName, ...] = ("ar", "en", "bilingual")
#: name, draft, indic
EVERY = tuple((name, draft, indic) for name in NAMES for draft in (False, True) for indic in (False, True))


@cache
def pdf(name: EditionName, draft: bool = False, indic: bool = False) -> Pdf:
    """The PDF of an edition, which must be without findings."""
    return good(edition(name, draft=draft, indic=indic))


@cache
def annexed(name: EditionName, draft: bool = False) -> Pdf:
    """The PDF of an edition with annexes."""
    return good(edition(name, draft=draft, annexed=True))


def good(it: Edition) -> Pdf:
    made, findings = render(it, PLACE)
    assert findings == ()
    assert made is not None
    return made


@cache
def unusual(name: EditionName) -> tuple[Edition, Pdf]:
    """An edition with what the others lack: long names, no logo, an opening, wide tables, an annex."""
    it = _unusual(name)
    return it, good(it)


def _unusual(name: EditionName) -> Edition:
    t = _Maker(name)
    title = t(
        "سياسة تنظيم العلاقة مع المستفيدين وتقديم الخدمات الاجتماعية وقياس الرضا ومعالجة الشكاوى",
        "Policy on Relations with Beneficiaries, the Delivery of Services and Complaints Handling",
    )
    names = t(
        "جمعية الخدمات الاجتماعية والتنمية الأسرية ورعاية الأيتام والأرامل بمحافظة المثال ومراكزها",
        "Charitable Association for Social Services, Family Development and Orphans in Example Governorate",
    )
    wide = Table(
        "matrix",
        tuple(t(f"الجهة {n}", f"Body {n}") for n in range(1, 7)),
        tuple((t("تعديل العقد", "Contract change"), *[t("اعتماد", "Approves")] * 5) for _ in range(4)),
        (30, 14, 14, 14, 14, 14),
        stacked=name == "bilingual",
        row_headers=True,
        caption=t("الجدول 2: الصلاحيات", "Table 2: Authority"),
    )
    three = Table(
        "grid",
        (t("الطريقة", "Method"), t("القيمة", "Value"), t("المتطلبات", "Requirements")),
        ((t("الشراء المباشر", "Direct purchase"), t("حتى 5,000", "up to 5,000"), t("فاتورة", "An invoice")),) * 3,
        (24, 27, 49),
        description="طرائق الشراء" if name != "en" else "Methods of purchase",
    )
    address = "https://example.org.sa/policies/beneficiary-relations/requests/2024/form?kind=long"
    annex = (
        Heading(
            1,
            "annex",
            t("نموذج طلب وإقرار بعدم التعارض", "Request and declaration form", ("الملحق 1", "Annex 1")),
        ),
        Paragraph(t("يُعبّأ قبل الطلب.", "To be completed before a request.")),
        Form(
            t("بيانات الطلب", "Request"),
            (Field("line", t("الإدارة", "Department")), Field("line", t("التاريخ", "Date"))),
        ),
    )
    it = edition(name, draft=name != "en")
    other = Side("en", runs("Example", "en")) if name == "ar" else Side("ar", runs("جمعية المثال", "ar"))
    return replace(
        it,
        cover=replace(it.cover, title=title, names=names, logo=None, other_name=other),
        furniture=replace(it.furniture, title=title, name=names),
        basmala=it.cover.basmala,
        opening=(names, title),
        body=(
            *it.body[:3],
            Paragraph(t(f"يُرسل إلى [{address}] قبل الموعد.", f"Send it to [{address}] in time."), muted=True),
            three,
            wide,
            *it.body[3:],
            *annex,
        ),
    )
