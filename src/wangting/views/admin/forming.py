"""A page with one form: filled with what was typed, also with what was typed before a session ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config
from translationstring import TranslationString

from wangting.errors import NotSignedIn
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.widgets import Button
from wangting.theming.faults import fault_of
from wangting.views.dressing import shown_form
from wangting.views.errors import to_sign_in
from wangting.views.parking import keep_waiting, put_back

FORM = "admin/form.pt"
CONFLICT = 409


@exception_view_config(NotSignedIn, path_info=r"^(/[a-z0-9_]+)?/admin/", request_method="POST")
def park(_error: NotSignedIn, request: Request) -> Response:
    """Keep what was typed and lead through sign-in back to the form."""
    keep_waiting(request, request.path)
    return to_sign_in(request, request.path)


def form_page(request: Request, form: Form, button: TranslationString, *, title: object, back: tuple[str, object],
              lead: object = "", values: Mapping[str, object] | None = None,
              errors: Iterable[Problem] = ()) -> dict:  # fmt: skip
    """Return the page model of :data:`FORM`; the form is sent to where it is shown."""
    found = tuple(errors)
    request.response.status_int = 422 if found else 200
    filled = {**(values or {}), **(put_back(request) if request.method == "GET" else {})}
    html = shown_form(request, form, request.path + lang_of(request), (Button("send", button, "main"),), id="admin",
                      values=filled, errors=found)  # fmt: skip
    return {"title": title, "form": html, "errors": found, "back": back, "lead": lead, "noindex": True}


def lang_of(request: Request) -> str:
    """Return the question that keeps the language in an address made of a path."""
    return "?lang=en" if request.page.english else ""


def problems(found: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
    """Return (field, code) as what stands beside the fields, in the words that faults have everywhere."""
    return tuple(Problem(field, fault_of(code, CONFLICT).heading) for field, code in found)


def day_or_none(text: object) -> date | None:
    """Return a day that a form has checked, None for an empty answer."""
    return date.fromisoformat(str(text)) if text else None
