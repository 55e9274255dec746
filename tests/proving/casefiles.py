"""Files cases and takes them further the way the pages do: the upload first, then the submit in one transaction."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass

from proving.ground import Ground, Hand, asker
from wangting.security.gate import asker_of
from wangting.services.filing import Submission
from wangting.services.workroom import Workroom

#: 高级中学教师资格认定: offered in every hall, with a certificate and papers to upload.
CODE = "440102013002"
HALL, PREFIX, DEPARTMENT = "mengcheng", "341622", "jiaoyu"
COUNTER, REVIEWER, APPROVER = f"{HALL}-counter", f"{HALL}-{DEPARTMENT}-reviewer", f"{HALL}-{DEPARTMENT}-approver"
#: Who takes a case to the state on the left, act by act.
WAY_TO = {
    "submitted": (),
    "supplementing": (("supplement", COUNTER),),
    "accepted": (("accept", COUNTER),),
    "reviewed": (("accept", COUNTER), ("review", REVIEWER)),
    "approved": (("accept", COUNTER), ("review", REVIEWER), ("approve", APPROVER)),
}
#: What an act needs beside its name.
NEEDS = {
    "supplement": {"facts": {"missing": ("m3",)}, "opinion": "缺一样"},
    "decline": {"opinion": "不属于本机关职权"},
    "refuse": {"opinion": "条件不符"},
    "send_back": {"opinion": "再核一次"},
}


@dataclass(frozen=True)
class Receipt:
    """What the citizen was shown: a number, and with it the promise that the file is kept."""

    number: str
    case_id: int
    draft_id: str
    sha256: str


@dataclass(frozen=True)
class Upload:
    """A draft with one paper, ready to be filed."""

    draft_id: str
    login: str
    sha256: str


def upload(ground: Ground, login: str, content: bytes | None) -> Upload:
    """Begin a draft and upload ``content``, if any, to it: writes the side store and the staging area only."""
    with ground.room() as room:
        offer = room.catalogue.offer(HALL, CODE)
        owner = room.register.parties.by_login(login).id
        draft = ground.house.side.drafts.create(owner, HALL, CODE, offer.edition.number)
        if content is not None:
            room.drafting.upload(draft, "m1", "毕业证书.pdf", io.BytesIO(content), offer.edition)
    return Upload(draft.id, login, hashlib.sha256(content or b"").hexdigest())


def submission_of(found: Upload) -> Callable[[Workroom], tuple[str, int]]:
    """Return the work that files the draft and answers (number, case id)."""

    def work(room: Workroom) -> tuple[str, int]:
        person = room.register.parties.by_login(found.login)
        offer = room.catalogue.offer(HALL, CODE)
        draft = room.drafting.mine(person.id, found.draft_id)
        submission = Submission(
            draft_id=draft.id,
            hall=HALL,
            case_prefix=PREFIX,
            implementation=offer.implementation,
            edition=offer.edition,
            path=room.register.orgunit(offer.implementation.unit).path,
            applicant=person,
            values={"reason": "申请高级中学语文教师资格"},
            files=draft.files,
        )
        case = room.filing.submit(submission, asker_of(person))
        return case.number, case.id

    return work


def submit(hand: Hand, found: Upload) -> Receipt:
    """File the draft and return the receipt, once the commit has returned."""
    number, case_id = hand.do(submission_of(found))
    return Receipt(number, case_id, found.draft_id, found.sha256)


def hand_in(ground: Ground, hand: Hand, login: str, content: bytes) -> Receipt:
    """Upload, file and, as the view does after the commit, forget the draft."""
    receipt = submit(hand, upload(ground, login, content))
    with ground.room() as room:
        room.drafting.filed(receipt.draft_id, receipt.number)
    return receipt


def act(hand: Hand, case_id: int, name: str, login: str, version: int | None = None) -> int:
    """Do one act and return the number of its entry, once the commit has returned."""

    def work(room: Workroom) -> int:
        case = room.register.case(case_id)
        room.casework.act(case, name, asker(room, login), version=version, **NEEDS.get(name, {}))
        return case.version

    return hand.do(work)


def take_to(hand: Hand, case_id: int, state: str) -> None:
    """Take a case that was just filed to ``state``."""
    for name, login in WAY_TO[state]:
        act(hand, case_id, name, login)
