"""A city in which every role is somebody and every hall has something of its own, with a word that is nowhere else."""

from __future__ import annotations

import hashlib
import io
import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from acting import act
from conftest import Hall
from matrix.people import ITEM, OUTSIDE, Who, seat, settle
from matrix.rewinding import Remembered
from wangting.content.announcement import Announcement
from wangting.content.page import Page
from wangting.gateways.identity.interface import AGREES
from wangting.gateways.side.records import FileRef
from wangting.rules.assurance import WINDOW
from wangting.rules.identifiers import credit_code_check
from wangting.rules.publicfile import named_by, with_text
from wangting.security.gate import asker_of
from wangting.services.attaching import show
from wangting.services.filing import Submission
from wangting.services.mandating import Drawing
from wangting.services.vouching import Answer, Firm
from wangting.services.workroom import Workroom
from wangting.views.desk.words import DEFECTS

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
#: A blank form that a published edition named, and one that only a draft names.
PUBLIC_FILES = ("shown.pdf", "unshown.pdf")
SHOWN, UNSHOWN = (f"{hashlib.sha256(PDF + name.encode()).hexdigest()}/{name}" for name in PUBLIC_FILES)
#: The organisation of citizen A; the number is nobody's.
CREDIT_CODE = "91341622MA0000001" + credit_code_check("91341622MA0000001")
ACCEPT = ("accept", "counter", {})
REVIEW = ("review", "reviewer", {"opinion": "材料齐全"})
LACKING = {"opinion": "补一份", "facts": {"missing": ("m1",), "reasons": {"m1": DEFECTS[0]}}}
#: The cases of each hall: what was done to them, by whom.
CASES = {
    "submitted": (),
    "supplementing": (("supplement", "counter", LACKING),),
    "accepted": (ACCEPT,),
    "reviewed": (ACCEPT, REVIEW),
    "approved": (ACCEPT, REVIEW, ("approve", "approver", {"opinion": "准予"})),
}


@dataclass
class Things:
    """What one hall has; ``private`` is a word in its cases, ``public`` one on its pages: its canaries."""

    hall: str
    private: str
    public: str
    cases: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


@dataclass
class World:
    """The prepared city: things and people by hall, ids of people by (role, hall)."""

    hall: Hall
    ids: dict[tuple[str, str], int]
    things: dict[str, Things]
    who: dict[tuple[str, str], Who] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    remembered: Remembered | None = None

    def asker(self, role: str, hall: str) -> Who | None:
        """Return who holds ``role`` in ``hall``; None where there is nobody: 市直 has no towns."""
        return self.who.get((role, hall)) or self.who.get((role, ""))

    def id(self, role: str, hall: str = "") -> int:
        """Return the id of the party in ``role``."""
        return self.ids.get((role, hall)) or self.ids[role, ""]


def build(hall: Hall) -> World:
    """Make the world, and remember it."""
    keys = list(hall.installation.declared.tenants)
    things = {key: Things(key, f"canary{secrets.token_hex(6)}", f"finch{secrets.token_hex(6)}") for key in keys}
    world = World(hall, settle(hall), things)
    with hall.room(commit=True) as room:
        world.names["applicant"] = room.register.parties.get(world.id("citizen_a")).name
        world.slugs = {key: room.halls[key].implementations[ITEM].unit.partition("/")[2] for key in keys}
        _mandates(world, room)
        _company(world, room)
        _edition(room)
        _villages(world, room)
    for found in things.values():
        with hall.room(commit=True) as room:
            _write(room, found)
        for name, acts in CASES.items():
            file_case(world, found, name, acts)
        _drafts(world, found)
    # What the approvals have ordered: the licences, and the notices.
    hall.clock.advance(seconds=10)
    while hall.worker.round():
        pass
    _licences(world)
    _sit_down(world)
    world.remembered = Remembered(hall)
    return world


def _mandates(world: World, room: Workroom) -> None:
    """Let citizen A mandate the inside agent everywhere, the others in their own hall only; one waits in each hall."""
    wide = _draw(world, room, world.id("agent_inside"), ())
    for key in OUTSIDE:
        delegate = room.register.parties.by_login(f"{key}-agent").id
        _draw(world, room, delegate, (key,))
    for key, found in world.things.items():
        found.names["mandate"] = wide
        found.names["waiting"] = _draw(world, room, world.id("agent_inside"), (key,), confirmed=False)


def _company(world: World, room: Workroom) -> None:
    """Let citizen A be the first operator of an organisation."""
    person = room.register.parties.get(world.id("citizen_a"))
    room.assuring.prove(person, WINDOW, room.assuring.about(person))
    firm = Firm("样例商贸有限公司", CREDIT_CODE, person.name)
    until = world.hall.clock.now().date() + timedelta(days=30)
    room.representing.register(firm, person, until, Answer(AGREES, person.id_mark))


def _edition(room: Workroom) -> None:
    """Let the second of the central office draft an edition, which the first may review.

    It names a file that nobody outside has seen; another one is everybody's.
    """
    other = room.register.parties.by_login("central-office-2").id
    shown, unshown = (room.attaching.attach(io.BytesIO(PDF + name.encode()), name, other) for name in PUBLIC_FILES)
    show(room.register, [named_by(shown)])
    draft = with_text(room.items[ITEM].editions[-1].data, "materials.1.blank", unshown)
    room.publishing.write(ITEM, dict(draft), other, 1)


def _villages(world: World, room: Workroom) -> None:
    """Name a village of each hall that has any."""
    for unit in room.register.orgunits.values():
        if unit.kind == "village":
            world.things[unit.hall].names.setdefault("village", unit.key)


def _draw(world: World, room: Workroom, delegate: int, halls: tuple[str, ...], *, confirmed: bool = True) -> str:
    principal, agent = (room.register.parties.get(party) for party in (world.id("citizen_a"), delegate))
    today = world.hall.clock.now().date()
    drawing = Drawing(secrets.token_hex(16), principal, room.people.of(principal), agent, today,
                      today + timedelta(days=30), halls, said={"halls": "列出的厅", "items": "各事项"},
                      files={"evidence": (_staged(room, "委托书.pdf"),)})  # fmt: skip
    mandate = room.mandating.draw_up(drawing, principal, "online")
    if confirmed:
        room.mandating.confirm(mandate, principal, "sms")
    return mandate.number


def _staged(room: Workroom, name: str) -> FileRef:
    with room.house.staging.keeping():
        staged = room.house.staging.add(io.BytesIO(PDF + name.encode()), 1000)
    return FileRef(staged.sha256, name, staged.size, "application/pdf")


def _write(room: Workroom, found: Things) -> None:
    """Put the public canary on the pages of the hall: an announcement, a page, the place of its item."""
    for one, name in ((Announcement(), f"told-{found.hall}"), (Page(), f"about-{found.hall}")):
        one.title, one.title_en, one.text, one.text_en = "大厅的话", "A word", found.public, found.public
        if isinstance(one, Announcement):
            one.since = room.house.clock.now().date()
        room.halls[found.hall].add(name, one, send_events=False)
    room.halls[found.hall].implementations[ITEM].hours = found.public


def file_case(world: World, found: Things, name: str, acts: tuple) -> None:
    """File a case for citizen A by the inside agent, with the private canary in an answer and in a file's name."""
    key = found.hall
    with world.hall.room(commit=True) as room:
        applicant, agent = (room.register.parties.get(world.id(role)) for role in ("citizen_a", "agent_inside"))
        offer = room.catalogue.offer(key, ITEM)
        submission = Submission(
            draft_id=secrets.token_hex(16),
            hall=key,
            case_prefix=offer.hall.case_prefix,
            implementation=offer.implementation,
            edition=offer.edition,
            path=room.register.orgunit(offer.implementation.unit).path,
            applicant=applicant,
            values={"remarks": found.private, "score": "88"},
            files={"m1": (_staged(room, f"{found.private}.pdf"),)},
            agent=agent,
            mandate=found.names["mandate"],
        )
        case = room.filing.submit(submission, asker_of(agent))
        case_id, found.cases[name] = case.id, case.number
    for what, role, more in acts:
        with world.hall.room() as room:
            login = room.register.parties.get(world.id(role, key)).login
        act(world.hall, case_id, what, login, **more)
    with world.hall.room() as room:
        found.versions[name] = room.register.case(case_id).version


def _drafts(world: World, found: Things) -> None:
    with world.hall.room() as room:
        edition = room.catalogue.offer(found.hall, ITEM).edition
        draft = room.drafting.begin(world.id("citizen_a"), found.hall, ITEM, edition.number)
        draft = room.drafting.save(draft, {"score": "88", "remarks": found.private})
        found.names["draft"] = draft.id
        if "mandate_draft" not in world.names:
            begun = room.drafting.begin(world.id("citizen_a"), "", f"mandate/online/{secrets.token_hex(4)}", 1)
            world.names["mandate_draft"] = begun.id


def _licences(world: World) -> None:
    with world.hall.room() as room:
        for found in world.things.values():
            found.names["licence"] = room.tracking.by_number(found.cases["approved"]).licence


def _sit_down(world: World) -> None:
    """Sign everybody in; the agents are at work for citizen A."""
    world.who["visitor", ""] = Who("visitor", "")
    for (role, key), party in world.ids.items():
        behalf = world.id("citizen_a") if role.startswith("agent") else None
        world.who[role, key] = seat(world.hall, role, key, party, behalf)
