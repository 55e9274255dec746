"""Writing a mandate: on line by the applicant, or at the point by the agent; then it waits for its confirmation."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property

from pyramid.csrf import check_csrf_origin, check_csrf_token
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config
from translationstring import TranslationStringFactory

from wangting.errors import Refused, TooLarge
from wangting.forms.form import Form
from wangting.forms.mandateform import EVIDENCE, online_form, point_form
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.spec import Named
from wangting.forms.widgets import Button
from wangting.gateways.side.records import Draft
from wangting.rules.grants import AGENT
from wangting.security.permissions import PUBLIC, SIGNED_IN
from wangting.services.mandating import ONLINE, POINT
from wangting.views.dressing import go, shown_form
from wangting.views.errors import refused
from wangting.views.portal.applying import parked, texts
from wangting.views.portal.mandatereading import Unreadable, read_online, read_point
from wangting.views.portal.papers import beside_its_field, pressed, taken
from wangting.views.traversal.mandates import MANDATE, MandateDraft, MyMandates

_ = TranslationStringFactory("wangting")

PATH = r"^/me/mandates/[0-9a-f]{32}$"


@dataclass(frozen=True)
class Papers:
    """What a draft of a mandate may hold, in the form of an edition: its evidence and nothing else."""

    form = ({"fields": ({"id": EVIDENCE, "kind": "material"},)},)


@dataclass(frozen=True)
class MandatePage:
    """One mandate that is being written."""

    request: Request
    draft: Draft
    edition = Papers()
    held = ()

    @property
    def path(self) -> str:
        """The address of the form."""
        return f"/me/mandates/{self.draft.id}"

    @property
    def at_point(self) -> bool:
        """Whether an agent writes it for somebody else."""
        return self.draft.item_code.startswith(MANDATE + POINT)

    @cached_property
    def form(self) -> Form:
        """The form, with the halls that there are."""
        halls = self.request.room.halls.values()
        names = tuple(Named(hall.key, hall.title, hall.face["name_en"]) for hall in halls)
        return point_form(names) if self.at_point else online_form(names)

    def model(self, errors: tuple[Problem, ...] = ()) -> dict:
        """Return the page model; with errors the answer is 422 and everything typed is in it."""
        request = self.request
        form = shown_form(
            request,
            self.form,
            request.page.url(self.path),
            (Button("next", _("写好了，看委托书"), "main"), Button("save", _("存下，以后再写"))),
            id="mandate",
            values=self.values(),
            files=self.draft.files,
            errors=errors,
        )
        title = _("替人办事的委托") if self.at_point else _("委托别人替我办")
        return {"title": title, "form": form, "errors": errors, "path": self.path, "at_point": self.at_point,
                "law": request.room.mandating.law, "told": request.session.pop_flash(), "noindex": True}  # fmt: skip

    def values(self) -> Answers:
        """Return the answers so far, with the proposed last day."""
        return {"until": self.request.room.mandating.proposed_end().isoformat(), **self.draft.values}


@view_config(context=MyMandates, name="begin", request_method="POST", permission=SIGNED_IN)
def begin(context: MyMandates, request: Request) -> Response:
    """Begin a mandate; each is a draft of its own, because at a point one person comes after the other."""
    party, drafting = request.identity.party, request.room.drafting
    kind = POINT if party.kind == AGENT else ONLINE
    draft = drafting.begin(party.id, "", f"{MANDATE}{kind}/{secrets.token_hex(4)}", 1)
    given = {name: request.POST[name] for name in ("hall", "item") if request.POST.get(name)}
    hall = next((posting.hall for posting in party.postings if posting.post == AGENT), None)
    first = {"hall": hall, **given} if hall else given
    if first:
        drafting.save(draft, first)
    return go(request, f"/me/mandates/{draft.id}")


@view_config(context=MandateDraft, request_method="GET", permission=SIGNED_IN, renderer="portal/mandate_draft.pt")
def show(context: MandateDraft, request: Request) -> dict:
    """Show the form as it was left."""
    return MandatePage(request, context.draft).model()


# The token is checked below: a form whose session has ended must not lose what was typed in it.
@view_config(context=MandateDraft, request_method="POST", permission=PUBLIC, require_csrf=False,
             renderer="portal/mandate_draft.pt")  # fmt: skip
def keep(context: MandateDraft, request: Request) -> dict | Response:
    """Keep what was typed, right or wrong, then do what the pressed button says."""
    room = request.room
    if request.identity is None:
        draft = room.house.side.drafts.get(context.__name__)
        return parked(request, draft.id, MandatePage(request, draft).form)
    check_csrf_origin(request)
    check_csrf_token(request)
    page = MandatePage(request, context.draft)
    page = MandatePage(request, room.drafting.save(page.draft, page.form.typed(texts(request))))
    page = MandatePage(request, taken(page))
    answered = pressed(page)
    if answered is not None:
        return answered
    if request.POST.get("act") == "save":
        request.session.flash("saved")
        return go(request, page.path)
    today = room.house.clock.now().date()
    outcome = page.form.judge(page.values(), page.draft.files, request.page.lang, today)
    return _drawn(page, outcome.values) if outcome.ok else page.model(outcome.errors)


@exception_view_config(Refused, path_info=PATH, request_method="POST", renderer="portal/mandate_draft.pt")
@exception_view_config(TooLarge, path_info=PATH, request_method="POST", renderer="portal/mandate_draft.pt")
def refused_paper(error: Refused | TooLarge, request: Request) -> dict | Response:
    """Show the form again with everything in it when a paper was refused; other refusals have their own page."""
    context = getattr(request, "context", None)
    page = MandatePage(request, context.draft) if isinstance(context, MandateDraft) and request.identity else None
    errors = beside_its_field(page, error) if page is not None else None
    return refused(error, request) if errors is None else page.model(errors)


@view_config(context=MandateDraft, name="delete", request_method="POST", permission=SIGNED_IN)
def delete(context: MandateDraft, request: Request) -> Response:
    """Forget what was written, with the numbers and photos in it."""
    request.room.drafting.delete(context.draft)
    request.session.flash("deleted")
    return go(request, "/me/point/" if request.identity.party.kind == AGENT else "/me/mandates/")


def _drawn(page: MandatePage, values: Answers) -> dict | Response:
    """Draw up the mandate; whatever stands in its way is told beside its field."""
    request, room = page.request, page.request.room
    reading = read_point if page.at_point else read_online
    try:
        drawing = reading(request, page.draft, values)
    except Unreadable as found:
        return page.model(found.problems)
    mandate = room.mandating.draw_up(drawing, request.identity.party, POINT if page.at_point else ONLINE)
    drafting, draft_id, number = room.drafting, page.draft.id, mandate.number
    request.tm.get().addAfterCommitHook(lambda committed: drafting.filed(draft_id, number) if committed else None)
    return go(request, f"/me/mandates/{number}")
