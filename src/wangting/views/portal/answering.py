"""Answering a request for papers: what is missing and why, one upload at a time, then handed in together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config
from translationstring import TranslationStringFactory

from wangting.content.case import Case, CaseFile
from wangting.content.item import Edition
from wangting.errors import NotFound, Refused, TooLarge
from wangting.forms.form import Form, form_of
from wangting.forms.messages import Problem
from wangting.forms.widgets import Button
from wangting.gateways.side.records import Draft
from wangting.security.permissions import CASE_VIEW
from wangting.views.dressing import go, shown_form, wear
from wangting.views.errors import refused
from wangting.views.numbers import whole
from wangting.views.portal.documents import missing_of
from wangting.views.portal.mine import ANSWER
from wangting.views.portal.mycase import NEVER_SHOWN
from wangting.views.portal.papers import beside_its_field, pressed, taken
from wangting.views.portal.progress import Progress
from wangting.views.traversal.contexts import MyCase

_ = TranslationStringFactory("wangting")

SUPPLEMENT, ACT = "supplement", "answer"
PATH = r"^/me/cases/[^/]+/answer$"


@dataclass(frozen=True)
class AnswerPage:
    """What is missing of one case, with the draft in which its papers are gathered."""

    request: Request
    case: Case
    draft: Draft

    @property
    def path(self) -> str:
        """The address of the form."""
        return f"/me/cases/{self.case.number}/answer"

    @property
    def edition(self) -> Edition:
        """The edition that the case pins."""
        return self.case.edition

    @property
    def held(self) -> Sequence[CaseFile]:
        """The papers that the case has already: they count towards its limits."""
        return self.case.files

    @property
    def missing(self) -> list[dict]:
        """The materials asked for, each with the reason."""
        return missing_of(self.case, dict(self.case.last(SUPPLEMENT).facts), self.request.page.lang)

    @cached_property
    def form(self) -> Form:
        """A form of exactly what was asked for: nothing else may be asked (行政许可法 31)."""
        asked = tuple(row["id"] for row in self.missing)
        fields = [{"id": name, "kind": "material", "required": True} for name in asked]
        materials = [{**material, "necessity": "required"} for material in self.edition.materials]
        section = {"id": ACT, "title": "要补的材料", "title_en": "What to hand in", "fields": fields}
        return form_of((*self.edition.mark, asked), [section], materials)

    def model(self, errors: tuple[Problem, ...] = ()) -> dict:
        """Return the page model; with errors the answer is 422 and every upload is kept."""
        request, case = self.request, self.case
        progress = Progress(request.room, case, request.page.lang)
        wear(request, progress.hall)
        form = shown_form(
            request,
            self.form,
            request.page.url(self.path),
            (Button("send", _("补交"), "main"), Button("save", _("存下，以后再交"))),
            id="answer",
            values=dict(self.draft.values),
            files=self.draft.files,
            errors=errors,
            hidden={"version": str(case.version)},
            headings=False,
        )
        return {
            "title": _("补交材料"),
            "case": case,
            "missing": self.missing,
            "opinion": case.last(SUPPLEMENT).opinion,
            "notice": case.last(SUPPLEMENT).number,
            "form": form,
            "errors": errors,
            "told": request.session.pop_flash(),
            "noindex": True,
        }


@view_config(context=MyCase, name="answer", request_method="GET", permission=CASE_VIEW, renderer="portal/answer.pt")
def show(context: MyCase, request: Request) -> dict | Response:
    """Show what is missing; a case that waits for nobody's papers leads back to itself."""
    page = _page(context, request)
    return go(request, f"/me/cases/{context.case.number}") if page is None else page.model()


@view_config(context=MyCase, name="answer", request_method="POST", permission=CASE_VIEW, renderer="portal/answer.pt")
def keep(context: MyCase, request: Request) -> dict | Response:
    """Keep the papers, and hand them in when the button says so; sent twice, they are handed in once."""
    page = _page(context, request)
    if page is None:
        return go(request, f"/me/cases/{context.case.number}")
    typed = page.form.typed([(name, value) for name, value in request.POST.items() if isinstance(value, str)])
    page = AnswerPage(request, page.case, request.room.drafting.save(page.draft, typed))
    page = AnswerPage(request, page.case, taken(page))
    answered = pressed(page)
    if answered is not None:
        return answered
    if request.POST.get("act") == "save":
        request.session.flash("saved")
        return go(request, page.path)
    outcome = page.form.judge(dict(page.draft.values), page.draft.files, request.page.lang)
    return _hand_in(page) if outcome.ok else page.model(outcome.errors)


@exception_view_config(Refused, path_info=PATH, request_method="POST", renderer="portal/answer.pt")
@exception_view_config(TooLarge, path_info=PATH, request_method="POST", renderer="portal/answer.pt")
def refused_paper(error: Refused | TooLarge, request: Request) -> dict | Response:
    """Show the form again with every upload in it when a paper was refused; other refusals have their own page."""
    context = getattr(request, "context", None)
    page = _page(context, request) if isinstance(context, MyCase) and request.identity is not None else None
    errors = beside_its_field(page, error) if page is not None else None
    return refused(error, request) if errors is None else page.model(errors)


def _hand_in(page: AnswerPage) -> Response:
    request, case, room = page.request, page.case, page.request.room
    version = whole(request.POST.get("version", ""), NEVER_SHOWN)
    digests = room.filing.attach(case, page.draft.files)
    brought = sorted(name for name, answer in page.draft.values.items() if answer == "paper")
    facts = {"files": digests, "brought": brought} if brought else {"files": digests}
    room.casework.act(case, ACT, request.identity.asker, version=version, facts=facts)
    drafting, draft_id, number = room.drafting, page.draft.id, case.number
    request.tm.get().addAfterCommitHook(lambda committed: drafting.filed(draft_id, number) if committed else None)
    request.session.flash("answered")
    return go(request, f"/me/cases/{number}")


def _page(context: MyCase, request: Request) -> AnswerPage | None:
    """Return the page; None when the case does not wait for an answer of this person."""
    case, room, identity = context.case, request.room, request.identity
    possible = {row.act for row, code in room.casework.possible(case, identity.asker) if code is None}
    if ACT not in possible:
        return None
    if case.last(SUPPLEMENT) is None:
        raise NotFound("no_case")
    draft = room.drafting.begin(request.draft_owner, case.owner_hall, ANSWER + case.number, case.edition.number)
    return AnswerPage(request, case, draft)
