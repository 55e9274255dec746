"""How far a case has come, in the words of a neighbour: the answer, the light, whose move it is, the river.

Nothing here decides: states, clocks and turns are the workflow's, days are the reckoner's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import escape

from translationstring import TranslationString, TranslationStringFactory

from wangting.content.case import Case
from wangting.content.hall import Hall
from wangting.content.ledger import Entry
from wangting.rules.timelimit import Deadline, Limit
from wangting.rules.workflow import Workflow
from wangting.services.casework.deadlines import Deadlines
from wangting.services.workroom import Workroom
from wangting.terms import term
from wangting.theming.dates import length
from wangting.theming.deadlines import due_day
from wangting.theming.html import Html
from wangting.theming.texts import translator

_ = TranslationStringFactory("wangting")

#: What is said of a case whose clock runs, by whose turn it is; the state's own name otherwise.
RUNNING = {"reviewer": _("审查中"), "approver": _("审查完了，等决定")}
#: What is said of a case that is concluded, by the act that concluded it.
CONCLUDED = {
    "approve": _("准予了"),
    "refuse": _("没有获准，理由写在决定书里"),
    "decline": _("不予受理，理由写在通知书里"),
    "withdraw": _("按申请人的要求撤回了"),
}
#: What an entry of the ledger is called on the applicant's own page.
DONE = {
    "submit": _("提交了申请"),
    "accept": _("受理，材料齐全"),
    "deem": _("五个工作日没有告知补正，依法视为受理"),
    "supplement": _("要补材料，一次说完"),
    "answer": _("补交了材料"),
    "decline": _("不予受理"),
    "review": _("审查完了"),
    "send_back": _("退回再审查"),
    "approve": _("准予"),
    "refuse": _("不予许可"),
    "withdraw": _("撤回申请"),
    "deliver": _("送达"),
}
#: Acts whose opinion is written for the applicant; a reviewer's note is not.
TOLD = frozenset({"supplement", "decline", "refuse", "approve"})


@dataclass(frozen=True)
class Progress:
    """One case as its applicant reads it; ``lang`` is that of the page.

    ``personal`` is False where somebody only holds a number and a code: then nobody's words are shown.
    """

    room: Workroom
    case: Case
    lang: str
    personal: bool = True

    @cached_property
    def workflow(self) -> Workflow:
        """The workflow version that the case pins."""
        return self.room.casework.workflow(self.case)

    @cached_property
    def due(self) -> Deadlines:
        """What is due."""
        return self.room.house.reckoner.of(self.case, self.workflow)

    @cached_property
    def hall(self) -> Hall:
        """The hall that owns the case."""
        return self.room.catalogue.hall(self.case.owner_hall)

    @cached_property
    def now(self) -> datetime:
        """The present moment."""
        return self.room.house.clock.now()

    @property
    def turn(self) -> str:
        """Whose move it is: a post, or nobody."""
        return self.workflow.states[self.case.state].turn

    @property
    def is_applicants(self) -> bool:
        """Whether the house waits for the applicant."""
        return self.turn == "applicant"

    @property
    def has_concluded(self) -> bool:
        """Whether the decision has been made (办结)."""
        return self.workflow.has_concluded(self.case.state)

    @property
    def deadline(self) -> Deadline | None:
        """The deadline that the page explains: the promise, or the law where nothing is promised."""
        return self.due.promised or self.due.statutory

    def due_day(self, due: Deadline) -> str:
        """Return a due day as people read it: with its year when it is another, 暂定 where no notice is out yet."""
        return due_day(due.due, self.room.house.reckoner.calendar, self.lang, self.now.date())

    @property
    def answer(self) -> TranslationString:
        """Return the heading: it says how the case stands and until when."""
        state, last = self.workflow.states[self.case.state], self.case.last(*self.workflow.concludes)
        if self.has_concluded and last is not None:
            delivered = last.act == "approve" and self.workflow.is_final(self.case.state)
            return _("办好了") if delivered else CONCLUDED[last.act]
        if self.is_applicants:
            return _("还缺材料，等申请人补交")
        said = RUNNING.get(state.turn, state.title_en if self.lang == "en" else state.title)
        if self.deadline is not None:
            late = self.now >= self.deadline.moment
            text = _("${state}，${day}就该办结，已经超期") if late else _("${state}，最迟 ${day}办结")
            return TranslationString(text, mapping={"state": said, "day": self.due_day(self.deadline)})
        waiting = next((due for _act, due in self.due.acts), None)
        if waiting is not None:
            return _("收到了，最迟 ${day}告诉您材料齐不齐", mapping={"day": self.due_day(waiting)})
        return _("${state}", mapping={"state": said})

    @property
    def heading(self) -> Html:
        """Return the answer as the head of a page, its date kept in one piece (look/README 3)."""
        said = escape(translator(self.lang)(self.answer))
        due = escape((self.answer.mapping or {}).get("day", ""))
        return Html(said.replace(due, f'<span class="wt-nowrap">{due}</span>') if due else said)

    @property
    def light(self) -> str:
        """Return the light of the case, by the thresholds of its hall."""
        return self.room.lighting(self.hall).of_case(self.workflow.states[self.case.state], self.due)

    @property
    def left(self) -> TranslationString | None:
        """Return how many days of the deadline are left; None when no clock runs or it is over."""
        if self.deadline is None or self.now >= self.deadline.moment:
            return None
        left = sum(1 for line in self.deadline.days if line.index and line.date > self.now.date())
        return _("还剩 ${days}", mapping={"days": days_of(Limit(left, self.deadline.limit.unit), self.lang)})

    @property
    def stream(self) -> list[dict]:
        """Return the river: what is behind with its documents, where it is, what is ahead."""
        # In whose hands a case lay is the house's own affair: what moved it is what the applicant follows.
        past = [self._past(entry) for entry in self.case.ledger if entry.source != entry.target]
        if self.workflow.is_final(self.case.state):
            past[-1]["state"] = "now"
            return past
        return [*past, self._present(), *self._ahead()]

    def _past(self, entry: Entry) -> dict:
        notes = [] if entry.post in ("applicant", "agent") else [term(f"post.{entry.post}", self.lang)]
        if self.personal and entry.opinion and entry.act in TOLD:
            notes.append(entry.opinion)
        papers = [{"n": entry.number, "title": term(f"document.{name}", self.lang)} for name in entry.documents]
        return {
            "title": DONE.get(entry.act) or term(f"act.{entry.act}", self.lang),
            "when": datetime.fromisoformat(entry.at),
            "state": "past",
            "notes": notes,
            "documents": papers,
        }

    def _present(self) -> dict:
        waiting = _("等申请人补交") if self.is_applicants else _("等${post}办", mapping={"post": self.whose})
        return {"title": RUNNING.get(self.turn, waiting), "state": "now", "notes": []}

    def _ahead(self) -> list[dict]:
        if self.has_concluded or self.is_applicants:
            return []
        latest = self.room.house.reckoner.latest_conclusion(self.case, self.workflow)
        said = {"title": _("决定"), "state": "next", "notes": [_("由另一个人决定")] if self.turn != "counter" else []}
        if latest is not None:
            said |= {"when": latest.due, "said": _("最迟 ${day}", mapping={"day": self.due_day(latest)})}
        return [said]

    @property
    def whose(self) -> str:
        """Return the post whose move it is, as people read it."""
        return term(f"post.{self.turn}", self.lang) if self.turn != "nobody" else ""

    @property
    def unit(self) -> str:
        """Return the department that has the case."""
        unit = self.room.register.orgunit(self.case.unit)
        return unit.name_en if self.lang == "en" and unit.name_en else unit.name


def days_of(limit: Limit, lang: str) -> str:
    """Return a limit in words: 12 个工作日, 12 working days."""
    return length(limit.amount, limit.unit, lang)
