"""What the five associations' policies must say: every section, list and point, with each association's own options."""

from __future__ import annotations

import re

import pytest

from generator.document.nodes import List
from generator.document.phrases import LANGUAGES
from generator.language.inline import Language, plain
from generator.policy.catalogue import find
from tests.document.made import FIVE, clauses, document, edition, headings, items, loaded, printed

COMMON = [slug for slug in FIVE if slug != "esrar"]

# ---- names and titles ----

NAMES = {
    "modrakah-coop": ("الجمعية التعاونية الاستهلاكية بمدركة", "Consumer Cooperative Society in Modrakah"),
    "saudi-quality": ("الجمعية السعودية للجودة", "Saudi Quality Association"),
    "awj": (
        "جمعية أوج للتدريب والتطوير والاستشارات التعاونية",
        "Awj Cooperative Society for Training, Development and Consulting",
    ),
    "esrar": ("الجمعية التعاونية إصرار للأسر المنتجة", "Esrar Cooperative Society for Productive Families"),
    "modrakah-development": ("جمعية التنمية الأهلية بمدركة", "Association For Civil Development in Modreka"),
}
BENEFICIARIES = ("سياسة تنظيم العلاقة مع المستفيدين", "Policy on Relations with Beneficiaries")
MEMBERS = (
    "سياسة تنظيم العلاقة مع أعضاء الجمعية العمومية وتقديم الخدمات",
    "Policy on Relations with General Assembly Members and Service Delivery",
)
TITLES = {
    "modrakah-coop": MEMBERS,
    "saudi-quality": BENEFICIARIES,
    "awj": MEMBERS,
    "esrar": (
        "سياسة تنظيم العلاقة مع المستفيدين وتقديم الخدمات",
        "Policy on Relations with Beneficiaries and Service Delivery",
    ),
    "modrakah-development": BENEFICIARIES,
}
FORMS = {
    "modrakah-coop": "cooperative",
    "saudi-quality": "professional",
    "awj": "cooperative",
    "esrar": "cooperative",
    "modrakah-development": "association",
}


@pytest.mark.parametrize("slug", FIVE)
def test_name_title_and_legal_form(slug: str) -> None:
    front = document(slug).front
    assert (plain(front.name.ar), plain(front.name.get("en"))) == NAMES[slug]
    assert (plain(front.title.ar), plain(front.title.get("en"))) == TITLES[slug]
    assert loaded(slug)[0].profile.legal_form == FORMS[slug]


@pytest.mark.parametrize("slug", FIVE)
def test_english_names_that_are_renderings_say_so(slug: str) -> None:
    assert loaded(slug)[0].profile.name.en_unofficial is (slug != "modrakah-development")


@pytest.mark.parametrize("slug", FIVE)
def test_one_spelling_of_the_name(slug: str) -> None:
    """Wherever a name of an association stands, it is this one's, as it is spelled on the cover."""
    text = printed(edition(slug, "bilingual"), "ar")
    for other, (name, _) in NAMES.items():
        assert (name in text) is (other == slug)
    assert "مدركه" not in text and "ليبيا" not in text


# ---- the common form ----

SECTIONS = [
    ("preamble", "تمهيد", "Preamble"),
    ("objective", "الهدف العام", "General objective"),
    ("objectives", "الأهداف التفصيلية", "Detailed objectives"),
    ("channels", "القنوات المستخدمة للتواصل مع المستفيدين", "Communication channels"),
    ("tools", "الأدوات المتاحة لموظف علاقات المستفيدين", "Tools of the Beneficiary Relations Officer"),
    ("handling", "خطوات التعامل", "Handling a request"),
    ("selection", "إجراءات اختيار المستفيدين", "Selecting beneficiaries"),
]
OFFICERS = {
    "modrakah-coop": ("لموظف علاقات المستخدمين", "the User Relations Officer"),
    "saudi-quality": ("لموظف علاقات المستخدمين", "the User Relations Officer"),
    "awj": ("لموظف علاقات المساهمين", "the Shareholder Relations Officer"),
    "modrakah-development": ("لموظف علاقات المستفيدين", "the Beneficiary Relations Officer"),
}
PARTIES = {
    "modrakah-coop": ["أعضاء الجمعية العمومية", "المستفيدون", "المساهمون", "المتطوعون"],
    "saudi-quality": ["المستفيدون", "الداعمون", "المتطوعون"],
    "awj": ["الجمعية العمومية", "الداعمون", "المتطوعون"],
    "modrakah-development": ["المستفيدون", "الداعمون", "المتطوعون"],
}
CHANNELS = {
    "modrakah-coop": [
        "المقابلة",
        "الاتصالات الهاتفية",
        "وسائل التواصل الاجتماعي",
        "الخطابات",
        "خدمات طلب المساعدة",
        "خدمة التطوع",
        "الموقع الإلكتروني للجمعية",
        "البريد الإلكتروني",
    ],
    "saudi-quality": [
        "المقابلة",
        "الاتصالات الهاتفية",
        "وسائل التواصل الاجتماعي",
        "الخطابات",
        "خدمات طلب المساعدة",
        "خدمة التطوع",
        "الموقع الإلكتروني للجمعية",
        "مناديب المكاتب الفرعية",
    ],
    "awj": [
        "المقابلة",
        "الاتصالات الهاتفية",
        "الموقع الإلكتروني للجمعية",
        "وسائل التواصل الاجتماعي الخاصة بالجمعية",
        "الخطابات",
        "خدمات طلب المساعدة",
        "خدمة التطوع",
    ],
    "modrakah-development": [
        "المقابلة",
        "الاتصالات الهاتفية",
        "وسائل التواصل الاجتماعي",
        "الخطابات",
        "خدمات البرامج",
        "الموقع الإلكتروني للجمعية",
    ],
    "esrar": [
        "المقابلة",
        "المخاطبات والمراسلات",
        "الاتصال الهاتفي",
        "الفاكس",
        "الموقع والبريد الإلكتروني",
        "خدمة التطوع",
    ],
}
TOOLS = {
    "modrakah-coop": ["اللائحة الأساسية للجمعية", "دليل تقديم الخدمات للمستخدمين", "طلب دعم مستفيد"],
    "saudi-quality": [
        "اللائحة الأساسية للجمعية",
        "دليل خدمات البحث الاجتماعي",
        "دليل سياسة الدعم للمستخدمين",
        "طلب دعم مستفيد",
    ],
    "awj": ["اللائحة الأساسية للجمعية", "دليل سياسة الدعم للأعضاء", "طلب خدمة عضو"],
    "modrakah-development": [
        "اللائحة الأساسية للجمعية",
        "دليل الخدمات",
        "دليل سياسة تقديم الخدمات",
        "طلب تسجيل في برنامج",
    ],
    "esrar": [
        "اللائحة الأساسية",
        "سياسة التعامل مع الشركاء المنفذين والأطراف",
        "سياسة إدارة التطوع",
        "سياسة صرف المساعدات",
        "نموذج طلب خدمة",
    ],
}
# Words by which each point is known, whatever the sentence around them: Arabic, then English.
POINTS = {
    "preamble.p1": ("السياسات والإجراءات، تنظم، بجميع الأطراف، حقوق طرفي", "policies and procedures, rights of both"),
    "preamble.p2": (
        "لوائح، عقودها، المرجع الرئيس، الحقوق والواجبات، أدائها، التقصير، حدود المسؤولية، الخلافات، يحمي الأطراف",
        "regulations and contracts, main source, rights and duties, performed, falling short, liability, disputes",
    ),
    "preamble.p3": ("الأولوية، لآلية، مراجعة والتعديل والتعميم", "priority, mechanism, reviewed, amended, circulated"),
    "objective.p1": (
        "خدمة متميزة، بالإتقان والسرعة والجودة، إنجاز المعاملات، متابعة الطلبات والمقترحات",
        "excellent service, mastery, speed and quality, complete transactions, requests and suggestions",
    ),
    "objective.p2": (
        "التطوير، بالتعاون مع جميع الأطراف، الوصول إلى، بأيسر الطرق، دون الحاجة إلى طلب",
        "developing, cooperation with all parties, reach, easiest way, without their having to ask",
    ),
    "needs": ("احتياجات كل فئة، الإجراءات، دون مشقة", "needs of every group, procedures easier, without hardship"),
    "objectives.2": ("خدمات متكاملة، الإلكترونية الحديثة", "integrated services, electronic means"),
    "objectives.3": ("المعلومات والإجابات، للأسئلة، القنوات المتعددة", "information and answers, several channels"),
    "objectives.4": ("في مكان وجود، للوقت", "service where, time"),
    "objectives.5": (
        "قياس رضا، رفع الجودة، تحسين الإجراءات، أداء العاملين",
        "satisfaction, raise quality, procedures, staff performance",
    ),
    "trust": ("الثقة والانتماء، أفضل الممارسات", "trust, belonging, best practice"),
    "trust.1": ("تصحيح المفاهيم الخاطئة عن الخدمات", "misconceptions about the services"),
    "trust.2": ("انطباعات إيجابية", "positive impressions"),
    "trust.3": (
        "ثقافة تقييم الخدمة، حقاً، أداةً للتحسين، للعقاب، التشهير",
        "rating the service, a right of, tool for improvement, punishment, defamation",
    ),
    "trust.4": ("جودة الخدمة، جميع الإدارات، داخل الجمعية، خارجها", "quality, all departments, inside, outside"),
    "trust.5": (
        "مفاهيم وأساليب إدارية، ترفع مستوى الخدمات، تزيل العوائق، آراء",
        "concepts and techniques, raise, remove obstacles, views",
    ),
    "reception": ("بلباقة، الإجابة عن جميع الأسئلة، الوقت", "courteously, answer every question, time"),
    "verification": ("جميع المعلومات، مطابقتها، صحتها", "all required information, cross-check, valid"),
    "referral": ("لم تتضح له الإجراءات، موظف البحث الاجتماعي، لشرحها", "not clear, Social Research Officer, expla"),
    "signature": ("تأكيد المعلومات، توقيع مقدم الطلب، مسؤوليته المباشرة", "Confirm, signature, direct responsibility"),
    "answer": (
        "لجنة البحث، دراسة الطلب، بالقبول أو الرفض، خلال مدة لا تتجاوز أسبوعين",
        "Research Committee, study the request, acceptance or refusal, within two weeks",
    ),
    "registration": ("استكمال التسجيل، اكتمال المستندات", "Complete the registration, papers are complete"),
    "service": ("تقديم الخدمة", "Provide the service"),
}
LISTS = {  # how many items each list has; what is not here is data of the profile
    "objectives": dict.fromkeys(COMMON, 6),
    "handling": {"modrakah-coop": 7, "saudi-quality": 6, "awj": 7, "modrakah-development": 7},
}


@pytest.mark.parametrize("slug", COMMON)
def test_sections(slug: str) -> None:
    wanted = [section for section in SECTIONS if section[0] != "selection" or slug == "modrakah-development"]
    people = {"modrakah-coop": "الأعضاء", "awj": "الأعضاء"}.get(slug, "المستفيدين")
    titles = {
        "channels": (f"القنوات المستخدمة للتواصل مع {people}", "Communication channels"),
        "tools": (f"الأدوات المتاحة {OFFICERS[slug][0]}", f"Tools of {OFFICERS[slug][1]}"),
    }
    if slug == "modrakah-coop":
        titles["objectives"] = ("آلية تقديم الخدمات", "Service delivery mechanism")
    found = [(head.id, plain(head.text.ar), plain(head.text.get("en"))) for head in headings(document(slug).body)]
    assert found == [(id, *titles.get(id, (ar, en))) for id, ar, en in wanted]
    assert plain(document(slug).approval.heading.text.ar) == "اعتماد مجلس الإدارة"
    assert plain(document(slug).approval.heading.text.get("en")) == "Board approval"


@pytest.mark.parametrize("slug", COMMON)
def test_every_point_in_its_order(slug: str) -> None:
    body = document(slug).body
    wanted = [id for id in POINTS if id != "referral" or slug != "saudi-quality"]
    for position, language in enumerate(LANGUAGES):
        texts = clauses(body, language)
        assert [id for id in texts if id in POINTS] == wanted
        for id in wanted:
            for words in re.split("[,،] ", POINTS[id][position]):
                assert words in texts[id], f"{id}: {words}"


@pytest.mark.parametrize("slug", COMMON)
def test_lists_have_no_other_points(slug: str) -> None:
    body = document(slug).body
    for id, counts in LISTS.items():
        assert len(items(body, id)) == counts[slug]
    (trust,) = (item for block in body if isinstance(block, List) for item in block.items if item.id == "trust")
    assert [len(child.items) for child in trust.children] == [5]


@pytest.mark.parametrize("slug", COMMON)
def test_parties(slug: str) -> None:
    assert items(document(slug).body, "preamble") == PARTIES[slug]


@pytest.mark.parametrize("slug", FIVE)
def test_channels(slug: str) -> None:
    assert items(document(slug).body, "channels") == CHANNELS[slug]


@pytest.mark.parametrize("slug", FIVE)
def test_tools(slug: str) -> None:
    assert items(document(slug).body, "tools") == TOOLS[slug]


@pytest.mark.parametrize("slug", COMMON)
def test_the_officer_s_title_is_printed_as_given(slug: str) -> None:
    texts = clauses(document(slug).body, "ar")
    assert OFFICERS[slug][0] in texts["tools.p1"]
    assert OFFICERS[slug][0].removeprefix("ل") in texts["handling.p1"]
    assert OFFICERS[slug][1] in clauses(document(slug).body, "en")["handling.p1"]


def test_referral_is_dropped_by_saudi_quality_alone() -> None:
    assert [slug for slug in COMMON if "referral" not in clauses(document(slug).body, "ar")] == ["saudi-quality"]


def test_selection_is_modrakah_development_s_alone() -> None:
    assert [slug for slug in COMMON if "selection" in clauses(document(slug).body, "ar")] == ["modrakah-development"]
    body = document("modrakah-development").body
    assert "في سياسة مستقلة" in clauses(body, "ar")["selection.p1"]
    assert "عادةً" in clauses(body, "ar")["selection.p1"]
    wanted = ["الحالة الاجتماعية", "الاحتياجات التدريبية أو التنموية", "الفئة العمرية", "نوع البرنامج المستهدف"]
    assert items(body, "selection") == wanted


def test_requests_of_every_group_are_studied_by_modrakah_coop_alone() -> None:
    def studying(text: str) -> list[str]:
        return [slug for slug in COMMON if text in clauses(document(slug).body, "ar")["needs"]]

    assert studying("بدراسة طلبات كل فئة") == ["modrakah-coop"]


def test_awj_serves_the_members_of_its_general_assembly() -> None:
    texts = {slug: clauses(document(slug).body, "ar")["objective.p1"] for slug in COMMON}
    assert "لأعضاء الجمعية العمومية" in texts["awj"]
    assert all("لجميع شرائح المستفيدين" in texts[slug] for slug in COMMON if slug != "awj")


def test_modrakah_coop_speaks_of_members_and_of_all_who_are_served() -> None:
    texts = clauses(document("modrakah-coop").body, "ar")
    assert "للعضو" in texts["trust.3"]  # the right
    assert "الأعضاء" in texts["channels"]
    assert "المستفيدين" in texts["objective.p1"]  # all segments
    assert "المستفيد" in texts["reception"]


# ---- the fuller form ----

PARTS = [
    ("أ", "A", "channels", "قنوات التواصل", "Communication channels", 6),
    ("ب", "B", "tools", "أدوات التواصل", "Communication tools", 5),
    ("ت", "C", "handling", "التعامل", "Handling", 6),
    ("ث", "D", "compensation", "التعويض", "Compensation", 4),
    ("ج", "E", "complaints", "الشكاوى والخلافات", "Complaints and disputes", 3),
    ("ح", "F", "relation", "بناء العلاقة واستمرارها", "Building a lasting relation", 4),
    ("خ", "G", "informing", "تزويد المستفيد بالمعلومات", "Informing the beneficiary", 3),
    ("د", "H", "satisfaction", "قياس الرضا", "Measuring satisfaction", 6),
    ("ذ", "I", "responsibilities", "المسؤوليات", "Responsibilities", 0),
]
ESRAR_POINTS = {
    "introduction.p1": (
        "تنظم، العلاقة بين الجمعية والمستفيدين، حقوق الطرفين، الاتفاقيات والعقود أساس الحقوق والواجبات، تُحدّث، قصور",
        "rights of both sides, Agreements and contracts are the basis, up to date, remedied",
    ),
    "scope.p1": ("المسؤوليات العامة، جميع العاملين، عقد", "general responsibilities, everyone who works, in contract"),
    "scope.p2": ("يُستثنى، سياسة خاصة، للوائح", "special policy, regulations, excepted"),
    "reception": ("حسن استقبال، الضيافة، الإجابة الصحيحة", "well, hospitality, correctly"),
    "file": ("الملف كاملاً، المعايير والشروط", "complete file, criteria and conditions"),
    "completeness": ("اكتمال الملف، قبل مغادرة", "complete, leaves"),
    "signature": ("تأكيد المعلومات، توقيع، مسؤوليته المباشرة", "Confirm, signature, direct responsibility"),
    "news": ("دراسة الطلب، اللجنة المختصة، القناة المتفق عليها", "study, competent committee, agreed channel"),
    "answer": (
        "خلال مدة لا تتجاوز 15 يوم عمل من تاريخ اكتمال الطلب",
        "within 15 working days of the completion of the request",
    ),
    "cause": ("تعويض، ثبت أن الجمعية تسببت في الخطأ والضرر", "caused the fault and the harm"),
    "minutes": (
        "محضر مؤرخ، لجنة التحقيق والمتابعة، معتمد من أعضاء اللجنة، الضرر وحجمه وأسبابه",
        "dated minutes, Investigation and Follow-up Committee, approved by the committee's members, size, causes",
    ),
    "ruling": ("حكم قضائي، قرار نهائي، المنازعات", "court judgment, final ruling, dispute"),
    "negotiation": ("التفاوض مع المتضرر، التسوية والتعويض", "negotiate with the person harmed, settlement"),
    "complaint": (
        "الرابط المباشر، الموقع الإلكتروني، الفاكس، لجنة المتابعة، السرعة",
        "direct link, website, fax, Follow-up Committee, fast",
    ),
    "support": ("الدعم الفني، المشكلات والأسئلة، بالتواصل", "technical support, problems and questions, communication"),
    "settlement": ("التسوية الودية", "amicable"),
    "relation.1": ("الملكية الفكرية", "intellectual property"),
    "relation.2": ("الخصوصية، سرية البيانات والوثائق", "privacy, data and documents confidential"),
    "relation.3": ("أداء الحقوق والواجبات، مواعيد استحقاقها", "rights and duties, due"),
    "relation.4": ("بمعايير الميثاق الأخلاقي وسياساته", "standards and policies of the code of ethics"),
    "liaison": ("ضابط اتصال، الفئة والمجال", "liaison officer, group and field"),
    "informing.2": ("توفير قنوات التواصل وتعزيزها", "Provide and strengthen communication channels"),
    "informing.3": ("تحديث، المعلومات، بالوسائل المعتمدة", "Update changed information, approved means"),
    "survey": ("استبانة دورية", "periodic survey"),
    "satisfaction.2": ("مسح ميداني", "field survey"),
    "satisfaction.3": ("زيارات مكتبية إشرافية", "Supervisory office visits"),
    "satisfaction.4": ("مقابلات", "Interviews"),
    "satisfaction.5": ("متابعة مستمرة، الإدارة، رابط الشكاوى", "Management's continuous follow-up, complaints link"),
    "satisfaction.6": ("إشراف، الإدارة، ضابط الاتصال", "Management's supervision, liaison officer"),
    "responsibilities.p1": (
        "جميع أنشطة الجمعية، تحت إدارة الجمعية وإشرافها، اللوائح المنظمة لعمله، هذه السياسة، الإلمام، التوقيع، "
        "الالتزام، الموارد البشرية، الوعي بالسلوك المهني، كل إدارة بنسخة",
        "all activities, management and supervision, regulations that govern, master, sign, comply, human resources, "
        "professional conduct, every department a copy",
    ),
}


def test_esrar_s_sections_and_lettered_parts() -> None:
    found = edition("esrar", "bilingual")
    sections = [head for head in found.headings if head.level == 1]
    assert [[side.plain for side in head.sides] for head in sections] == [
        ["مقدمة", "Introduction"],
        ["النطاق", "Scope"],
        ["البيان", "Statement"],
        ["اعتماد مجلس الإدارة", "Board approval"],
    ]
    parts = [head for head in found.headings if head.level == 2]
    wanted = [((ar_letter, ar), (en_letter, en)) for ar_letter, en_letter, _, ar, en, _ in PARTS]
    assert [tuple((side.label, side.plain) for side in head.sides) for head in parts] == wanted


@pytest.mark.parametrize(("id", "count"), [(id, count) for _, _, id, _, _, count in PARTS])
def test_esrar_s_parts_have_their_items(id: str, count: int) -> None:
    body = document("esrar").body
    if count:
        assert len(items(body, id)) == count
    else:
        assert f"{id}.p1" in clauses(body, "ar")


def test_esrar_s_points_in_their_order() -> None:
    for position, language in enumerate(LANGUAGES):
        texts = clauses(document("esrar").body, language)
        assert [id for id in texts if id in ESRAR_POINTS] == list(ESRAR_POINTS)
        for id, words in ESRAR_POINTS.items():
            for word in re.split("[,،] ", words[position]):
                assert word in texts[id], f"{id}: {word}"


def test_esrar_is_reached_as_its_letterhead_and_footer_say() -> None:
    front = document("esrar").front
    registration = "مسجلة لدى وزارة الموارد البشرية والتنمية الاجتماعية برقم 353 لعام 1442هـ"
    assert front.letterhead is not None and plain(front.letterhead.ar) == "المملكة العربية السعودية"
    assert front.registration is not None and plain(front.registration.ar) == registration
    assert [plain(line.ar).replace("\N{NO-BREAK SPACE}", " ") for line in front.contact] == [
        f"الجمعية التعاونية إصرار للأسر المنتجة – {registration}",
        "السعودية - الأحساء · esrar.org.sa · جوال: 0530801110 · فيسبوك: esrarassociation · Esrar.association@gmail.com",
    ]


def test_esrar_s_chair_signs_under_the_title_as_printed() -> None:
    signatures = document("esrar").approval.signatures
    assert signatures is not None
    ((_, name, title, signature),) = signatures.rows
    assert plain(name.ar) == plain(name.get("en")) == "فادية عبدالله الراشد"
    assert (plain(title.ar), plain(title.get("en"))) == ("رئيس مجلس الإدارة", "Chair of the Board")
    assert plain(signature.ar) == ""


# ---- all of them ----


@pytest.mark.parametrize("slug", FIVE)
def test_deadlines_are_maxima(slug: str) -> None:
    texts = clauses(document(slug).body, "ar")
    wanted = "لا تتجاوز 15 يوم عمل" if slug == "esrar" else "لا تتجاوز أسبوعين"
    assert wanted in texts["answer"]
    assert not any("لا تقل" in text or "على الأقل" in text for text in texts.values())
    assert not any("at least" in text for text in clauses(document(slug).body, "en").values())


@pytest.mark.parametrize("slug", FIVE)
def test_only_given_facts_in_the_control_table_and_a_blank_for_the_approval_of_a_draft(slug: str) -> None:
    control = document(slug).front.control
    assert control is not None
    drafts = {"modrakah-coop", "modrakah-development"}
    rows = {plain(row[0].ar): plain(row[1].ar) for row in control.rows}
    assert list(rows) == ["جهة الاعتماد", "تاريخ الاعتماد", "حالة النص"]
    assert ("…" in rows["تاريخ الاعتماد"]) is (slug in drafts)


@pytest.mark.parametrize(
    ("slug", "ar", "en"),
    [
        ("saudi-quality", "18/12/1445هـ الموافق 24/06/2024م", "24 June 2024 (18 Dhu al-Hijjah 1445 AH)"),
        ("awj", "01/06/1444هـ الموافق 25/12/2022م", "25 December 2022 (1 Jumada al-Akhirah 1444 AH)"),
        ("esrar", "26/11/1443هـ الموافق 25/06/2022م", "25 June 2022 (26 Dhu al-Qadah 1443 AH)"),
    ],
)
def test_approval_date_in_both_calendars(slug: str, ar: str, en: str) -> None:
    control = document(slug).front.control
    assert control is not None
    facts = {plain(label.ar): fact for label, fact in control.rows}
    assert plain(facts["تاريخ الاعتماد"].ar) == ar
    assert plain(facts["تاريخ الاعتماد"].get("en")) == en


@pytest.mark.parametrize("slug", FIVE)
def test_the_text_is_said_to_be_reworded(slug: str) -> None:
    control = document(slug).front.control
    assert control is not None
    name, status = control.rows[-1]
    entity = "the Association" if FORMS[slug] != "cooperative" else "the Society"
    assert plain(name.get("en")) == "Status of the text"
    assert plain(status.ar) == "صياغة مُعادة؛ النص المعتمد هو المنشور لدى الجمعية"
    assert plain(status.get("en")) == f"Reworded; the text published by {entity} is the approved one"


@pytest.mark.parametrize("slug", FIVE)
def test_nothing_is_made_up(slug: str) -> None:
    """No version, number, logo, colour or owner; registration, place and contacts are known of esrar alone."""
    found, profile = document(slug), loaded(slug)[0].profile
    front = found.front
    assert found.version == ""
    assert front.logo is None and profile.brand.color is None
    drafts = {"modrakah-coop", "modrakah-development"}
    assert front.version is None
    assert (front.identity is not None) is (slug in drafts)  # the word "draft"
    known = slug == "esrar"
    assert (front.registration is not None, front.letterhead is not None, bool(front.contact)) == (known,) * 3
    settings = next(iter(profile.policies.values()))
    assert not any((settings.owner, settings.review, settings.effective, settings.number, settings.classification))
    people = [profile.board.chair, *profile.board.members]
    assert [person for person in people if person] == ([profile.board.chair] if known else [])


@pytest.mark.parametrize("slug", FIVE)
def test_digits_and_places_of_the_basmala_and_the_names(slug: str) -> None:
    found = edition(slug)
    assert found.indic == (frozenset({"ar"}) if slug.startswith("modrakah") else frozenset())
    assert (found.basmala is not None) is (slug == "esrar")
    assert found.cover.basmala is None
    assert (found.cover.other_name is not None) is (slug == "modrakah-development")
    assert bool(found.opening) is (slug == "modrakah-development")


@pytest.mark.parametrize("slug", FIVE)
def test_profiles_have_no_findings(slug: str) -> None:
    association, findings = loaded(slug)
    assert findings == ()
    for policy in association.profile.policies:
        assert find(policy, association)[1] == []


# ---- the defects of the published copies ----

HAMZAS = [
    "الاداء|انجاز|الالكتروني|ايجابي|اجراءات|الاعضاء|الاجابة|مسئول|الإجتماعي",
    "التأكد على|بكل دوري|من قبل|حيث أن|الغير",
]


@pytest.mark.parametrize("slug", FIVE)
def test_spelling_and_punctuation(slug: str) -> None:
    text = printed(edition(slug, "bilingual"), "ar")
    for pattern in HAMZAS:
        assert not re.search(rf"(?<!\w)[وبلكف]?(?:{pattern})", text)
    assert not re.search(r" [،؛؟.:]|:-|  |[,;?](?= ?[ء-ي])", text)


@pytest.mark.parametrize("slug", FIVE)
def test_list_items_of_one_list_end_alike(slug: str) -> None:
    for block in document(slug).body:
        if isinstance(block, List):
            assert len({plain(item.text.ar)[-1:] == "." for item in block.items}) == 1
            assert all(plain(item.text.ar) and plain(item.text.get("en")) for item in block.items)


@pytest.mark.parametrize("slug", FIVE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_digit_system(slug: str, language: Language) -> None:
    text = printed(edition(slug, language), language)
    text = text.replace("0530801110", "")
    indic = slug.startswith("modrakah") and language == "ar"
    assert not re.search("[0-9]" if indic else "[٠-٩]", text)
