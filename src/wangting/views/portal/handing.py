"""Signing in happens on one host: from a hall's own there and back, by pages and a code (docs/adr/0031).

A form must not lead to another origin (``form-action 'self'``), and a browser counts what a form is redirected to: the
way from one host to the other is therefore a page, with a button, that goes on by itself where nobody has to decide.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import Refused
from wangting.rules.masking import mask_name
from wangting.security.permissions import PUBLIC, SIGNED_IN
from wangting.security.sessions import PROVED
from wangting.security.waiting import PARKED
from wangting.services.handing_over import FAMILY, new_mark
from wangting.views.dressing import go
from wangting.views.portal.signing import HANDING, local_path, welcome
from wangting.views.traversal.contexts import City, OwnHost

_ = TranslationStringFactory("wangting")

#: What the browser is known by at the hall's host, between leaving it and coming back.
STATE = "hand_over"
#: Where somebody is on the way to being signed in: on a hall's own host each of these leads to the host for it.
STEPS = ("sign-in", "sign-in-code", "sign-in-app", "sign-in-password", "register", "register-code", "reset",
         "reset-code")  # fmt: skip
#: Of those, the ones that can be begun with; all others begin with signing in.
BEGUN_WITH = frozenset({"sign-in", "register", "reset"})


def bare_host(request: Request) -> str:
    """Return the host of ``request`` in small letters and without port."""
    return request.host.rsplit(":", 1)[0].lower()


class ElsewherePredicate:
    """``elsewhere=True``: the request came to a hall's own host, where nobody signs in."""

    def __init__(self, wanted: bool, _config: Configurator) -> None:
        self._wanted = wanted

    def text(self) -> str:
        """Return what Pyramid shows of it."""
        return f"elsewhere = {self._wanted}"

    phash = text

    def __call__(self, _context: object, request: Request) -> bool:
        """Say whether it is so."""
        return request.room.handing_over.is_elsewhere(bare_host(request)) is self._wanted


def _each_step(view: Callable[..., dict]) -> Callable[..., dict]:
    for name in STEPS:
        view = view_config(context=OwnHost, name=name, elsewhere=True, permission=PUBLIC, require_csrf=False,
                           renderer="portal/onward.pt", _depth=1)(view)  # fmt: skip
    return view


@_each_step
def leave(context: OwnHost, request: Request) -> dict:
    """Lead to where everybody signs in; what was typed before waits here."""
    state = request.session[STATE] = str(request.session.get(STATE) or new_mark())
    wanted = local_path(request.params.get("next"))
    step = request.view_name if request.view_name in BEGUN_WITH else "sign-in"
    asked = {"host": bare_host(request), "state": state, "back": wanted or ""}
    if request.page.english:
        asked["lang"] = "en"
    address = request.room.handing_over.sign_in_at(f"/hand-over/{step}?{urlencode(asked)}")
    return _onward(request, address, _("登录在一个地方"), _("全市一个账号，在同一个网址登录，登录完马上回到这里。"),
                   _("去登录"), parked=PARKED in request.session)  # fmt: skip


@view_config(context=City, name="hand-over", request_method="GET", permission=PUBLIC)
def set_out(context: City, request: Request) -> Response:
    """Remember where somebody came from, and let them sign in, or say that they are signed in already."""
    step = request.subpath[0] if request.subpath and request.subpath[0] in BEGUN_WITH else "sign-in"
    host, state = request.GET.get("host", "").lower(), request.GET.get("state", "")
    path = local_path(request.GET.get("back")) or "/"
    handing = request.room.handing_over.handing(host, path, state)
    request.session[HANDING] = {"host": handing.host, "path": handing.path, "state": handing.state}
    return go(request, "/going-back" if request.identity is not None else f"/{step}")


@view_config(context=City, name="going-back", request_method="GET", permission=SIGNED_IN, renderer="portal/onward.pt")
def set_back(context: City, request: Request) -> dict | Response:
    """Lead back to the hall's host; somebody who was signed in before is asked whether it is them."""
    pending = request.session.pop(HANDING, None)
    if not isinstance(pending, dict):
        return go(request, "/me/")
    over, party = request.room.handing_over, request.identity.party
    handing = over.handing(pending["host"], pending["path"], pending["state"])
    family = request.session.get(FAMILY)
    if family is None:
        family = request.session[FAMILY] = new_mark()
    address = over.issue(party.id, handing, str(family), int(request.session.get(PROVED, 0)))
    hall = request.room.halls[handing.hall]
    name = request.page.say(hall.title, hall.face["name_en"])
    if pending.get("fresh"):
        return _onward(request, address, _("登录好了"), _("正在回到${hall}。", mapping={"hall": name}), _("回去"))
    who = {"person": mask_name(party.name), "hall": name}
    said = _("这台电脑上已经登录了。不是您，请先按右上角的“退出”，再自己登录。")
    title = _("用 ${person} 的账号进入${hall}", mapping=who)
    return _onward(request, address, title, said, _("是我，进去"), by_itself=False)


@view_config(context=OwnHost, name="arrive", request_method="GET", permission=PUBLIC)
def arrive(context: OwnHost, request: Request) -> Response:
    """Begin the session of whoever comes back with a code, at this host and in this browser."""
    state = str(request.session.get(STATE, ""))
    handed = request.room.handing_over.redeem(request.GET.get("code", ""), bare_host(request), state)
    party = request.room.register.parties.get(handed.party)
    if party is None or party.disabled:
        raise Refused("hand_over_unknown")
    return welcome(request, party, wanted=handed.path, handed=handed)


def _onward(request: Request, address: str, title: str, said: str, button: str, *, by_itself: bool = True,
            parked: bool = False) -> dict:  # fmt: skip
    if by_itself:
        request.response.headers["Refresh"] = f"0; url={address}"
    return {"title": title, "said": said, "button": button, "href": address, "parked": parked, "noindex": True}


def includeme(config: Configurator) -> None:
    """Register the predicate."""
    config.add_view_predicate("elsewhere", ElsewherePredicate)
