"""What an edition says besides its list and its limits (declare/itemfacts.py), as the guide tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from translationstring import TranslationString, TranslationStringFactory

from wangting.declare.itemfacts import MOST_STARS

_ = TranslationStringFactory("wangting")

Said = Mapping[str, object]
Row = dict[str, object]
#: Says where a form or a sample is, of what an edition says of it: words, an address, a file.
Telling = Callable[[str], Row]

CHANNELS = {
    "applicant": _("申请人自备"),
    "government": _("政府部门核发"),
    "intermediary": _("中介机构出具"),
    "other": _("其他来源"),
}
YES, NO = _("可以"), _("不可以")
DEPTHS = {1: _("Ⅰ级：网上看指南"), 2: _("Ⅱ级：网上提交，到窗口办"), 3: _("Ⅲ级：网上办，到一次现场"),
          4: _("Ⅳ级：全程网办")}  # fmt: skip

#: Under which heading of the guide a sentence, a list, or a yes or no stands, and what it is called there.
WHO = (
    ("prohibited", _("什么情况办不了")),
    ("quantity", _("数量限制")),
    ("scope", _("通办范围")),
    ("level", _("行使层级")),
    ("power_source", _("权力来源")),
    ("delegated", _("受委托的部门")),
    ("joint_bodies", _("联办机构")),
    ("until", _("施行到")),
)
WHERE = (
    ("handling", _("办理形式")),
    ("depth", _("网上能办到哪一步")),
    ("stars", _("网上办理星级")),
    ("visit_reason", _("为什么要到现场")),
    ("booking", _("预约")),
    ("courier", _("快递送达")),
    ("online_payment", _("网上缴费")),
    ("self_service", _("自助终端")),
)
LIMITS = (("promised_note", _("承诺时限说明")), ("legal_note", _("法定时限说明")))
WAY = (("special_procedures", _("可能有的特别程序")), ("intermediary", _("中介服务")))
#: The only kinds of address that become a link: anything else is shown as the words it is.
LINKED = frozenset({"http", "https"})


class GuideFacts(NamedTuple):
    """Rows of term and fact by the heading they stand under, and the lists that have one of their own."""

    who: list[Row]
    where: list[Row]
    limits: list[Row]
    way: list[Row]
    fees: list[Said]
    faq: list[Said]
    result: Said | None


def guide_facts(facts: Said, told: Telling) -> GuideFacts:
    """Return what ``facts`` of an edition say, but for what it rests on (views/portal/laws).

    ``told`` says where a form or a sample is.
    """
    return GuideFacts(
        who=list(_rows(facts, WHO)),
        where=list(_rows(facts, WHERE)),
        limits=list(_rows(facts, LIMITS)),
        way=list(_rows(facts, WAY)),
        fees=list(facts.get("fees", ())),
        faq=list(facts.get("faq", ())),
        result=_result(facts.get("result"), told),
    )


def material_told(material: Said, told: Telling) -> Iterator[Row]:
    """Yield what a material says besides its name, number and form: words that may cite laws, or an address.

    ``told`` says where a form or a sample is.
    """
    if material.get("channel"):
        words = CHANNELS[material["channel"]]
        yield {"term": _("从哪里来"), "words": words, "href": None, "more": None, "cites": False}
    for key, term in (("kind", _("材料类型")), ("instructions", _("怎么填")), ("blank", _("空白表")),
                      ("sample", _("填好的样子")), ("basis", _("为什么要"))):  # fmt: skip
        if material.get(key):
            yield {"term": term, **told(material[key]), "cites": key == "basis"}


def linked(said: str) -> Row:
    """Return ``said`` as words, with the address to follow where it is one."""
    try:
        is_address = urlsplit(said).scheme in LINKED
    except ValueError:
        is_address = False
    return {"words": said, "href": said if is_address else None, "more": None}


def _rows(facts: Said, asked: tuple[tuple[str, TranslationString], ...]) -> Iterator[Row]:
    for key, term in asked:
        if facts.get(key) not in (None, "", []):
            yield {"term": term, "fact": _fact(key, facts[key])}


def _fact(key: str, said: object) -> str | TranslationString:
    if isinstance(said, bool):
        return YES if said else NO
    if isinstance(said, list):
        return "、".join(said)
    if key == "stars":
        return _("${stars} 星（最高 ${most} 星）", mapping={"stars": said, "most": MOST_STARS})
    return DEPTHS[said] if key == "depth" else said


def _result(result: Said | None, told: Telling) -> Said | None:
    if result is None:
        return None
    return {**result, "sample": told(result["sample"]) if result.get("sample") else None}
