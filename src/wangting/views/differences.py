"""The differences between two editions as a page tells them: in words, side by side, for officers and for citizens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from translationstring import TranslationString, TranslationStringFactory

from wangting.forms.editorform import ROW_KINDS
from wangting.forms.spec import Named
from wangting.rules.edition import ADDED, CHANGED, FACTS, FIELDS, MATERIALS, MOVED, REMOVED, SCENARIOS, Change, words
from wangting.rules.publicfile import named_by
from wangting.theming.dates import length
from wangting.theming.texts import translator

_ = TranslationStringFactory("wangting")

Text = str | TranslationString
#: Runs of a text: what is the same on both sides, what is only here.
Runs = list[tuple[str, str]]

PARTS: Mapping[str, Text] = {
    "name": _("名称"), "effective": _("施行日期"), "service_object": _("给谁办"), "conditions": _("条件"),
    "legal_limit": _("法定时限"), "promised_limit": _("承诺时限"), "visits": _("到现场次数"), "fee": _("收费"),
    "steps": _("办理步骤"), "workflow": _("办理流程"), "certificate": _("发什么证"), "assurance": _("实名等级"),
    MATERIALS: _("材料"), SCENARIOS: _("情形"), FIELDS: _("表格"), "facts.prohibited": _("什么情况办不了"),
    "facts.quantity": _("数量限制"), "facts.scope": _("通办范围"), "facts.level": _("行使层级"),
    "facts.power_source": _("权力来源"), "facts.delegated": _("受委托的部门"), "facts.joint_bodies": _("联办机构"),
    "facts.until": _("施行到"), "facts.handling": _("办理形式"), "facts.depth": _("网上能办到哪一步"),
    "facts.stars": _("网上办理星级"),
    "facts.visit_reason": _("为什么要到现场"), "facts.booking": _("预约"), "facts.courier": _("快递送达"),
    "facts.online_payment": _("网上缴费"), "facts.self_service": _("自助终端"),
    "facts.promised_note": _("承诺时限说明"), "facts.legal_note": _("法定时限说明"),
    "facts.special_procedures": _("可能有的特别程序"),
    "facts.intermediary": _("中介服务"), "facts.fees": _("收费项目"), "facts.basis": _("依据"),
    "facts.faq": _("常见问题"), "facts.result": _("办好了给什么"), "general": _("其他说明"),
}  # fmt: skip
#: What differs within a paper, a scenario or a field.
WITHIN: Mapping[str, Text] = {
    "name": _("名称"), "title": _("名称"), "title_en": _("英文名称"), "necessity": _("必要性"), "copies": _("份数"),
    "form": _("形式"), "provider": _("出具单位"), "requirement": _("要求"), "kind": _("种类"), "channel": _("来源渠道"),
    "instructions": _("填报须知"), "blank": _("空白表"), "sample": _("样表"), "basis": _("依据"),
    "materials": _("材料"), "required": _("必填"), "hint": _("提示"), "hint_en": _("英文提示"), "options": _("选项"),
}  # fmt: skip
VALUES: Mapping[object, Text] = {
    "required": _("必要"), "optional": _("非必要"), "deferrable": _("容缺后补"), "original": _("原件"),
    "copy": _("复印件"), "electronic": _("电子件"), "applicant": _("申请人自备"), "government": _("政府部门核发"),
    "intermediary": _("中介机构出具"), "other": _("其他来源"),
}  # fmt: skip
#: Texts up to this long are read as one: 12 became 10, not a 2 a 0.
SHORT = 12
#: Digits of the sum of a file that tell it from another.
SUM = 8
#: Whose values are words of the house.
WORDED = frozenset({"necessity", "form", "channel"})
#: What a row of the form is, in words.
ROW_TITLES = {kind.id: kind for kind in ROW_KINDS}
LIMITS = frozenset({"legal_limit", "promised_limit"})
KINDS = {ADDED: _("新增"), REMOVED: _("取消"), CHANGED: _("改了"), MOVED: _("换了次序")}


class Pair(NamedTuple):
    """One text on both sides; ``label`` is empty where the part is one text."""

    label: Text
    old: Runs
    new: Runs


class Difference(NamedTuple):
    """One difference as it is shown: the part, what happened, to which thing, and the texts."""

    part: str
    term: Text
    kind: Text
    about: str
    pairs: list[Pair]


def differences(found: Iterable[Change], lang: str) -> list[Difference]:
    """Return what ``found`` says, in words."""
    return [difference(one, lang) for one in found]


def difference(one: Change, lang: str) -> Difference:
    """Return one difference in words."""
    said = _Saying(lang)
    if one.kind == MOVED:
        pairs = []
    elif one.fields:
        pairs = [_pair(WITHIN.get(name, name), said.within(name, one.old.get(name)),
                       said.within(name, one.new.get(name))) for name in one.fields]  # fmt: skip
    elif one.part in (MATERIALS, SCENARIOS, FIELDS):
        pairs = [_pair("", _named(one.old), _named(one.new))]
    else:
        pairs = [_pair("", said.part(one.part, one.old), said.part(one.part, one.new))]
    term = PARTS.get(one.part, one.part.removeprefix(f"{FACTS}."))
    return Difference(one.part, term, KINDS[one.kind], one.title, pairs)


def side_by_side(old: str, new: str) -> tuple[Runs, Runs]:
    """Return two texts run by run, each with what is only in it marked."""
    runs = words(old, new)
    return [run for run in runs if run[0] != ADDED], [run for run in runs if run[0] != REMOVED]


def _pair(label: Text, old: str, new: str) -> Pair:
    if old and new and old != new and max(len(old), len(new)) <= SHORT:
        return Pair(label, [(REMOVED, old)], [(ADDED, new)])
    return Pair(label, *side_by_side(old, new))


def _named(thing: Mapping[str, object] | None) -> str:
    return "" if thing is None else str(thing.get("name") or thing["title"])


class _Saying:
    """Says values of parts in words of one language; official texts stay as they are."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._say: Callable[[Text], str] = translator(lang)

    def part(self, part: str, value: object) -> str:
        if part in LIMITS and value:
            return length(value["amount"], value["unit"], self._lang)
        return self._plain(value)

    def within(self, name: str, value: object) -> str:
        if name == "kind" and value in ROW_TITLES:
            return ROW_TITLES[value].titled(self._lang)
        if name == "options" and value:
            return "；".join(Named("", one["title"], one["title_en"]).titled(self._lang) for one in value)
        return self._say(VALUES[value]) if name in WORDED and value in VALUES else self._plain(value)

    def _plain(self, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return self._say(_("是") if value else _("否"))
        if isinstance(value, Mapping):
            return "，".join(filter(None, (self._plain(one) for one in value.values())))
        if isinstance(value, list | tuple):
            return "；".join(self._plain(one) for one in value)
        file = named_by(value)
        # Of two files of one name the sum tells which is which.
        return str(value) if file is None else f"{file.name}（{file.sha256[:SUM]}）"
