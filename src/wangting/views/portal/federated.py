"""Signing in with another government's account: there, back with a code, and at the first time agreeing to the link."""

from __future__ import annotations

import hmac
from dataclasses import asdict

from pyramid.httpexceptions import HTTPFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.parties import Party
from wangting.errors import Refused
from wangting.gateways.oidc.interface import Departure, Vouched
from wangting.rules.identifiers import normalised, one_spelling
from wangting.rules.masking import mask_id_number, mask_name, mask_phone
from wangting.security.permissions import PUBLIC
from wangting.views.dressing import go
from wangting.views.portal.signing import ELSEWHERE, local_path, proceed
from wangting.views.traversal.contexts import City

_ = TranslationStringFactory("wangting")

#: Under which words the session keeps the way there, and, sealed, who came back for the first time.
AWAY, CAME = "oidc.away", "oidc.came"
#: For what it is sealed.
PURPOSE = "oidc"
#: Seconds for which somebody may think about the link: what a provider vouched for is not for ever.
THINKING = 900
#: Where what the provider said lies for the next attempt of the request, if there is one: its code is good once.
ANSWER = "wangting.vouched"


@view_config(context=City, name="sign-in-elsewhere", request_method="GET", permission=PUBLIC)
def depart(context: City, request: Request) -> Response:
    """Send the browser to the provider; what comes back must fit what the session keeps."""
    departure = request.room.house.provider.depart()
    request.session[AWAY] = {**asdict(departure), "next": local_path(request.GET.get("next"))}
    return HTTPFound(departure.address)


@view_config(context=City, name="sign-in-arrive", request_method="GET", permission=PUBLIC)
def arrive(context: City, request: Request) -> Response:
    """Check what came back; who was linked before is signed in, everybody else is asked first: a GET links nobody."""
    kept = request.session.get(AWAY)
    if not isinstance(kept, dict):
        raise Refused("oidc_state")
    # Good for one way back, whatever comes of it.
    del request.session[AWAY]
    request.session.keep_now()
    wanted = kept.pop("next")
    departure = Departure(**kept)
    if not hmac.compare_digest(request.GET.get("state", "").encode(), departure.state.encode()):
        raise Refused("oidc_state")
    if "error" in request.GET or not request.GET.get("code"):
        raise Refused("oidc_declined")
    vouched = _vouched(request, departure)
    party = request.room.federating.known(vouched)
    if party is not None:
        return _proceed(request, party, vouched, wanted)
    told = {**asdict(vouched), "next": wanted, "at": _now(request)}
    request.session[CAME] = request.room.confirming.keep(PURPOSE, told)
    return go(request, "/sign-in-first")


@view_config(context=City, name="sign-in-first", request_method="GET", permission=PUBLIC,
             renderer="portal/first_time.pt")  # fmt: skip
def ask(context: City, request: Request) -> dict | Response:
    """Show what the provider told, and what becomes of it here."""
    came = _came(request)
    if came is None:
        return go(request, "/sign-in")
    vouched, _wanted = came
    party, provider = request.room.federating.found(vouched), request.room.house.provider
    return {
        "title": _("第一次这样登录，先看一遍"),
        "provider": request.page.say(provider.label, provider.label_en),
        "name": mask_name(vouched.name or (party.name if party is not None else "")),
        "number": mask_id_number(normalised(vouched.id_number)) if vouched.id_number else "",
        "phone": mask_phone(one_spelling(vouched.phone)) if vouched.phone else "",
        "is_new": party is None,
        "noindex": True,
    }


@view_config(context=City, name="sign-in-first", request_method="POST", permission=PUBLIC)
def agree(context: City, request: Request) -> Response:
    """Link, or register who is new, and sign in; what was vouched for is good for this once."""
    came = _came(request)
    if came is None:
        return go(request, "/sign-in")
    vouched, wanted = came
    party = request.room.federating.agree(vouched)
    # Kept when the answer leaves: an attempt that collides finds it again.
    del request.session[CAME]
    return _proceed(request, party, vouched, wanted)


def _came(request: Request) -> tuple[Vouched, str | None] | None:
    """Return who came back and where to; None where nobody did.  Raises Refused ``oidc_late`` after a while."""
    came = request.room.confirming.kept(PURPOSE, request.session.get(CAME))
    if came is None:
        return None
    wanted, at = came.pop("next"), came.pop("at")
    if not 0 <= _now(request) - at <= THINKING:
        raise Refused("oidc_late")
    return Vouched(**came), wanted


def _proceed(request: Request, party: Party, vouched: Vouched, wanted: str | None) -> Response:
    """Lead ``party`` in, and keep by what the provider knows this signing in: to end it there too."""
    response = proceed(request, party, wanted=wanted)
    if request.session.party == party.id:
        request.session[ELSEWHERE] = request.room.confirming.keep(ELSEWHERE, {"token": vouched.token})
    return response


def _now(request: Request) -> int:
    return int(request.room.house.clock.now().timestamp())


def _vouched(request: Request, departure: Departure) -> Vouched:
    """Ask the provider between two transactions, and once for all attempts of the request."""
    said = request.environ.get(ANSWER)
    if said is None:
        said = request.environ[ANSWER] = request.room.house.provider.arrive(request.GET["code"], departure)
        request.tm.abort()
        request.tm.begin()
    return said
