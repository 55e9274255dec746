"""What views share when they make a page: the form in the dress of the page, the hall a page belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from wangting.content.hall import Hall
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.widgets import Button, Frame, Prefilled, StagedFile
from wangting.theming.html import Html
from wangting.theming.loader import Themes
from wangting.theming.renderer import dress
from wangting.theming.texts import translator
from wangting.views.page import face_of


def shown_form(
    request: Request,
    form: Form,
    action: str,
    buttons: Iterable[Button],
    *,
    id: str,  # noqa: A002 - the word of HTML
    values: Answers | None = None,
    files: Mapping[str, Sequence[StagedFile]] | None = None,
    errors: Iterable[Problem] = (),
    hidden: Mapping[str, str] | None = None,
    prefilled: Mapping[str, Prefilled] | None = None,
    headings: bool = True,
    guarded: bool = True,
) -> Html:
    """Return ``form`` as HTML in the theme and the language of the page; ``files`` may be up to the house's limit.

    Where it was sent and has ``errors``, the answer is 422.
    ``guarded`` is False for a form that changes nothing: it carries no token and begins no session.
    """
    page, say, errors = request.page, translator(request.page.lang), tuple(errors)
    if errors and request.method == "POST":
        request.response.status_int = HTTPStatus.UNPROCESSABLE_ENTITY
    renderer = request.registry[Themes].widgets(page.theme, page.lang)
    frame = Frame(
        action=action,
        csrf_token=page.csrf_token if guarded else "",
        buttons=tuple(Button(button.value, say(button.text), button.look, button.name) for button in buttons),
        id=id,
        hidden=hidden,
        headings=headings,
        prefilled=prefilled,
        megabytes=request.room.house.upload_rules.file_size // (1 << 20),
    )
    return Html(form.render(renderer, frame, values, files, errors))


def wear(request: Request, hall: Hall) -> None:
    """Dress a city-wide page, such as a case's, in the colours of the hall it is about."""
    page = request.page
    page.hall = face_of(hall)
    page.theme = hall.face["theme"]
    dress(page, request)


class Onward(HTTPSeeOther):
    """The way to another page, with nothing to read: Pyramid's own page for it cost a twentieth of an act."""

    empty_body = True


def go(request: Request, path: str, fragment: str = "", **query: object) -> Onward:
    """Return the way to another page after a form that did something; the language is kept."""
    return Onward(request.page.url(path, **query) + (f"#{fragment}" if fragment else ""))
