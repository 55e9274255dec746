"""The forms of our own pages, which no item declares: signing in, registering, looking up a case."""

from __future__ import annotations

from wangting.forms.form import Form
from wangting.forms.spec import FieldSpec, SectionSpec


def _form(*fields: FieldSpec) -> Form:
    return Form((SectionSpec("form", "", fields=fields),))


SIGN_IN = _form(
    FieldSpec("login", "手机号、身份证号或工号", "Phone, identity or staff number", kind="login", required=True),
    FieldSpec("password", "密码", "Password", kind="password", required=True),
)

_APP_CODE = FieldSpec(
    "code", "动态码", "Code", "6 位；手机不在身边就写一个恢复码", "6 digits; without your phone, a recovery code",
    kind="one_time", required=True, limit=20,
)  # fmt: skip
_SHOWN_NOW = FieldSpec(
    "code", "应用里现在的 6 位数", "The 6 digits the app shows now", kind="one_time", required=True, limit=20
)

SECOND_FACTOR = _form(_APP_CODE)

ENROLMENT = _form(_SHOWN_NOW)

#: A code of six digits that was sent somewhere.
CODE = FieldSpec("code", "验证码（6 位）", "Code (6 digits)", kind="one_time", required=True, limit=12)

#: A password that is chosen, twice.
_CHOSEN = (
    FieldSpec("password", "新密码", "New password", "至少 8 个字，好记的一句话就行",
              "At least 8 characters; a sentence you can remember is fine", kind="new_password", required=True),
    FieldSpec("password_again", "新密码（再写一遍）", "New password again", kind="new_password", required=True),
)  # fmt: skip

NEW_PASSWORD = _form(*_CHOSEN)


_CURRENT = FieldSpec("current", "现在的密码", "Your password now", kind="password", required=True)

#: Whoever changes how they sign in says again who they are.
OWN_APP = _form(_SHOWN_NOW, _CURRENT)

PROOF = _form(_CURRENT, _APP_CODE)

AGAIN = _form(_CURRENT)

CHANGE_PASSWORD = _form(_CURRENT, *_CHOSEN)

CHANGE_PHONE = _form(
    FieldSpec("phone", "新手机号", "New mobile number", "验证码发到这里", "The code goes there", kind="phone",
              required=True),
    _CURRENT,
)  # fmt: skip

CHANGE_MAIL = _form(
    FieldSpec("mail", "邮箱", "E-mail address", "验证码发到这里；空着就是不要邮件",
              "The code goes there; empty for no mail", kind="text", limit=200),
    _CURRENT,
)  # fmt: skip

CHANGE_NAME = _form(
    FieldSpec("name", "新姓名", "New name", "和身份证上的一样", "As on the identity card", kind="text", required=True,
              limit=50),
    FieldSpec("reason", "为什么改", "Why", "例如：派出所改了名，原来写错了一个字",
              "Such as: changed by the police; one character was wrong", kind="text", required=True, limit=200),
    _CURRENT,
)  # fmt: skip

ERASE = _form(
    FieldSpec("sure", "我看过上面的说明，要注销账户", "I have read the above and want my account deleted", kind="tick",
              required=True),
    _CURRENT,
)  # fmt: skip

RESET = _form(
    FieldSpec("login", "手机号、身份证号或工号", "Phone, identity or staff number", kind="login", required=True)
)

RESET_CODE = _form(CODE, *_CHOSEN)

REGISTER_CODE = _form(CODE)

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
        "至少 8 个字，好记的一句话就行",
        "At least 8 characters; a sentence you can remember is fine",
        kind="new_password",
        required=True,
    ),
    FieldSpec("password_again", "密码（再写一遍）", "Password again", kind="new_password", required=True),
    FieldSpec(
        "consent",
        "我同意网厅为办理我申请的事项使用以上信息",
        "I agree that the hall uses these particulars to handle what I apply for",
        "身份证号码和手机号加密保存，只给办件的人员按需查看",
        "Identity and mobile number are stored encrypted and shown only to those who handle your case",
        kind="tick",
        required=True,
    ),
)

_CARD = (
    FieldSpec("name", "证上的姓名", "Name on the card", kind="text", required=True, limit=50),
    FieldSpec("id_number", "证上的号码", "Number on the card", kind="id_number", required=True),
)
_SEEN = FieldSpec(
    "seen", "本人在场，看的是身份证原件，照片是本人，证件没有过期",
    "The person is here; it is the card itself, the photo shows this person, and the card is valid",
    kind="tick", required=True,
)  # fmt: skip

WITNESS = _form(*_CARD, _SEEN)

READMIT = _form(
    *_CARD,
    FieldSpec("lost_app", "他绑定的手机应用也丢了，一并解除", "The app they had bound is lost too: unbind it",
              "没有绑定的，不用管", "Leave it where none is bound", kind="tick"),
    _SEEN,
)  # fmt: skip

TRACK = _form(
    FieldSpec("number", "办件编号", "Case number", "在回执上", "On your receipt", kind="code", required=True, limit=40),
    FieldSpec("code", "查询码", "Query code", "在编号下面", "Below the number", kind="code", required=True, limit=40),
)
