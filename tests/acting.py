"""Acts of people on cases, at the level of services: what tests of many rooms need."""

from __future__ import annotations

import io

from wangting.content.parties import Official
from wangting.security.gate import asker_of
from wangting.services.filing import Submission

#: The login of :func:`second_clerk`.
SECOND = "mengcheng-counter-2"
TEACHER = "440102013002"
PDF = b"%PDF-1.4\n%\xe2\xe3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def party(room, login):
    return room.register.parties.by_login(login)


def asker(room, login):
    return asker_of(party(room, login))


def submit(hall, code=TEACHER, key="mengcheng", citizen=None):
    """File a case as the sample citizen and return its id."""
    with hall.room(commit=True) as room:
        person = party(room, (citizen or hall.account("citizen"))["login"])
        offer = room.catalogue.offer(key, code)
        draft = room.drafting.begin(person.id, key, code, offer.edition.number)
        for paper in ("m1", "m2"):
            draft = room.drafting.upload(draft, paper, "毕业证书.pdf", io.BytesIO(PDF + paper.encode()), offer.edition)
        submission = Submission(
            draft_id=draft.id,
            hall=key,
            case_prefix=offer.hall.case_prefix,
            implementation=offer.implementation,
            edition=offer.edition,
            path=room.register.orgunit(offer.implementation.unit).path,
            applicant=person,
            values={"reason": "申请高级中学语文教师资格"},
            files=draft.files,
        )
        return room.filing.submit(submission, asker_of(person)).id


def act(hall, case_id, name, login, **more):
    with hall.room(commit=True) as room:
        room.casework.act(room.register.case(case_id), name, asker(room, login), **more)


def state(hall, case_id):
    with hall.room() as room:
        return room.register.case(case_id).state


def second_clerk(hall):
    """Add a second clerk at the counter of Mengcheng, with the same password, and return the account."""
    account = {**hall.account("counter", "mengcheng"), "login": SECOND}
    with hall.room(commit=True) as room:
        clerk = party(room, "mengcheng-counter")
        other = Official(room.register.parties.new_id(), "王同事")
        other.postings, other.login, other.password = clerk.postings, account["login"], clerk.password
        room.register.parties.add(other)
    return account
