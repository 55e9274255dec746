"""The forms about organisations, their operators, and children."""

from __future__ import annotations

from wangting.forms.form import Form
from wangting.forms.spec import FieldSpec, SectionSpec


def _form(*fields: FieldSpec) -> Form:
    return Form((SectionSpec("form", "", fields=fields),))


_UNTIL = FieldSpec("until", "经办到哪一天", "Until which day", "最长一年，到期可以续",
                   "A year at most; it can be renewed", kind="date", required=True)  # fmt: skip

#: What stands on the licence.
_LICENCE = (
    FieldSpec("name", "单位名称", "Name of the organisation", "和营业执照或登记证书上的一样",
              "As on the business licence or the certificate of registration", kind="text", required=True, limit=100),
    FieldSpec("credit_code", "统一社会信用代码", "Unified social credit code", "18 位，在营业执照上",
              "18 characters, on the business licence", kind="code", required=True, limit=40),
    FieldSpec("representative", "法定代表人（负责人）姓名", "Name of the legal representative", kind="text",
              required=True, limit=50),
)  # fmt: skip
_OPERATOR_NAME = FieldSpec("operator_name", "经办人的姓名", "The operator's name", kind="text", required=True, limit=50)

COMPANY = _form(
    *_LICENCE,
    FieldSpec("phone", "法定代表人在网厅注册的手机号", "The mobile number of the representative's account",
              "您就是法定代表人的不用写。他的账号要核实过身份，确认码和以后单位的通知发到那个账号的手机",
              "Leave empty if that is you. The identity of that account must be proved; the code and later notices go "
              "to its phone", kind="phone"),
    _UNTIL,
)  # fmt: skip

APPOINT = _form(
    *_LICENCE,
    FieldSpec("phone", "法定代表人的手机号", "Mobile number of the legal representative",
              "授权书上的；以后的确认码和单位的通知发到这里，没有就空着",
              "As on the authorisation; later codes and notices go there; leave it empty where there is none",
              kind="phone"),
    FieldSpec("operator", "经办人的手机号或身份证号码", "The operator's mobile or identity number",
              "经办人要先在网厅注册", "The operator must be registered here", kind="login", required=True),
    _OPERATOR_NAME,
    _UNTIL,
    FieldSpec("ends_others", "现在的经办人都停掉", "End everybody who acts for it now",
              "原来的人不在了、联系不上的，勾上", "Where those people are gone or cannot be reached", kind="tick"),
    FieldSpec("seen", "营业执照（登记证书）、法定代表人的授权书或本人、经办人的身份证，原件都看过，和上面写的一样",
              "I have seen the licence or certificate, the representative or their authorisation, and the operator's "
              "identity card, all originals, and they say what is written above", kind="tick", required=True),
)  # fmt: skip

OPERATOR = _form(
    FieldSpec("operator", "经办人的手机号", "The operator's mobile number", "经办人要先在网厅注册",
              "The operator must be registered here", kind="login", required=True),
    _OPERATOR_NAME,
    _UNTIL,
)  # fmt: skip

CHILD = _form(
    FieldSpec("name", "孩子的姓名", "The child's name", "和户口本上的一样", "As in the household register", kind="text",
              required=True, limit=50),
    FieldSpec("id_number", "孩子的身份证号码", "The child's identity number", kind="id_number", required=True),
)  # fmt: skip
