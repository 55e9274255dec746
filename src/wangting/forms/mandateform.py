"""The forms in which mandates are written: one by the applicant on line, one at an agency point for somebody there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from wangting.forms.form import Form
from wangting.forms.spec import FieldSpec, Named, SectionSpec

#: The papers that prove it; at a point there is no mandate without one.
EVIDENCE = "evidence"
ALL_HALLS = "all"

_ITEM = FieldSpec("item", "只办哪一个事项", "Only for which item", "写事项的名称或编码；空着就是所有事项",
                  "Name or code of the item; leave empty for all items", kind="text")  # fmt: skip
_UNTIL = FieldSpec("until", "委托到哪一天", "Until which day", kind="date", required=True)


def _halls(halls: Iterable[Named]) -> FieldSpec:
    everywhere = Named(ALL_HALLS, "全市六个厅", "All six halls")
    return FieldSpec("hall", "在哪个厅办", "At which hall", kind="choice", required=True, options=(everywhere, *halls))


@lru_cache(maxsize=8)
def online_form(halls: tuple[Named, ...]) -> Form:
    """Return the form by which an applicant appoints an agent or another person."""
    whom = (
        FieldSpec("delegate", "受托人的手机号，或者代办员的工号",
                  "The delegate's mobile number, or the agent's staff number", "受托人要先在网厅注册",
                  "The delegate must be registered here", kind="login", required=True),
        FieldSpec("delegate_name", "受托人的姓名", "The delegate's name", kind="text", required=True, limit=50),
    )  # fmt: skip
    evidence = FieldSpec(EVIDENCE, "委托书照片", "Photo of a signed mandate", "可以不交，短信确认码就算签名",
                         "Optional: the code counts as signature", kind="material")  # fmt: skip
    return Form((
        SectionSpec("whom", "委托谁", "Whom", fields=whom),
        SectionSpec("what", "办什么，到哪天", "What, until when", fields=(_halls(halls), _ITEM, _UNTIL)),
        SectionSpec("proof", "凭据", "Proof", fields=(evidence,)),
    ))  # fmt: skip


@lru_cache(maxsize=8)
def point_form(halls: tuple[Named, ...]) -> Form:
    """Return the form that an agent fills in for somebody who has come to the point."""
    person = (
        FieldSpec("name", "姓名", "Name", "和身份证上的一样", "As on the identity card", kind="text", required=True,
                  limit=50),
        FieldSpec("id_number", "身份证号码", "Identity number", kind="id_number", required=True),
        FieldSpec("phone", "手机号", "Mobile number", "确认码发到这个手机；没有手机就到窗口确认",
                  "The code goes to this phone; without a phone the mandate is confirmed at a window", kind="phone"),
    )  # fmt: skip
    guardian = (
        FieldSpec("guardian_name", "监护人姓名", "Guardian's name", kind="text", limit=50),
        FieldSpec("guardian_id", "监护人身份证号码", "Guardian's identity number", kind="id_number"),
        FieldSpec("guardian_phone", "监护人手机号", "Guardian's mobile number", kind="phone"),
    )
    evidence = FieldSpec(EVIDENCE, "委托书或身份证的照片", "Photo of the signed mandate or the identity card",
                         "监护人代为委托的，再拍户口本或出生证明",
                         "With a guardian also the household register or the birth certificate", kind="material",
                         required=True)  # fmt: skip
    return Form((
        SectionSpec("person", "替谁办", "For whom", fields=person),
        SectionSpec("what", "办什么，到哪天", "What, until when", fields=(_halls(halls), _ITEM, _UNTIL)),
        SectionSpec("guardian", "不满 14 岁的，监护人是谁", "Guardian of somebody under 14", fields=guardian),
        SectionSpec("proof", "凭据", "Proof", fields=(evidence,)),
    ))  # fmt: skip
