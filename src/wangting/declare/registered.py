"""The names that declared files may use, because some part of the house answers to each of them.

A service that registers a guard, a document or a consequence adds its name here; ``tests/contract`` holds the two
together.  Declared files that use any other name do not load.
"""

from __future__ import annotations

from dataclasses import dataclass

from wangting.forms.kinds import KINDS
from wangting.rules.workflow_checks import Names

POSTS = {
    "applicant": "whoever asks (申请人)",
    "agent": "the village agent who files for somebody else (代办员)",
    "counter": "takes cases in and accepts them (受理岗)",
    "reviewer": "reviews the substance (审查岗)",
    "approver": "decides (审批岗)",
    "issuer": "hands out the result (出件岗)",
    "head": "heads a department (科室负责人)",
    "supervisor": "watches limits and conduct (监察)",
    "hall_admin": "runs one hall (大厅管理员)",
    "item_maintainer": "drafts the items of a municipal department (事项维护岗)",
    "central_office": "runs what the halls share (市级事项管理)",
    "timer": "does what time does (系统定时)",
}

ACTS = {
    "submit": "收件",
    "accept": "受理",
    "supplement": "补正告知",
    "answer": "提交补正材料",
    "decline": "不予受理",
    "review": "审查",
    "send_back": "退回审查",
    "approve": "准予",
    "refuse": "不予许可",
    "withdraw": "撤回",
    "deem": "视为受理",
    "deliver": "送达",
}

GUARDS = {
    "missing_listed": "a supplement names at least one thing that is missing (行政许可法 32: all of it)",
    "first_supplement_only": "nothing was asked for before (行政许可法 32: told once)",
    "reason_given": "the opinion says why (行政许可法 38, 72)",
    "decider_is_another": "who decides is not who reviewed",
}

DOCUMENTS = {
    "receipt": "接收凭证",
    "acceptance_notice": "受理通知书",
    "supplement_notice": "一次性补正告知书",
    "non_acceptance_notice": "不予受理通知书",
    "approval_decision": "准予决定书",
    "refusal_decision": "不予决定书",
    "withdrawal_note": "撤回申请确认书",
    "delivery_note": "送达回证",
}

CONSEQUENCES = {
    "issue_licence": "make the licence of the edition's certificate, if it has one",
    "notify_applicant": "put a message to the applicant, and to the agent, into the outbox",
}

#: Rows of further fields are declared otherwise than a field.
FIELD_KINDS = frozenset(KINDS) - {"group"}

FEATURES = {
    "apply": "apply online (在线申办)",
    "booking": "book a time (在线预约)",
    "rating": "rate a service (好差评)",
    "consultation": "ask a question (咨询)",
}


@dataclass(frozen=True, slots=True)
class Registered:
    """Every kind of name a declared file may use."""

    names: Names
    field_kinds: frozenset[str]
    features: frozenset[str]


REGISTERED = Registered(
    names=Names(
        posts=frozenset(POSTS),
        acts=frozenset(ACTS),
        guards=frozenset(GUARDS),
        documents=frozenset(DOCUMENTS),
        consequences=frozenset(CONSEQUENCES),
    ),
    field_kinds=FIELD_KINDS,
    features=frozenset(FEATURES),
)
