"""The documents of a case as pages to print: dated, with the law they rest on and what can be done (DOMAIN 3)."""

from __future__ import annotations

from datetime import datetime

from pyramid.request import Request
from pyramid.view import view_config

from wangting.content.case import Case
from wangting.content.ledger import Entry
from wangting.errors import NotFound
from wangting.rules.notice import fill
from wangting.rules.timelimit import Limit
from wangting.security.permissions import CASE_VIEW
from wangting.terms import CHINESE, term
from wangting.theming.dates import day
from wangting.views.dressing import wear
from wangting.views.numbers import whole
from wangting.views.portal.progress import Progress, days_of
from wangting.views.traversal.contexts import MyCase

#: What is written where a day or a limit is not known: never an empty place in a document.
UNKNOWN = "（未载明）"


@view_config(context=MyCase, name="documents", request_method="GET", permission=CASE_VIEW,
             renderer="portal/document.pt")  # fmt: skip
def document(context: MyCase, request: Request) -> dict:
    """Show the document of one entry of the ledger; it is Chinese in every language of the page."""
    case, room = context.case, request.room
    entry = entry_of(case, request.subpath)
    progress = Progress(room, case, CHINESE)
    wear(request, progress.hall)
    name = entry.documents[0]
    said = room.house.documents[name]
    values = _values(progress, entry)
    facts = dict(entry.facts)
    return {
        "title": term(f"document.{name}", request.page.lang),
        "heading": term(f"document.{name}", CHINESE),
        "case": case,
        "paragraphs": [fill(words, values) for words in said.paragraphs],
        "missing": missing_of(case, facts, CHINESE),
        "reasons": entry.opinion,
        "basis": said.basis,
        "remedies": [fill(words, values) for words in said.remedies],
        "issuer": values["hall"] + "　" + values["unit"],
        "dated": values["day"],
        "hash": entry.hash,
        "noindex": True,
    }


def entry_of(case: Case, subpath: tuple[str, ...]) -> Entry:
    """Return the entry whose document is asked for; raises NotFound for anything that is not one."""
    place = whole(subpath[0] if len(subpath) == 1 else "", 0)
    if not 1 <= place <= len(case.ledger) or not case.ledger[place - 1].documents:
        raise NotFound("no_document")
    return case.ledger[place - 1]


def missing_of(case: Case, facts: dict, lang: str) -> list[dict]:
    """Return what a request for papers asks for: the material, and why what was handed in does not do."""
    names = {material["id"]: material["name"] for material in case.edition.materials}
    reasons = facts.get("reasons") or {}
    return [
        {"id": found, "name": names[found], "why": term(f"defect.{reasons[found]}", lang) if found in reasons else ""}
        for found in facts.get("missing", ())
    ]


def _values(progress: Progress, entry: Entry) -> dict[str, str]:
    """Return what is filled in; days are those of the case as it stood in law at the entry."""
    case, reckoner, at = progress.case, progress.room.house.reckoner, datetime.fromisoformat(entry.at)
    promise = reckoner.promise_of_concluded(case, progress.workflow)
    answered = reckoner.answer_by(case, progress.workflow, at)
    return {
        "number": case.number,
        "item": case.item_name,
        "applicant": case.applicant_name,
        "hall": progress.hall.title,
        "unit": progress.room.register.orgunit(case.unit).name,
        "day": day(at, CHINESE, weekday=False, year=True),
        "received": day(reckoner.counts_from(case.intake_hall, at), CHINESE, year=True),
        "answer_by": day(answered.due, CHINESE, year=True) if answered else UNKNOWN,
        "due": day(promise.due, CHINESE, year=True) if promise else UNKNOWN,
        "promised": days_of(Limit(*case.promised), CHINESE) if case.promised else UNKNOWN,
    }
