"""A journal for reading: what was done in the administration, by whom and why, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pyramid.request import Request
from translationstring import TranslationString, TranslationStringFactory

from wangting.content.journal import Deed, Journal
from wangting.content.parties import Party, Person
from wangting.content.register import Register
from wangting.rules.masking import mask_name
from wangting.services.administering.recording import NOBODY
from wangting.theming.texts import translator

_ = TranslationStringFactory("wangting")

#: Deeds on one page.
PAGE = 50
DEEDS: Mapping[str, TranslationString] = MappingProxyType(
    {
        "overlay": _("改了权限"),
        "appoint": _("给了岗位"),
        "end_post": _("收回岗位"),
        "stand_in": _("安排代岗"),
        "end_stand_in": _("收回代岗"),
        "add_official": _("新增工作人员"),
        "import_official": _("导入工作人员"),
        "shut_out": _("停用账号"),
        "let_in": _("恢复账号"),
        "new_password": _("换了密码"),
        "add_department": _("新增部门"),
        "add_station": _("在镇上设站"),
        "rename_department": _("部门改名"),
        "close_department": _("撤下部门"),
        "open_department": _("恢复部门"),
        "add_agent": _("新增代办员"),
        "window_password": _("窗口发了一次性密码"),
        "drop_item": _("丢掉了事项"),
        "drop_template": _("去掉了材料模板"),
        "window_unbound": _("窗口解除了手机应用"),
        "close_hall": _("关停大厅"),
        "open_hall": _("重开大厅"),
        "announce": _("发公告"),
        "edit_announcement": _("改公告"),
        "withdraw_announcement": _("撤公告"),
    }
)


def page_of(journal: Journal, request: Request) -> dict:
    """Return a page of ``journal``: its deeds, and the number before which the next page begins, None for no more."""
    typed = request.GET.get("before", "")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len(str(2**31)) else None
    found = journal.latest(PAGE, before)
    further = found[-1].number if found and found[-1].number > 1 else None
    return {"title": _("台账"), "deeds": deeds(request, found), "further": further, "noindex": True}


def deeds(request: Request, found: list[Deed]) -> list[dict]:
    """Return deeds for reading: when, who, what, to what, why."""
    register, say = request.room.register, translator(request.page.lang)
    rows = []
    for deed in found:
        by = register.parties.get(deed.by)
        who = mask_name(by.name) if by is not None else say(_("命令行")) if deed.by == NOBODY else ""
        rows.append({"number": deed.number, "at": deed.at, "by": who, "act": DEEDS[deed.act],
                     "what": _what(register, deed), "reason": deed.reason})  # fmt: skip
    return rows


def _what(register: Register, deed: Deed) -> str:
    subject = register.parties.get(int(deed.subject)) if deed.subject.isdigit() else None
    if subject is not None:
        return _called(subject)
    unit, facts = register.orgunits.get(deed.subject), dict(deed.facts)
    return unit.name if unit is not None else facts.get("title") or facts.get("name") or deed.subject


def _called(subject: Party) -> str:
    """Return the name of whom a deed was done to: that of a citizen is masked as in every list."""
    return mask_name(subject.name) if subject.kind == Person.kind else subject.name
