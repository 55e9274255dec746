"""The forms of our own pages, which no item declares: signing in, registering, looking up a case."""

from __future__ import annotations

from wangting.forms.form import Form
from wangting.forms.spec import FieldSpec, SectionSpec


def _form(*fields: FieldSpec) -> Form:
    return Form((SectionSpec("form", "", fields=fields),))


SIGN_IN = _form(
    FieldSpec("login", "手机号、身份证号或工号", "Phone, identity or staff number", kind="login", required=True),
    FieldSpec("password", "密码", "Password", kind="password", required=True),
    FieldSpec(
        "shared",
        "这是公用的电脑（村里、窗口、网吧）",
        "This is a shared computer (village, counter, internet café)",
        "关上网页就退出，不留下名字和草稿",
        "Closing the page signs you out; no name and no draft stays",
        kind="tick",
    ),
)

REGISTER = _form(
    FieldSpec(
        "name", "姓名", "Name", "和身份证上的一样", "As on the identity card", kind="text", required=True, limit=50
    ),
    FieldSpec("id_number", "身份证号码", "Identity number", kind="id_number", required=True),
    FieldSpec(
        "phone",
        "手机号",
        "Mobile number",
        "用来登录和收通知",
        "For signing in and for notices",
        kind="phone",
        required=True,
    ),
    FieldSpec(
        "password",
        "密码",
        "Password",
        "至少 12 个字，好记的一句话就行",
        "At least 12 characters; a sentence you can remember is fine",
        kind="new_password",
        required=True,
    ),
)

TRACK = _form(
    FieldSpec("number", "办件编号", "Case number", "在回执上", "On your receipt", kind="code", required=True, limit=40),
    FieldSpec("code", "查询码", "Query code", "在编号下面", "Below the number", kind="code", required=True, limit=40),
)
