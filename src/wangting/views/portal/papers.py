"""Papers come and go, each by its own button or with any other; what is refused is told beside its field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from pyramid.request import Request
from pyramid.response import Response

from wangting.content.case import CaseFile
from wangting.content.item import Edition
from wangting.errors import Refused, TooLarge, WangtingError
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.sent import ADD, DROP
from wangting.gateways.side.records import Draft
from wangting.theming.faults import fault_of
from wangting.views.dressing import go

UPLOAD, REMOVE = "upload", "remove"


class PaperPage(Protocol):
    """A page with a form that takes papers: an application, or the answer to a request for papers."""

    request: Request
    draft: Draft
    form: Form
    path: str
    edition: Edition
    held: Sequence[CaseFile]


def taken(page: PaperPage) -> Draft:
    """Keep every paper that was chosen, whichever button was pressed, and return the draft as it is then.

    Whoever chooses a file and goes on believes to have handed it in.  Raises what ``Drafting.upload`` refuses.
    """
    draft, drafting = page.draft, page.request.room.drafting
    for spec in page.form.fields:
        file = _chosen(page.request, spec.id)
        if file is None:
            continue
        try:
            draft = drafting.upload(draft, spec.id, file.filename, file.file, page.edition, page.held)
        except (Refused, TooLarge) as refused:
            refused.facts["field"] = spec.id
            raise
    return draft


def pressed(page: PaperPage) -> Response | None:
    """Do what a button inside the form says and lead back to its field; None when none of them was pressed."""
    request, drafting = page.request, page.request.room.drafting
    sent = request.POST
    if UPLOAD in sent:
        field = sent[UPLOAD]
        if all(spec.id != field for spec in page.form.fields):
            raise Refused("outside_the_list")
        if _chosen(request, field) is None:
            raise Refused("no_file_chosen", field=field)
        return go(request, page.path, field)
    if REMOVE in sent:
        field, _colon, sha256 = sent[REMOVE].partition(":")
        drafting.remove(page.draft, field, sha256)
        return go(request, page.path, field)
    if ADD in sent or DROP in sent:
        return go(request, page.path, (sent.get(ADD) or sent[DROP]).partition(":")[0])
    return None


def beside_its_field(page: PaperPage, error: WangtingError) -> tuple[Problem, ...] | None:
    """Return what to say beside the field whose paper was refused; None when the refusal is about something else."""
    field = error.facts.get("field")
    if all(spec.id != field for spec in page.form.fields):
        return None
    return (Problem(field, fault_of(error.code, error.status, error.facts).heading),)


def _chosen(request: Request, field: str) -> Any | None:
    """Return the file that was chosen for ``field``; a browser sends an empty part where none was."""
    file = request.POST.get(f"file-{field}")
    return file if getattr(file, "filename", "") else None
