"""The forms about organisations, their operators, and children."""

from __future__ import annotations

from wangting.forms.form import Form
from wangting.forms.spec import FieldSpec, SectionSpec


def _form(*fields: FieldSpec) -> Form:
    return Form((SectionSpec("form", "", fields=fields),))


_UNTIL = FieldSpec("until", "经办到哪一天", "Until which day", "最长一年，到期可以续",
                   "A year at most; it can be renewed", kind="date", required=True)  # fmt: skip

COMPANY = _form(
    FieldSpec("name", "单位名称", "Name of the organisation", "和营业执照或登记证书上的一样",
              "As on the business licence or the certificate of registration", kind="text", required=True, limit=100),
    FieldSpec("credit_code", "统一社会信用代码", "Unified social credit code", "18 位，在营业执照上",
              "18 characters, on the business licence", kind="code", required=True, limit=40),
    FieldSpec("representative", "法定代表人（负责人）姓名", "Name of the legal representative", kind="text",
              required=True, limit=50),
    FieldSpec("phone", "法定代表人的手机号", "Mobile number of the legal representative",
              "您就是法定代表人的不用写；不是的，确认码发到这里，单位的通知也发到这里",
              "Leave empty if that is you; else the code that confirms you goes there, and later notices",
              kind="phone"),
    _UNTIL,
)  # fmt: skip

OPERATOR = _form(
    FieldSpec("operator", "经办人的手机号", "The operator's mobile number", "经办人要先在网厅注册",
              "The operator must be registered here", kind="login", required=True),
    FieldSpec("operator_name", "经办人的姓名", "The operator's name", kind="text", required=True, limit=50),
    _UNTIL,
)  # fmt: skip

CHILD = _form(
    FieldSpec("name", "孩子的姓名", "The child's name", "和户口本上的一样", "As in the household register", kind="text",
              required=True, limit=50),
    FieldSpec("id_number", "孩子的身份证号码", "The child's identity number", kind="id_number", required=True),
)  # fmt: skip
