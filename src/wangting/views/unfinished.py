"""A form that somebody sends after their session ended: what was typed waits until they have signed in again.

That holds for every form of ours, without a line in its view.  It waits for the person to whom the page was shown: the
token of the form says who that was, so that on a shared computer nobody is shown what somebody else had typed, and no
foreign page puts words into a form.  Forms whose rows a view has to make anew have their own way (views/parking.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus

from pyramid.config import Configurator
from pyramid.events import NewRequest
from pyramid.exceptions import BadCSRFToken
from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from translationstring import TranslationStringFactory

from wangting.errors import NotSignedIn
from wangting.gateways.side.records import Parked
from wangting.security.sessions import SideSession
from wangting.security.waiting import UNFINISHED
from wangting.theming.texts import translator
from wangting.views.errors import forbidden, foreign_form, to_sign_in
from wangting.views.refilling import refill
from wangting.views.waiting import FORMED, done_with, has_room, is_our_form, tokens, wait

_ = TranslationStringFactory("wangting")

#: What is never kept: passwords and codes of the moment, which a person types anew.  A name of these means nothing else
#: on any form that is posted (tests/security/test_nothing_typed_is_lost.py): that would be lost.
SECRET = frozenset({"password", "password_again", "current", "code"})
NOTE = _("登录时间到之前填的都放回来了，还没有办。请看一遍，再按一次；密码和文件要重新填。")


def park(error: Exception, request: Request) -> Response:
    """Keep what was typed and lead through sign-in back to the form; who is signed in and may not is told so."""
    if request.identity is not None and not isinstance(error, NotSignedIn):
        return forbidden(error, request)
    keep(request)
    return to_sign_in(request)


def outdated(error: Exception, request: Request) -> Response:
    """Show a form of an earlier session of the same person again, with what was typed; a foreign one is refused."""
    token = request.POST.get(FORMED, "")
    if request.identity is None or not request.session.is_of(token) or not keep(request):
        return foreign_form(error, request)
    return HTTPSeeOther(request.path + ("?lang=en" if request.GET.get("lang") == "en" else ""))


def keep(request: Request) -> bool:
    """Keep what was typed on a form of ours; say whether there was anything."""
    if not is_our_form(request):
        return False
    typed: dict[str, list[str]] = {}
    for name, text in request.POST.items():
        if isinstance(text, str) and name not in SECRET and name != FORMED:
            typed.setdefault(name, []).append(text)
    kept = {FORMED: request.POST.get(FORMED, ""), "typed": typed}
    if not any(map(any, typed.values())) or not has_room(request, request.path, kept):
        return False
    wait(request.session, UNFINISHED, request.registry.house.side.parked.park(request.path, kept, {}))
    return True


def waiting(request: Request) -> Mapping[str, str]:
    """Return what waits for the form at this address and for this person, and leave it there: a view finds its page."""
    found = (waits for _token, waits in _own(request) if waits.draft_id == request.path)
    waits = next(found, None)
    return {} if waits is None else {name: texts[0] for name, texts in waits.values["typed"].items()}


def await_page(event: NewRequest) -> None:
    """Let what waits be put back before the session is written, whose own callback comes when it is first asked for."""
    if event.request.method == "GET":
        event.request.add_response_callback(put_back)


def put_back(request: Request, response: Response) -> None:
    """Fill what waits into the page that is about to leave, when it is the one with the form and for its owner."""
    # A page that did not ask for the session shows nobody a form of theirs; it is not begun for the asking.
    session = request.__dict__.get("session")
    is_page = response.status_int == HTTPStatus.OK and response.content_type == "text/html"
    if not (is_page and isinstance(session, SideSession) and session.party is not None and UNFINISHED in session):
        return
    note, filled = translator(request.page.lang)(NOTE), []
    for token, waits in _own(request):
        form = (waits.draft_id, waits.values["typed"].keys())
        # What was sent by the same form before is older than what is back already.
        html = None if form in filled else refill(response.text, waits.draft_id, waits.values["typed"], note)
        if html is not None:
            response.text = html
            filled.append(form)
        if form in filled:
            request.registry.house.side.parked.take(token)
            done_with(session, UNFINISHED, token)


def _own(request: Request) -> Iterator[tuple[str, Parked]]:
    """Yield what waits for whoever is signed in, the newest first, with its token; what is over waits no longer."""
    for token in tokens(request.session, UNFINISHED):
        waits = request.registry.house.side.parked.read(token)
        if waits is None:
            done_with(request.session, UNFINISHED, token)
        elif request.session.is_of(str(waits.values[FORMED])):
            yield token, waits


def includeme(config: Configurator) -> None:
    """Register what happens when a form comes too late, and when its page is shown again."""
    for view, kind in ((park, NotSignedIn), (park, HTTPForbidden), (outdated, BadCSRFToken)):
        config.add_exception_view(view, context=kind, request_method="POST")
    config.add_subscriber(await_page, NewRequest)
