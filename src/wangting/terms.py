"""The words of the trade, in both languages, from one table (STYLE "Names").

Chinese is what people read, English is what code says: the part of a key behind the dot is the name used in code,
``zh`` what a page shows, ``en`` what the English page shows, ``note`` what a newcomer to the trade should know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CHINESE = "zh-Hans"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Term:
    """One word; ``key`` is ``<group>.<name in code>``."""

    key: str
    zh: str
    en: str
    note: str = ""

    def text(self, lang: str) -> str:
        """Return the word in ``lang``: English for ``en``, else Chinese."""
        return self.en if lang == ENGLISH else self.zh


def _group(name: str, *rows: tuple[str, ...]) -> tuple[Term, ...]:
    return tuple(Term(f"{name}.{key}", *rest) for key, *rest in rows)


POSTS = _group(
    "post",
    ("visitor", "访客", "Visitor", "Nobody has signed in."),
    ("applicant", "申请人", "Applicant"),
    ("agent", "代办员", "Village agent", "A person who files for somebody else, free of charge; never software."),
    ("counter", "受理岗", "Counter clerk"),
    ("reviewer", "审查岗", "Reviewer"),
    ("approver", "审批岗", "Approver"),
    ("issuer", "出件岗", "Issuing clerk"),
    ("head", "科室负责人", "Head of section"),
    ("supervisor", "监察", "Supervisor"),
    ("hall_admin", "大厅管理员", "Hall administrator"),
    ("item_maintainer", "事项维护岗", "Item maintainer", "Drafts items for a municipal department; never publishes."),
    ("central_office", "市级事项管理", "Central office for items"),
    ("timer", "系统定时", "The clock", "Acts that the law lets time do, such as acceptance after five silent days."),
)

ACTS = _group(
    "act",
    ("submit", "提交申请", "Submit"),
    ("receive", "收件", "Receive", "Papers are taken in; nothing is promised yet."),
    ("accept", "受理", "Accept", "The clock of the decision starts; it is not the decision."),
    ("decline", "不予受理", "Decline"),
    ("supplement", "补正告知", "Ask for what is missing", "All of it, once, within five working days (行政许可法 32)."),
    ("answer", "补交材料", "Hand in what was missing"),
    ("review", "审查", "Review"),
    ("send_back", "退回审查", "Send back to review"),
    ("decide", "审批", "Decide", "Either approve or refuse."),
    ("approve", "准予", "Approve"),
    ("refuse", "不予许可", "Refuse"),
    ("conclude", "办结", "Conclude"),
    ("issue", "出证", "Issue"),
    ("deliver", "送达", "Deliver"),
    ("withdraw", "撤回", "Withdraw"),
    ("deem", "视为受理", "Deemed accepted", "行政许可法 32 (4): nobody said in time that something is missing."),
    ("forward_up", "转报", "Forward to the upper body"),
    ("transfer", "转办", "Transfer"),
    ("suspend", "挂起", "Suspend"),
    ("resume", "恢复", "Resume"),
    ("extend", "延期", "Extend", "Ten days more, with the head's approval and the reasons told (行政许可法 42)."),
    ("urge", "督办", "Urge"),
    ("take", "接手", "Take", "An official has the case in hand; no state moves."),
    ("hand_over", "转交同事", "Hand over"),
    ("put_back", "放回", "Put back"),
    ("recuse", "回避", "Step back", "An official with an interest in the case does nothing on it (公务员法 76)."),
)

STATES = _group(
    "state",
    ("draft", "草稿", "Draft"),
    ("submitted", "已提交", "Submitted"),
    ("supplementing", "待补正", "To be supplemented"),
    ("accepted", "已受理", "Accepted"),
    ("reviewed", "已审查", "Reviewed"),
    ("approved", "准予", "Approved"),
    ("delivered", "已送达", "Delivered"),
    ("declined", "不予受理", "Not accepted"),
    ("refused", "不予许可", "Refused"),
    ("withdrawn", "已撤回", "Withdrawn"),
)

LIGHTS = _group(
    "light",
    ("blue", "蓝", "Blue", "The clock is not running."),
    ("green", "绿", "Green", "In time."),
    ("yellow", "黄", "Yellow", "Soon due."),
    ("orange", "橙", "Orange", "Past the promised limit."),
    ("red", "红", "Red", "Past the statutory limit."),
)

LIGHT_WORDS = _group(
    "light_word",
    ("blue", "不计时", "clock not running"),
    ("green", "正常", "in time"),
    ("yellow", "将到期", "soon due"),
    ("orange", "超承诺", "past the promised limit"),
    ("red", "超法定", "past the statutory limit"),
)

ITEM_CLASSES = _group(
    "item_class",
    ("approval", "行政审批", "Administrative approval"),
    ("confirmation", "行政确认", "Administrative confirmation"),
    ("filing", "行政备案", "Administrative filing"),
    ("payment", "行政给付", "Administrative payment"),
    ("forwarded_review", "审核转报", "Review and forwarding"),
    ("public_service", "为民服务", "Service to citizens"),
)

ITEM_RANKS = _group(
    "item_rank",
    ("main", "主项", "Main item"),
    ("sub", "子项", "Sub-item"),
    ("handled", "业务办理项", "Handled item", "One way of handling an item, such as a first issue or a renewal."),
)

TIME = _group(
    "time",
    ("statutory_limit", "法定时限", "Statutory limit"),
    ("promised_limit", "承诺时限", "Promised limit"),
    ("workday", "工作日", "working day"),
    ("calendar_day", "自然日", "calendar day"),
    ("provisional", "暂定", "provisional", "The State Council has not yet published the holidays of that year."),
    ("weekend", "周末", "weekend"),
    ("holiday", "休", "holiday"),
    ("adjusted_workday", "班", "working weekend day", "A Saturday or Sunday that is worked in exchange for a holiday."),
    ("paused", "停表", "clock stopped", "Hearing, inspection, expert review: not counted (行政许可法 45)."),
    ("start", "起点", "start"),
    ("counted", "计入", "counted"),
)

PLACES = _group(
    "place",
    ("hall", "大厅", "Hall"),
    ("counter", "窗口", "Counter"),
    ("department", "部门", "Department"),
    ("post", "岗位", "Post"),
    ("clerk", "窗口人员", "Clerk"),
    ("city", "市", "City"),
    ("town", "镇（乡、街道）", "Town or street"),
    ("village", "村（社区）", "Village or community"),
    ("agency_point", "代办点", "Agency point"),
)

THINGS = _group(
    "thing",
    ("item", "事项", "Item"),
    ("base_catalogue", "基本目录", "Base catalogue"),
    ("implementation", "实施清单", "Implementation", "A hall's own overlay over an item of the central office."),
    ("edition", "版本", "Edition"),
    ("case", "办件", "Case"),
    ("case_number", "办件编号", "Case number"),
    ("ledger", "办理过程", "Ledger", "The append-only record of a case; one line is an entry."),
    ("instant", "即办件", "Decided on the spot"),
    ("promised", "承诺件", "Decided within the promised limit"),
    ("licence", "证照", "Licence", "Never called permit."),
    ("reuse", "免提交", "Already held, no upload needed"),
    ("material", "材料", "Material"),
    ("guide", "办事指南", "Guide"),
    ("flowchart", "流程图", "Flow chart"),
    ("legal_basis", "法定依据", "Legal basis"),
    ("rating", "好差评", "Rating"),
    ("appointment", "预约", "Appointment"),
    ("ticket", "排号", "Ticket"),
    ("consultation", "咨询", "Consultation"),
    ("complaint", "投诉", "Complaint"),
    ("correction", "曝光纠错", "Correction"),
    ("announcement", "公告", "Announcement"),
    ("notice", "通知", "Notice"),
    ("party", "办事主体", "Party"),
    ("person", "个人", "Person"),
    ("organisation", "企业（法人）", "Organisation"),
    ("official", "工作人员", "Official"),
    ("mandate", "委托", "Mandate"),
    ("special_procedure", "特别程序", "Special procedure"),
    ("hearing", "听证", "Hearing"),
    ("inspection", "检验检测", "Inspection"),
    ("expert_review", "专家评审", "Expert review"),
)

OVERSIGHT = _group(
    "oversight",
    ("supervision", "电子监察", "Electronic supervision"),
    ("light", "亮灯", "Light"),
    ("accountability", "问责", "Accountability"),
    ("onboarding_rate", "事项进驻率", "Items on line"),
    ("online_rate", "网上办理率", "Applied for on line"),
    ("on_time_rate", "限时办结率", "Concluded in time"),
    ("satisfaction_rate", "服务满意率", "Satisfied"),
)

DOCUMENTS = _group(
    "document",
    ("receipt", "接收凭证", "Receipt"),
    ("acceptance_notice", "受理通知书", "Notice of acceptance"),
    ("supplement_notice", "一次性补正告知书", "Notice of what is missing"),
    ("non_acceptance_notice", "不予受理通知书", "Notice of non-acceptance"),
    ("approval_decision", "准予决定书", "Decision of approval"),
    ("refusal_decision", "不予决定书", "Decision of refusal"),
    ("withdrawal_note", "撤回申请确认书", "Confirmation of withdrawal"),
    ("delivery_note", "送达回证", "Proof of delivery"),
)

DEFECTS = _group(
    "defect",
    ("absent", "没有交", "not handed in"),
    ("unreadable", "看不清", "cannot be read"),
    ("incomplete", "页数不全", "pages are missing"),
    ("unstamped", "缺盖章或签名", "seal or signature is missing"),
    ("expired", "过了有效期", "no longer valid"),
    ("mismatched", "和申请内容对不上", "does not agree with the application"),
)

GROUPS = (
    POSTS,
    ACTS,
    STATES,
    LIGHTS,
    LIGHT_WORDS,
    ITEM_CLASSES,
    ITEM_RANKS,
    TIME,
    PLACES,
    THINGS,
    OVERSIGHT,
    DOCUMENTS,
    DEFECTS,
)

TERMS: Mapping[str, Term] = MappingProxyType({entry.key: entry for group in GROUPS for entry in group})


def term(key: str, lang: str = CHINESE) -> str:
    """Return the word of ``key`` in ``lang``.

    Raises LookupError for a key the table does not have: a page that shows a bare key is a defect, not a fallback.
    """
    found = TERMS.get(key)
    if found is None:
        raise LookupError(f"terms.py has no {key!r}")
    return found.text(lang)
