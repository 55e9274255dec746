"""What rights, reaches, rules and deeds are called on the pages of administration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from translationstring import TranslationString, TranslationStringFactory

from wangting.content.orgunit import OrgUnit
from wangting.forms.spec import Named
from wangting.rules.overlay import OwnPost
from wangting.security.permissions import (
    CASE_ACT,
    CASE_DOWNLOAD,
    CASE_FILE,
    CASE_VIEW,
    DESK_VIEW,
    HALL_ADMINISTER,
    IDENTITY_WITNESS,
    ITEM_DRAFT,
    MANDATE_CONFIRM,
    OFFICE_PUBLISH,
    SEPARATION_VIEW,
    SUPERVISION_VIEW,
)
from wangting.terms import CHINESE, ENGLISH, term
from wangting.theming.texts import translator

_ = TranslationStringFactory("wangting")

Words = Mapping[str, TranslationString]

PERMISSIONS: Words = MappingProxyType(
    {
        CASE_VIEW: _("看办件"),
        CASE_ACT: _("办件"),
        CASE_DOWNLOAD: _("打开材料和证照"),
        CASE_FILE: _("提交申请"),
        MANDATE_CONFIRM: _("窗口确认委托"),
        IDENTITY_WITNESS: _("窗口核验身份"),
        DESK_VIEW: _("打开工作台"),
        SUPERVISION_VIEW: _("打开监察页面"),
        SEPARATION_VIEW: _("看谁一人全办"),
        HALL_ADMINISTER: _("管理本厅"),
        ITEM_DRAFT: _("起草事项"),
        OFFICE_PUBLISH: _("发布全市事项"),
    }
)
#: Where one permission is asked of two kinds of things: of the city as a whole, and of one item.
OF_THE_CITY: Words = MappingProxyType(
    {
        ITEM_DRAFT: _("打开起草事项的页面"),
        OFFICE_PUBLISH: _("打开市级事项管理"),
    }
)
REACHES: Words = MappingProxyType(
    {
        "shared": _("和全市一样"),
        "-": _("没有"),
        "own": _("只有自己的"),
        "unit": _("岗位所在的单位"),
        "hall": _("全厅"),
        "city": _("全市"),
        "anyone": _("谁的都可以"),
    }
)
RULES: Words = MappingProxyType(
    {
        "granted": _("给了，够得着"),
        "no_such_right": _("没有哪个岗位有这项权限"),
        "not_the_acts_post": _("流程现在不轮到这个岗位"),
        "post_not_held": _("没有这个岗位"),
        "post_over": _("这个岗位已经到期，或者还没开始"),
        "not_own": _("不是自己的件"),
        "other_unit": _("岗位不在管这件事的单位"),
        "other_hall": _("岗位不在这个厅"),
        "not_city": _("岗位不在市级"),
        "taken_away": _("全市有，本厅收走或换了"),
    }
)
OVERLAY_FAULTS: Words = MappingProxyType(
    {
        "no_post": _("没有这个岗位"),
        "no_permission": _("没有这项权限"),
        "reserved": _("这项权限属于市级事项管理，大厅给不了，也收不走"),
        "beyond_the_hall": _("大厅只能给到自己的、单位的、全厅的，给不到厅外"),
        "fixed": _("这一格全市定死了，大厅不能改：本人看自己的件、监察看全厅、管理员管本厅"),
        "both": _("同一格又给又收"),
        "twice": _("同一格给了两次"),
        "nobody_gave": _("本来就没有，不用收"),
        "not_of_a_hall": _("这个岗位不在大厅里任职，大厅不能给它权限"),
        "bad_key": _("岗位的内部编号不对"),
        "no_title": _("岗位要有中文和英文名称"),
        "no_pattern": _("要选一个大厅里的岗位作样子"),
        "no_reason": _("要写明为什么可以一人全办"),
    }
)


def post_name(post: str, own: Iterable[OwnPost], lang: str) -> str:
    """Return what ``post`` is called; a hall's own by the title the hall gave it."""
    for one in own:
        if one.key == post:
            return one.title_en if lang == ENGLISH else one.title
    return post if post.startswith("own_") else term(f"post.{post}", lang)


def post_choices(posts: Iterable[str], own: tuple[OwnPost, ...]) -> tuple[Named, ...]:
    """Return posts to choose from."""
    return tuple(Named(post, post_name(post, own, CHINESE), post_name(post, own, ENGLISH)) for post in posts)


def unit_choices(units: Iterable[OrgUnit]) -> tuple[Named, ...]:
    """Return units to choose from."""
    return tuple(Named(unit.key, unit.name, unit.name_en) for unit in units)


def word_choices(words: Words, keys: Iterable[str]) -> tuple[Named, ...]:
    """Return words to choose from, in both languages, as forms carry them."""
    return tuple(Named(key, str(words[key]), translator(ENGLISH)(words[key])) for key in keys)


def right_name(permission: str, kind: str) -> TranslationString | str:
    """Return what a permission is called; one that another part of the house added, by its own name."""
    named = OF_THE_CITY if kind == "city" else {}
    return named.get(permission) or PERMISSIONS.get(permission, f"{permission} · {kind}")
