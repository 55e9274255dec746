"""An organisation as it is written on a form, on line and at the window, and at which field each doubt is told."""

from __future__ import annotations

from collections.abc import Callable

from pyramid.request import Request
from translationstring import TranslationStringFactory

from wangting.errors import Refused, TooMany
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.rules.identifiers import BadIdentifier, read_credit_code
from wangting.services.vouching import Answer, Firm
from wangting.theming.faults import fault_of

_ = TranslationStringFactory("wangting")

#: Looks for people and organisations by one person in so many seconds.
LOOKS, SECONDS = 60, 3600
NO_CODE = _("统一社会信用代码不对，请照营业执照核对 18 位")
NOBODY = _("没有这个人，或者手机号和姓名对不上。请和他核对；他要先注册")
#: At which field a refusal is told.
COMPANY_FIELDS = {"company_taken": "credit_code", "too_many_companies": "credit_code", "mandate_no_delegate": "name",
                  "representative_unproved": "representative", "representative_phone": "phone",
                  "representative_unknown": "phone", "company_differs": "representative",
                  "company_unlike_register": "representative"}  # fmt: skip
OPERATOR_FIELDS = {"operator_already": "until", "mandate_no_delegate": "operator"}
#: Where the answer of the register lies for the next attempt of the request, if there is one.
ANSWER = "wangting.organisation_answer"
#: What the second button sends: a window sees the papers, and no code is sent.
AT_WINDOW = "window"


def slow_down(request: Request) -> None:
    """Raise TooMany for who looks for people and organisations again and again."""
    throttles = request.room.house.side.throttles
    wait = throttles.hit(f"company-look:{request.identity.party.id}", LOOKS, SECONDS)
    if wait:
        raise TooMany(wait=wait)


def register_asked(request: Request, ask: Callable[[], Answer]) -> Answer:
    """Ask between two transactions, once for all attempts of the request; somebody else who was asked about sees it."""
    said = request.environ.get(ANSWER)
    if said is None:
        room, me = request.room, request.identity.party
        said = request.environ[ANSWER] = ask()
        if said.mark not in ("", me.id_mark):
            asked = room.register.parties.by_id_mark(said.mark)
            room.house.side.looks.note(me.id, "applicant", "company_asked", person=asked.id)
        request.tm.abort()
        request.tm.begin()
    return said


def told_beside(request: Request, refused: Refused, fields: dict[str, str]) -> tuple[Problem, ...]:
    """Return a refusal as what is told beside its field; nothing half done is kept of it."""
    request.tm.abort()
    request.tm.begin()
    field = fields.get(refused.code, "until")
    facts = {**request.room.mandating.figures, **refused.facts}
    return (Problem(field, fault_of(refused.code, Refused.status, facts).heading),)


def firm_of(values: Answers) -> Firm:
    """Return the organisation that was written."""
    return Firm(*(values[name] for name in ("name", "credit_code", "representative", "phone")))


def read(form: Form, request: Request) -> tuple[Answers, tuple[Problem, ...]]:
    """Return what was written on ``form``, and what is wrong with it: each field is told one thing."""
    outcome = form.validate(request.POST.items(), lang=request.page.lang)
    told = {problem.field for problem in outcome.errors}
    return outcome.values, outcome.errors + _numbers(outcome.values, told)


def _numbers(values: Answers, told: set[str]) -> tuple[Problem, ...]:
    """Return what is wrong with credit code and phone, beyond what was ``told`` of their fields."""
    problems = []
    try:
        read_credit_code(values["credit_code"])
    except BadIdentifier:
        problems.append(Problem("credit_code", NO_CODE))
    if values["phone"].startswith("0"):
        problems.append(Problem("phone", _("写 11 位手机号，座机收不到短信")))
    return tuple(problem for problem in problems if problem.field not in told)
