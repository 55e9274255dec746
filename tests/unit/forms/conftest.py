"""One form with a field of each kind, and the widgets of the real theme in both languages."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from wangting.forms.form import Form
from wangting.forms.spec import sections_of
from wangting.forms.widgets import Button, Frame
from wangting.theming.loader import Themes

HOME = Path(__file__).resolve().parents[3]

MATERIALS = [
    {
        "id": "m1",
        "name": "相应层次学业成绩单",
        "necessity": "required",
        "form": "original",
        "requirement": "毕业学校出具",
    },
    {"id": "m2", "name": "体检合格证明", "necessity": "required", "form": "copy", "requirement": None},
    {"id": "m3", "name": "专业技术职务证书", "necessity": "deferrable", "form": None, "requirement": None},
]
SECTIONS = [
    {
        "id": "applicant",
        "title": "申请人",
        "title_en": "Applicant",
        "fields": [
            {"id": "name", "kind": "text", "title": "姓名", "title_en": "Name", "required": True},
            {
                "id": "id_number",
                "kind": "id_number",
                "title": "身份证号码",
                "title_en": "Identity number",
                "required": True,
            },
            {
                "id": "phone",
                "kind": "phone",
                "title": "手机",
                "title_en": "Phone",
                "required": True,
                "hint": "办好了发短信",
            },
            {"id": "address", "kind": "address", "title": "住址", "title_en": "Address", "required": False},
            {"id": "born", "kind": "date", "title": "毕业时间", "title_en": "Graduated on", "required": True},
        ],
    },
    {
        "id": "content",
        "title": "申请内容",
        "title_en": "Content",
        "fields": [
            {
                "id": "degree",
                "kind": "choice",
                "title": "最高学历",
                "title_en": "Degree",
                "required": True,
                "options": [
                    {"value": "master", "title": "研究生", "title_en": "Master"},
                    {"value": "bachelor", "title": "大学本科", "title_en": "Bachelor"},
                ],
            },
            {
                "id": "subject",
                "kind": "choice",
                "title": "任教学科",
                "title_en": "Subject",
                "required": False,
                "options": [{"value": f"s{n}", "title": f"第 {n} 科", "title_en": f"No. {n}"} for n in range(9)],
            },
            {
                "id": "record",
                "kind": "yes_no",
                "title": "有没有犯罪记录",
                "title_en": "Criminal record",
                "required": True,
            },
            {"id": "why", "kind": "paragraph", "title": "说明", "title_en": "Remarks", "required": False},
            {"id": "amount", "kind": "number", "title": "数量", "title_en": "Amount", "required": False},
            {"id": "m1", "kind": "material", "title": "", "title_en": None, "required": True},
            {"id": "m2", "kind": "material", "title": "", "title_en": None, "required": False},
            {"id": "m3", "kind": "material", "title": "", "title_en": None, "required": False},
            {
                "id": "members",
                "kind": "group",
                "title": "家庭成员",
                "title_en": "Members",
                "required": False,
                "limit": 3,
                "fields": [
                    {"id": "who", "kind": "text", "title": "称呼", "title_en": "Relation", "required": True},
                    {"id": "income", "kind": "number", "title": "月收入", "title_en": "Income", "required": False},
                ],
            },
        ],
    },
]
# Digits whose check character is right by GB 11643; the area is none of any register, so it is nobody's number.
NUMBER = "999999199001010016"
GOOD = {
    "name": "某某",
    "phone": "13800000000",
    "born": "2024-06-01",
    "degree": "bachelor",
    "record": "no",
}


@dataclass(frozen=True)
class Sent:
    """A file that was sent."""

    name: str
    size: int
    sha256: str


FILES = {"m1": [Sent("成绩单.jpg", 2_200_000, "a" * 64)], "m2": [Sent("体检表.pdf", 900, "b" * 64)]}


@pytest.fixture(scope="session")
def form():
    return Form(sections_of(SECTIONS, MATERIALS))


@pytest.fixture(scope="session")
def widgets():
    themes = Themes(HOME / "themes", {"default": None, "bozhou": "default"})
    return {lang: themes.widgets("bozhou", lang) for lang in ("zh-Hans", "en")}


@pytest.fixture(scope="session")
def frame():
    return Frame(
        "/mengcheng/items/1/apply", "the-token", (Button("next", "保存，下一步", "main"), Button("later", "存下"))
    )
