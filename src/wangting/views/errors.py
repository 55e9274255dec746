"""The only place that catches: a refusal or fault becomes a page that says what happened, what is safe, what next."""

from __future__ import annotations

import logging
from http import HTTPStatus
from urllib.parse import urlencode

from pyramid.config import Configurator
from pyramid.exceptions import BadCSRFOrigin, BadCSRFToken
from pyramid.httpexceptions import HTTPException, HTTPForbidden, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid_retry import is_last_attempt, mark_error_retryable
from transaction.interfaces import TransientError
from ZODB.POSException import ConflictError, ReadOnlyError

from wangting.errors import Invalid, NoRoom, NotAllowed, NotFound, NotSignedIn, Outdated, TooMany, WangtingError
from wangting.gateways.durable import FULL
from wangting.theming.renderer import render
from wangting.theming.texts import language_of
from wangting.views.ready import plain_page

log = logging.getLogger(__name__)
#: Of the reasons for which there is no room those that pass by themselves, and the seconds that this takes.
PASSING, SOON = frozenset({"unreachable", "busy"}), 10


def refused(error: WangtingError, request: Request) -> Response:
    """Show a refusal or a fault that the house knows by name."""
    if isinstance(error, NotSignedIn):
        return to_sign_in(request)
    if isinstance(error, NoRoom) and error.facts.get("reason") in PASSING:
        return away(error, request)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s %s", request.trace, error.code)
    return page(request, error.status, error.code, error.facts)


def not_found(_error: HTTPNotFound, request: Request) -> Response:
    """Show that there is nothing at this address."""
    return page(request, 404, NotFound.code)


def forbidden(_error: HTTPForbidden, request: Request) -> Response:
    """Send a visitor to sign in; say 404 of a case that is another's, 403 of a place that is not theirs (DESIGN 5)."""
    if request.identity is None:
        return to_sign_in(request)
    if hasattr(request.context, "case"):
        # The page of a case that does not exist wears no hall's dress: neither may this one, or it would tell.
        request.context = None
        return page(request, 404, "no_case")
    return page(request, 403, NotAllowed.code)


def foreign_form(_error: Exception, request: Request) -> Response:
    """Show that a form did not come from our page, or that its session has ended in the meantime."""
    return page(request, 400, "session_over" if request.identity is None else "foreign_form")


def collided(error: Exception, request: Request) -> Response:
    """Show that others wrote at the same time, again and again: nothing was changed, the draft is safe.

    A conflict found at the commit comes here too; before the last attempt the answer is thrown away and the request
    is tried again, so it is not worth a page.
    """
    if not is_last_attempt(request):
        return Response(status=503)
    if not isinstance(error, ConflictError):
        return away(error, request)
    request.registry.meters.collisions.inc()
    log.warning("%s conflict after all attempts", request.trace)
    return page(request, 503, "collision", {"wait": 2})


def away(error: Exception, request: Request) -> Response:
    """Show that a server of ours does not answer, which takes seconds when it starts again; nobody asks it for this.

    Not even the session is asked, nor written: what was to be done with the answer is left undone.
    """
    log.error("%s storage away: %s", request.trace, type(error).__name__)
    request.session = None
    request.response_callbacks.clear()
    facts = {"wait": SOON}
    if request.path == "/health":
        told = {"status": "look", "look_at": ["storage"], "storage": type(error).__name__}
        response = Response(json_body=told, status=503)
    elif request.path.startswith("/api/"):
        response = _for_machines(request, 503, "storage_away", facts)
    else:
        lang = language_of(request.GET.get("lang"))
        moment = request.registry.house.clock.now().strftime("%Y-%m-%d %H:%M:%S")
        response = Response(plain_page(request.registry, lang, "storage_away", 503, SOON, moment), status=503)
    return _with_headers(response, facts)


def system_fault(error: OSError, request: Request) -> Response:
    """Show a full disk as what it is; any other fault of the system is a fault of ours."""
    if error.errno in FULL:
        log.error("%s no room: %s", request.trace, error.errno)
        return page(request, NoRoom.status, NoRoom.code)
    return fault(error, request)


def read_only(_error: Exception, request: Request) -> Response:
    """Show that the storage takes no writes now."""
    return page(request, NoRoom.status, NoRoom.code)


def fault(error: Exception, request: Request) -> Response:
    """Show a fault of ours with the number under which the log has it; a database that is away is none."""
    if isinstance(error, request.registry.away):
        return away(error, request)
    log.error("%s %s", request.trace, type(error).__name__, exc_info=error)
    return page(request, 500, WangtingError.code)


def by_status(error: HTTPException, request: Request) -> Response:
    """Let redirects pass, and show every other raised answer as a page of ours."""
    if error.status_int < HTTPStatus.BAD_REQUEST:
        return error
    code = {400: Invalid.code, 405: "method", 413: "too_large", 429: TooMany.code}.get(error.status_int, "error")
    return page(request, error.status_int, code)


def to_sign_in(request: Request, back_to: str | None = None) -> Response:
    """Send a visitor to the sign-in page and back again; a form that was posted is shown anew after it."""
    target = back_to or (request.path_qs if request.method == "GET" else request.path)
    query = {"next": target} | ({"lang": "en"} if request.GET.get("lang") == "en" else {})
    return HTTPSeeOther("/sign-in?" + urlencode(query))


def page(request: Request, status: int, code: str, facts: dict | None = None) -> Response:
    """Render one error page; an API address gets JSON."""
    facts = facts or {}
    if request.path.startswith("/api/"):
        response = _for_machines(request, status, code, facts)
    else:
        model = {"code": code, "status": status, "facts": facts, "outdated": code == Outdated.code}
        response = Response(render(request, "error.pt", model), status=status)
    return _with_headers(response, facts)


def _for_machines(request: Request, status: int, code: str, facts: dict) -> Response:
    said = {"error": code, "trace": request.trace}
    if "halls" in facts:
        said["halls"] = [key for key, _name, _name_en in facts["halls"]]
    return Response(json_body=said, status=status)


def _with_headers(response: Response, facts: dict) -> Response:
    if "wait" in facts:
        response.headers["Retry-After"] = str(facts["wait"])
    response.headers["Cache-Control"] = "no-store"
    return response


def includeme(config: Configurator) -> None:
    """Register the exception views, and tell pyramid_retry what is worth another attempt.

    An exception view would hide a conflict of the commit from it: pyramid_tm marks only what stays an exception.
    """
    mark_error_retryable(TransientError)
    for view, kinds in (
        (refused, (WangtingError,)),
        (not_found, (HTTPNotFound,)),
        (forbidden, (HTTPForbidden,)),
        (foreign_form, (BadCSRFToken, BadCSRFOrigin)),
        (collided, (ConflictError, TransientError)),
        (read_only, (ReadOnlyError,)),
        (system_fault, (OSError,)),
        (by_status, (HTTPException,)),
        (fault, (Exception,)),
    ):
        for kind in kinds:
            config.add_exception_view(view, context=kind)
