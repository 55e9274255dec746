"""Makes the frame of each page: language, hall, who is signed in, the token when a form asks for it."""

from __future__ import annotations

from functools import cache

from pyramid.csrf import get_csrf_token
from pyramid.request import Request

from wangting.content.hall import Hall
from wangting.errors import Refused
from wangting.rules.masking import mask_name, name_shown
from wangting.security.identity import Identity
from wangting.theming.faults import fault_of
from wangting.theming.page import ActingFor, HallFace, Page
from wangting.theming.renderer import dress
from wangting.theming.texts import language_of

DEFAULT_THEME = "bozhou"
#: The cookie and the question of 长辈版 (look/README 6).
SIZE, ELDER, STANDARD = "size", "elder", "standard"
SIZES = frozenset({ELDER, STANDARD})
YEAR = 365 * 24 * 3600


def page_of(request: Request) -> Page:
    """Return the page of ``request``; nothing here begins a session."""
    context = getattr(request, "context", None)
    hall: Hall | None = getattr(context, "hall", None)
    identity = signed_in(request)
    page = Page(
        lang=language_of(request.GET.get("lang")),
        hall=face_of(hall) if hall is not None else None,
        theme=hall.face["theme"] if hall is not None else DEFAULT_THEME,
        staff=getattr(context, "staff", False),
        elder=_size(request) == ELDER,
        person=mask_name(identity.party.name) if identity else None,
        acting_for=_acting_for(request),
        posts=_posts(request, identity),
        mode="demo" if request.registry.house.is_demo else "production",
        trace=request.trace,
        path=request.path,
        query=tuple((key, value) for key, value in request.GET.items()),
        csrf=lambda: get_csrf_token(request),
        base_of=cache(lambda key: base_of(request, key)),
    )
    return dress(page, request)


def _posts(request: Request, identity: Identity | None) -> tuple[str, ...]:
    """Return the posts that the masthead names; a hall's own goes by the shared post that it acts as."""
    if identity is None:
        return ()
    room, asker = request.room, identity.asker
    today = room.house.clock.now().date()
    named = (room.gate.acting_post(holding, today) for holding in asker.holdings if holding.is_valid(today))
    return tuple(dict.fromkeys(named))


def signed_in(request: Request) -> Identity | None:
    """Return who is signed in to the hall; a site manager of the SDI is nobody here."""
    identity = request.identity if request.session.session_id else None
    return identity if isinstance(identity, Identity) else None


def _acting_for(request: Request) -> ActingFor | None:
    """Return what the banner under the masthead says; None for whoever is at work for themselves."""
    behalf = request.behalf
    if behalf is None:
        return None
    lapse = fault_of(behalf.lapse, Refused.status).heading if behalf.lapse else ""
    return ActingFor(name_shown(behalf.principal.name, behalf.principal.kind), behalf.until, lapse)


def _size(request: Request) -> str:
    """Return the size asked for; ``?size=`` is remembered in a cookie that names nobody, other words mean nothing."""
    asked = request.GET.get(SIZE)
    if asked not in SIZES:
        return request.cookies.get(SIZE, STANDARD)
    secure = request.scheme == "https"
    request.add_response_callback(
        lambda _request, response: response.set_cookie(
            SIZE, asked, max_age=YEAR, path="/", samesite="Lax", httponly=True, secure=secure
        )
    )
    return asked


def face_of(hall: Hall) -> HallFace:
    """Return what a page shows of ``hall``."""
    face = hall.face
    return HallFace(hall.key, face["name"], face["name_en"], face["place"], face["place_en"], face["theme"])


def base_of(request: Request, key: str) -> str:
    """Return the address of a hall's home: the root on the hall's own host."""
    return "/" if request.registry.tenancy.hall_of(request.host) == key else f"/{key}/"
