"""The forms of a hall's administration; what can be chosen in them is the hall's own."""

from __future__ import annotations

from functools import lru_cache

from wangting.forms.form import Form
from wangting.forms.spec import FieldSpec, Named, SectionSpec

Choices = tuple[Named, ...]

_SINCE = FieldSpec("since", "从哪天起", "First day", kind="date", required=True)
_UNTIL = FieldSpec("until", "到哪天止", "Last day", "含这一天；到期自动失去岗位。空着就是没有期限",
                   "That day included; the post ends by itself.  Empty: no end", kind="date")  # fmt: skip
_REASON = FieldSpec("reason", "理由或文号", "Reason or document number", "记在台账里", "Kept in the journal",
                    kind="text", required=True, limit=200)  # fmt: skip
_NAME = FieldSpec("name", "姓名", "Name", kind="text", required=True, limit=50)
_LOGIN = FieldSpec("login", "工号", "Staff number", "小写字母、数字和短横，字母开头；用来登录",
                   "Small letters, digits and dashes, a letter first; for signing in", kind="text", required=True,
                   limit=40)  # fmt: skip
_PHONE = FieldSpec("phone", "手机号", "Mobile number", "可以不写；写了，忘了密码能自己找回",
                   "Optional; with it a forgotten password can be reset", kind="phone")  # fmt: skip


def _form(*fields: FieldSpec) -> Form:
    return Form((SectionSpec("form", "", fields=fields),))


def _choice(name: str, title: str, title_en: str, options: Choices) -> FieldSpec:
    return FieldSpec(name, title, title_en, kind="choice", required=True, options=options)


def _post(posts: Choices) -> FieldSpec:
    return _choice("post", "岗位", "Post", posts)


def _unit(units: Choices) -> FieldSpec:
    return _choice("unit", "在哪里", "Where", units)


@lru_cache(maxsize=16)
def official_form(posts: Choices, units: Choices) -> Form:
    """Return the form that adds an official with the first post."""
    return _form(_NAME, _LOGIN, _PHONE, _post(posts), _unit(units), _SINCE, _UNTIL, _REASON)


@lru_cache(maxsize=16)
def post_form(posts: Choices, units: Choices) -> Form:
    """Return the form that gives a post."""
    return _form(_post(posts), _unit(units), _SINCE, _UNTIL, _REASON)


@lru_cache(maxsize=64)
def stand_in_form(people: Choices) -> Form:
    """Return the form that lets somebody stand in for one of ``people``."""
    until = FieldSpec("until", "到哪天止", "Last day", "含这一天，最长一年", "That day included, a year at most",
                      kind="date", required=True)  # fmt: skip
    return _form(_choice("absent", "代谁的岗", "In whose stead", people), _SINCE, until, _REASON)


#: Adds a village agent at a point that is chosen already.
AGENT_FORM = _form(_NAME, _LOGIN, _PHONE, _SINCE, _UNTIL, _REASON)

_DEPARTMENT = (
    FieldSpec("name", "名称", "Name in Chinese", kind="text", required=True, limit=60),
    FieldSpec("name_en", "英文名称", "Name in English", kind="text", required=True, limit=60),
)
RENAME_FORM = _form(*_DEPARTMENT)
DEPARTMENT_FORM = _form(
    FieldSpec("slug", "网址里的名字", "Name in the address", "小写拼音，例如 jiaoyu；以后不能改",
              "Small letters, such as jiaoyu; it cannot be changed later", kind="text", required=True, limit=30),
    *_DEPARTMENT,
)  # fmt: skip

ANNOUNCEMENT_FORM = _form(
    FieldSpec("title", "标题", "Title in Chinese", kind="text", required=True, limit=80),
    FieldSpec("title_en", "英文标题", "Title in English", "没有就空着", "Leave empty if there is none", kind="text",
              limit=160),
    FieldSpec("text", "正文", "Text in Chinese", "空一行另起一段；一行以 - 开头是一条",
              "An empty line begins a paragraph; a line with - is an entry", kind="paragraph", required=True),
    FieldSpec("text_en", "英文正文", "Text in English", kind="paragraph"),
    _SINCE,
    FieldSpec("until", "到哪天止", "Last day", "含这一天；空着就是一直挂着", "That day included; empty: it stays",
              kind="date"),
)  # fmt: skip


@lru_cache(maxsize=16)
def cell_form(rows: Choices, posts: Choices, reaches: Choices) -> Form:
    """Return the form that changes one cell of the permission table."""
    return _form(
        _choice("right", "改哪一项权限", "Which permission", rows),
        _choice("cell_post", "哪个岗位", "Which post", posts),
        _choice("reach", "改成", "Make it", reaches),
    )


@lru_cache(maxsize=16)
def own_post_form(posts: Choices) -> Form:
    """Return the form that adds a post of the hall's own."""
    return _form(
        FieldSpec("title", "岗位名称", "Title in Chinese", kind="text", required=True, limit=20),
        FieldSpec("title_en", "英文名称", "Title in English", kind="text", required=True, limit=60),
        _choice("acts_as", "办件时相当于", "In workflows it acts as", posts),
    )


@lru_cache(maxsize=16)
def together_form(units: Choices) -> Form:
    """Return the form that lets one person hold all separated posts in a unit, with the reason."""
    return _form(
        _choice("together_unit", "在哪里", "Where", units),
        FieldSpec("together_reason", "为什么", "Why", "监察页面上会列出来", "It is listed for supervision", kind="text",
                  required=True, limit=200),
    )  # fmt: skip


OVERLAY_FORM = _form(
    FieldSpec("since", "从哪天起生效", "In force from", "今天或以后", "Today or later", kind="date", required=True),
    _REASON,
)
