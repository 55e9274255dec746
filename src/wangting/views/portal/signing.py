"""Signing in and out: one page for citizens, agents and officials."""

from __future__ import annotations

from urllib.parse import urlsplit

from pyramid.csrf import check_csrf_origin, check_csrf_token
from pyramid.request import Request
from pyramid.response import Response
from pyramid.security import forget, remember
from translationstring import TranslationStringFactory

from wangting.content.parties import Party
from wangting.errors import Refused
from wangting.forms.messages import Problem
from wangting.forms.standing import SIGN_IN
from wangting.forms.widgets import Button
from wangting.gateways.calling import Unreached
from wangting.gateways.side.records import Draft
from wangting.rules.access import Facts
from wangting.rules.grants import AGENT
from wangting.rules.mandate import pair_key
from wangting.security.gate import asker_of
from wangting.security.permissions import DESK_VIEW, HALL_ADMINISTER, OFFICE_PUBLISH, PUBLIC
from wangting.security.sessions import CITIZEN, FOR, PROVED, STAFF
from wangting.security.waiting import PARKED, UNFINISHED, WAITING
from wangting.services.handing_over import FAMILY, Handed, new_mark
from wangting.services.second_factor import is_staff
from wangting.views.dressing import go, shown_form
from wangting.views.portal.halfway import begin
from wangting.views.portal.places import city_view
from wangting.views.traversal.context import Context
from wangting.views.traversal.mandates import MANDATE

_ = TranslationStringFactory("wangting")

#: The field by which somebody at a shared computer says that the next person signs in: who was there is out at once,
#: also when the password is wrong.
INSTEAD = "instead"
#: Under which word it keeps, sealed, by what another provider knows that somebody signed in with it.
ELSEWHERE = "oidc.there"
#: What goes on waiting after a session: for whom it is, is asked when it is shown.
OF_ANYBODY = (PARKED, UNFINISHED, WAITING, ELSEWHERE)
#: Under which word it keeps to which hall's host whoever signs in here goes back (views/portal/handing.py).
HANDING = "handing"
OVER = _("密码对，但窗口发的一次性密码过期了。账号和办的事都在；请带身份证再到窗口领一个")
STALE = _("这一页放得太久了，填的都还在，请再按一次")


@city_view(name="sign-in", request_method="GET", permission=PUBLIC, renderer="portal/sign_in.pt")
def ask(context: Context, request: Request) -> dict:
    """Show the form; whoever is signed in already may become somebody else here."""
    return _page(request, {}, ())


@city_view(name="sign-in", request_method="POST", permission=PUBLIC, require_csrf=False,
           renderer="portal/sign_in.pt")  # fmt: skip
def sign_in(context: Context, request: Request) -> dict | Response:
    """Begin a session and go on to where the visitor wanted; a wrong pair is told without saying which was wrong."""
    outcome = SIGN_IN.validate(request.POST.items(), lang=request.page.lang)
    if not is_fresh(request):
        return _page(request, outcome.values, (Problem("login", STALE),))
    if request.POST.get(INSTEAD) == "yes" and request.identity is not None:
        _make_room(request)
    if not outcome.ok:
        return _page(request, outcome.values, outcome.errors)
    login, password = outcome.values["login"], outcome.values["password"]
    try:
        party = request.room.signing_in.sign_in(login, password, request.network)
    except Refused:
        return _page(request, outcome.values, (Problem("login", OVER),))
    if party is None:
        return _page(request, outcome.values, (Problem("login", _("账号和密码对不上，请再核对一遍")),))
    return proceed(request, party)


@city_view(name="sign-out", request_method="POST", permission=PUBLIC)
def sign_out(context: Context, request: Request) -> Response:
    """End the session on the server, at every host; what waits for somebody else at this computer goes on waiting."""
    _end(request)
    return go(request, "/signed-out" if ELSEWHERE in request.session else "/")


@city_view(name="signed-out", request_method="GET", permission=PUBLIC, renderer="portal/onward.pt")
def signed_out(context: Context, request: Request) -> dict | Response:
    """Say that the account elsewhere is still signed in, and lead to where that is ended, if there is such a place."""
    room = request.room
    kept = room.confirming.kept(ELSEWHERE, request.session.get(ELSEWHERE))
    if request.identity is not None or kept is None:
        return go(request, "/")
    try:
        address = room.house.provider.leave(str(kept["token"]))
    except (Refused, Unreached):
        address = None
    if address is None:
        return go(request, "/")
    provider = request.page.say(room.house.provider.label, room.house.provider.label_en)
    said = _("${provider}还登录着。这台电脑别人也用的，请在那边也退出。", mapping={"provider": provider})
    return {"title": _("网厅已经退出"), "said": said, "button": _("去那边退出"), "href": address, "parked": False,
            "noindex": True}  # fmt: skip


def _end(request: Request) -> None:
    """End the session of this request and those at other hosts of the same signing in; what waits goes on waiting."""
    waiting = {word: request.session[word] for word in OF_ANYBODY if word in request.session}
    family = request.session.get(FAMILY)
    if family is not None and request.session.party is not None:
        request.room.handing_over.end_family(request.session.party, str(family))
    forget(request)
    request.session.update(waiting)


def _make_room(request: Request) -> None:
    """Sign out who was at this computer: nothing on the page that follows is theirs."""
    _end(request)
    page = request.page
    page.person, page.acting_for, page.posts = None, None, ()


def is_fresh(request: Request) -> bool:
    """Say whether the form carries the token of this very session.

    Of a form that lay open for longer than a visitor's session lives the token is gone.  Nothing is done by it then,
    and it is shown again with what was typed and a new token: nobody types a page twice.
    """
    return check_csrf_origin(request, raises=False) and check_csrf_token(request, raises=False)


def proceed(request: Request, party: Party, *, proven: bool = False, wanted: str | None = None) -> Response:
    """Lead ``party``, whom a password or a provider vouched for, to what is still lacking, or in; ``proven`` by a code.

    The code comes before the new password: a password that somebody else gave may be known to a third.
    """
    demanded = request.room.second_factor.demanded(party)
    step = None
    if party.totp_sealed and not proven:
        step = "/sign-in-code"
    elif party.must_change:
        step = "/sign-in-password"
    elif demanded and not party.totp_sealed:
        step = "/sign-in-app"
    if step is None:
        return welcome(request, party, wanted=wanted)
    begin(request, party, proven=proven)
    return go(request, step, next=local_path(wanted or request.params.get("next")))


def welcome(request: Request, party: Party, *, wanted: str | None = None, handed: Handed | None = None) -> Response:
    """Begin the session of ``party``, put back what was typed when the last one ended, and go on.

    ``handed`` is what is known of somebody who comes signed in from another host.
    """
    # Taken out: the same person's new session would keep it, and what is put back now waits no longer.
    parked, handing = request.session.pop(PARKED, None), request.session.get(HANDING)
    unfinished = {word: request.session.get(word) for word in (UNFINISHED, WAITING)}
    staff, before, old = is_staff(party), request.session.party, request.session.get(FAMILY)
    if old is not None and before not in (None, party.id):
        # After the commit: a request that collides is tried again with the session that it came with.
        request.add_response_callback(lambda asked, _said: asked.room.handing_over.end_family(before, str(old)))
    remember(request, party.id, kind=STAFF if staff else CITIZEN)
    now = int(request.room.house.clock.now().timestamp())
    request.session[FAMILY], request.session[PROVED] = (handed.family, handed.proved) if handed else (new_mark(), now)
    # Whose they are, is asked when they are shown: they may wait for who signs in at this computer next.
    request.session.update({word: token for word, token in unfinished.items() if token})
    if isinstance(handing, dict):
        request.session[HANDING] = {**handing, "fresh": True}
        return go(request, "/going-back")
    draft = _unparked(request, party, str(parked)) if parked else None
    if draft is None and parked and request.room.house.side.parked.read(str(parked)) is not None:
        # It is another's, who signs in at this computer next perhaps.
        request.session[PARKED] = parked
    if draft is not None:
        request.session.flash("unparked")
        return go(request, f"/me/{'mandates' if draft.item_code.startswith(MANDATE) else 'drafts'}/{draft.id}")
    wanted = local_path(wanted or request.params.get("next"))
    return go(request, wanted) if wanted else go(request, *_landing(request, party, staff=staff))


def _unparked(request: Request, party: Party, token: str) -> Draft | None:
    """Put back what was typed, also for somebody the party acts for, who is then acted for again; None: not theirs."""
    room = request.room
    draft = room.drafting.unpark(party.id, token)
    people = room.mandating.principals(party.id) if draft is None else []
    for principal, _until in people:
        draft = room.drafting.unpark(pair_key(party.id, principal.id), token)
        if draft is not None:
            request.session[FOR] = principal.id
            return draft
    return draft


def local_path(asked: str | None) -> str | None:
    """Return ``asked`` when it is a page of ours, else None: no sign-in page may send people to another host."""
    if not asked or not asked.startswith("/") or any(sign in asked for sign in "\\\r\n\t") or asked.startswith("//"):
        return None
    parts = urlsplit(asked)
    return None if parts.scheme or parts.netloc else parts.path


def _landing(request: Request, party: Party, *, staff: bool) -> tuple[str]:
    """Officials land on the desk of the first hall in which they have one, everybody else on their own pages."""
    room = request.room
    today = room.house.clock.now().date()
    for posting in party.postings if staff else ():
        if posting.hall is None:
            city = Facts(kind="city", hall=None, path=("city",), on=today)
            if room.gate.may(asker_of(party), OFFICE_PUBLISH, city).allowed:
                return ("/office/",)
            continue
        facts = Facts(kind="hall", hall=posting.hall, path=("city", posting.hall), on=today)
        home = request.page.base_of(posting.hall)
        asker = asker_of(party)
        of_city = posting.hall == room.maintaining.hall.key
        if of_city and any(unit.key == posting.unit for unit in room.maintaining.departments_of(asker)):
            return ("/office/department/",)
        below = {"desk/": DESK_VIEW, "admin/": HALL_ADMINISTER}
        found = (path for path, permission in below.items() if room.gate.may(asker, permission, facts).allowed)
        return (home + next(found, ""),)
    if party.kind == AGENT:
        return ("/me/point/",)
    return ("/",) if staff else ("/me/",)


def _page(request: Request, values: dict, errors: tuple[Problem, ...]) -> dict:
    wanted = local_path(request.params.get("next"))
    form = shown_form(
        request,
        SIGN_IN,
        request.page.url("/sign-in"),
        (Button("sign_in", _("登录"), "main"),),
        id="sign-in",
        values=values,
        errors=errors,
        hidden={"next": wanted} if wanted else None,
    )
    parked = PARKED in request.session
    told = request.session.pop_flash("signing") if request.session.peek_flash("signing") else []
    provider = request.room.house.provider
    other = request.page.say(provider.label, provider.label_en) if provider.is_connected() else None
    return {"title": _("登录"), "form": form, "errors": errors, "wanted": wanted, "parked": parked, "told": told,
            "other": other, "noindex": True}  # fmt: skip
