"""What the desk says of acts: what each will do, why it cannot be done, what has been done."""

from __future__ import annotations

from collections.abc import Mapping

from translationstring import TranslationString, TranslationStringFactory

from wangting.content.case import Case
from wangting.rules.workflow import Transition, Workflow
from wangting.services.examining import DEFECTS
from wangting.terms import ENGLISH, term
from wangting.theming.texts import translator

_ = TranslationStringFactory("wangting")

__all__ = ("DEFECTS", "IN_THE_WAY", "PURPOSES", "WHERE", "consequences_of", "is_dangerous")

REASON_GIVEN = "reason_given"

#: Codes of guards and of the examination: what stands in the way, in one line.
IN_THE_WAY: Mapping[str, TranslationString] = {
    "told_once_already": _("补正只能告知一次，已经告知过了（行政许可法第三十二条）"),
    "nothing_listed": _("先在材料里勾出哪几项不合格或没有"),
    "outside_the_list": _("清单以外的材料不能要"),
    "reason_missing": _("先写理由：申请人要看得到"),
    "decider_reviewed": _("这件是您审查的，要由另一个人决定"),
    "marked_missing": _("材料里勾了不合格或没有：先一次告知补正，或者改成合格"),
    "no_such_act": _("这件现在的状态不能这样办"),
    "nothing_chosen": _("还没有选怎么办：请按一个办法的按钮"),
    "own_case": _("这件是您自己申请或代办的，要回避：由另一位同事办"),
    "recused": _("这件您已经回避，由另一位同事办"),
    "held_by_another": _("这件在同事手上：要由您办，先接过来"),
    "no_colleague": _("只能转给同一岗位、能办这件的同事：请再选一次"),
    "not_in_your_hands": _("这件不在您手上"),
}
#: Where the answer to a code is given on the page.
WHERE = {"reason_missing": "opinion", "nothing_listed": "materials", "marked_missing": "materials"}

#: Why an officer may see a number whole; the key is what the look keeps.
PURPOSES: Mapping[str, TranslationString] = {
    "identity": _("核对身份"),
    "contact": _("联系申请人"),
    "document": _("写文书"),
}


def consequences_of(transition: Transition, workflow: Workflow, case: Case, lang: str) -> str:
    """Return what the act will do, from the workflow's own table: document, notice, licence, clock, whose turn."""
    say, joint = translator(lang), "; " if lang == ENGLISH else "；"
    return joint.join(say(part) for part in _parts(transition, workflow, case, lang))


def _parts(transition: Transition, workflow: Workflow, case: Case, lang: str) -> list[TranslationString]:
    act, source, target = transition.act, workflow.states[transition.source], workflow.states[transition.target]
    follows = workflow.consequences.get(act, ())
    parts = []
    if REASON_GIVEN in workflow.guards.get(act, ()):
        parts.append(_("要写理由"))
    if act in workflow.documents:
        parts.append(_("出《${document}》", mapping={"document": term(f"document.{workflow.documents[act]}", lang)}))
    if "issue_licence" in follows and case.edition.certificate is not None:
        parts.append(_("当场生成电子证照，从决定起有效"))
    if "notify_applicant" in follows:
        parts.append(_("通知申请人和代办员") if case.agent is not None else _("通知申请人"))
    if target.clock == "runs" and source.clock != "runs":
        parts.append(_("开始计时"))
    parts.append(_whose(target.turn, final=workflow.is_final(target.key), lang=lang))
    return parts


def _whose(turn: str, *, final: bool, lang: str) -> TranslationString:
    if final:
        return _("这件就办完了")
    if turn == "applicant":
        return _("等申请人补交，不计时")
    return _("转到${post}", mapping={"post": term(f"post.{turn}", lang)})


def is_dangerous(act: str, workflow: Workflow) -> bool:
    """Say whether the act ends the case against the applicant: those are the ones that must give a reason."""
    return act in workflow.concludes and REASON_GIVEN in workflow.guards.get(act, ())
