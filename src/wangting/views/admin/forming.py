"""A page with one form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from pyramid.request import Request
from translationstring import TranslationString

from wangting.errors import TooMany
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.widgets import Button
from wangting.theming.faults import fault_of
from wangting.views.dressing import shown_form
from wangting.views.numbers import whole

FORM = "admin/form.pt"
CONFLICT = 409
#: Rows on a page.
PAGE = 25
Found = TypeVar("Found")
#: The code of a phone that has an account, and of how many of them one administrator is told in so many seconds.
TAKEN, FOUND, DAY = "phone_taken", 30, 86_400


def form_page(request: Request, form: Form, button: TranslationString, *, title: object, back: tuple[str, object],
              lead: object = "", values: Mapping[str, object] | None = None,
              errors: Iterable[Problem] = ()) -> dict:  # fmt: skip
    """Return the page model of :data:`FORM`; the form is sent to where it is shown."""
    found = tuple(errors)
    html = shown_form(request, form, request.path + lang_of(request), (Button("send", button, "main"),), id="admin",
                      values=values, errors=found)  # fmt: skip
    return {"title": title, "form": html, "errors": found, "back": back, "lead": lead, "noindex": True}


def lang_of(request: Request) -> str:
    """Return the question that keeps the language in an address made of a path."""
    return "?lang=en" if request.page.english else ""


def problems(found: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
    """Return (field, code) as what stands beside the fields, in the words that faults have everywhere."""
    return tuple(Problem(field, fault_of(code, CONFLICT).heading) for field, code in found)


def leaf(request: Request, found: Sequence[Found]) -> tuple[Sequence[Found], dict[str, int]]:
    """Return what of ``found`` stands on the page that is asked for, and what its pager says."""
    pages = max(1, -(-len(found) // PAGE))
    number = max(1, min(whole(request.GET.get("page", ""), 1), pages))
    return found[(number - 1) * PAGE : number * PAGE], {"number": number, "pages": pages}


def count_found(request: Request, codes: Iterable[str]) -> None:
    """Count the phones that turned out to have an account; raises TooMany for who has been told of too many today.

    That somebody has one is nobody's business, and a list of numbers would be asked for nothing else.
    """
    throttles, me = request.room.house.side.throttles, request.identity.party.id
    for code in codes:
        wait = throttles.hit(f"phone-taken:{me}", FOUND, DAY) if code == TAKEN else None
        if wait:
            raise TooMany(wait=wait)


def day_or_none(text: object) -> date | None:
    """Return a day that a form has checked, None for an empty answer."""
    return date.fromisoformat(str(text)) if text else None
