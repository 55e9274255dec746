"""From a filled-in form to what is signed: who is meant, which item, until when; each doubt is told at its field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pyramid.request import Request
from translationstring import TranslationString, TranslationStringFactory

from wangting.content.mandate import Particulars
from wangting.content.parties import Party
from wangting.errors import Refused, TooMany
from wangting.forms.mandateform import ALL_HALLS
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.gateways.side.records import Draft
from wangting.rules.grants import AGENT
from wangting.services.mandating import Drawing
from wangting.theming.faults import fault_of

_ = TranslationStringFactory("wangting")

#: At which field a code of ``Mandating.faults`` is told.
ONLINE_FIELDS = {"mandate_to_oneself": "delegate", "mandate_no_delegate": "delegate", "guardian_needed": "delegate",
                 "mandate_no_principal": "delegate"}  # fmt: skip
POINT_FIELDS = {"mandate_to_oneself": "id_number", "mandate_no_principal": "id_number",
                "mandate_names_differ": "name", "mandate_phone_differs": "phone", "guardian_needed": "guardian_name",
                "guardian_too_young": "guardian_id", "guardian_is_the_child": "guardian_id"}  # fmt: skip
DAYS = ("mandate_backwards", "mandate_past", "mandate_too_long")
GUARDIAN = ("guardian_name", "guardian_id", "guardian_phone")
#: Names proposed for an item that was not found; looks at people by one agent in so many seconds.
PROPOSED, LOOKS, SECONDS = 3, 120, 3600


class Unreadable(Exception):
    """The form cannot become a mandate yet; ``problems`` say where and why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(len(problems))


def read_online(request: Request, draft: Draft, values: Answers) -> Drawing:
    """Return what the applicant on line wants to sign; raises Unreadable.

    Phone and name must fit together, and nobody learns which of the two was wrong.
    """
    room, principal = request.room, request.identity.party
    delegate = room.registering.find(values["delegate"])
    if delegate is None or delegate.disabled or delegate.name != values["delegate_name"].strip():
        raise Unreadable(Problem("delegate", _("没有这个人，或者手机号和姓名对不上。请和他核对；他要先注册")))
    return _drawing(request, draft, values, principal, room.people.of(principal), delegate, None, ONLINE_FIELDS)


def read_point(request: Request, draft: Draft, values: Answers) -> Drawing:
    """Return what somebody at the point wants to sign with the agent; raises Unreadable, TooMany.

    Who is registered already is known by the ID number, and can see that the agent looked.
    """
    room, agent = request.room, request.identity.party
    wait = room.house.side.throttles.hit(f"mandate-look:{agent.id}", LOOKS, SECONDS)
    if wait:
        raise TooMany(wait=wait)
    applicant = room.people.typed(values["name"], values["id_number"], values["phone"])
    try:
        principal = room.people.known(applicant)
    except Refused as differing:
        raise _problem(differing.code, POINT_FIELDS, {}) from differing
    if principal is not None:
        room.house.side.looks.note(agent.id, AGENT, "mandate", person=principal.id)
        if not applicant.phone_mark:
            applicant = room.people.of(principal)
    guardian = _guardian(request, values)
    return _drawing(request, draft, values, principal, applicant, agent, guardian, POINT_FIELDS)


def _guardian(request: Request, values: Answers) -> Particulars | None:
    if not any(values[name] for name in GUARDIAN):
        return None
    missing = [Problem(name, _("监护人的姓名、身份证号码、手机号要写全")) for name in GUARDIAN if not values[name]]
    if missing:
        raise Unreadable(*missing)
    return request.room.people.typed(*(values[name] for name in GUARDIAN))


def _drawing(request: Request, draft: Draft, values: Answers, principal: Party | None, applicant: Particulars,
             delegate: Party, guardian: Particulars | None, fields: dict[str, str]) -> Drawing:  # fmt: skip
    room = request.room
    halls = () if values["hall"] == ALL_HALLS else (values["hall"],)
    code = _item(request, values["item"], halls[0] if halls else None)
    drawing = Drawing(
        draft_id=draft.id,
        principal=principal,
        applicant=applicant,
        delegate=delegate,
        since=room.house.clock.now().date(),
        until=date.fromisoformat(values["until"]),
        halls=halls,
        items=(code,) if code else (),
        said={
            "halls": room.halls[halls[0]].title if halls else "亳州市各级大厅",
            "items": f"{room.items[code].title}（{code}）" if code else "所有可以委托办理的事项",
        },
        guardian=guardian,
        files=draft.files,
    )
    found = room.mandating.faults(drawing)
    if found:
        raise _problem(found[0], fields, room.mandating.figures)
    return drawing


def _problem(code: str, fields: dict[str, str], facts: Mapping[str, object]) -> Unreadable:
    field = "until" if code in DAYS else fields[code]
    return Unreadable(Problem(field, fault_of(code, Refused.status, facts).heading))


def _item(request: Request, typed: str, hall: str | None) -> str | None:
    """Return the code of the item that was typed by its name or code, None for all; raises Unreadable."""
    wanted = typed.strip()
    if not wanted:
        return None
    if wanted in request.room.items:
        return wanted
    found = request.room.finder.search(wanted, hall)
    same = [each.entry.code for each in found if each.entry.name == wanted and each.hall is not None]
    if same:
        return same[0]
    names = "、".join(dict.fromkeys(each.entry.name for each in found[:PROPOSED]))
    raise Unreadable(Problem("item", _proposed(names)))


def _proposed(names: str) -> TranslationString:
    if not names:
        return _("没有找到这个事项，请写办事指南上的名称或编码")
    return _("没有叫这个名字的事项。是不是：${names}", mapping={"names": names})
