"""``/<hall>/admin/announcements``: what the hall tells people, written, changed, withdrawn."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.forms.adminform import ANNOUNCEMENT_FORM
from wangting.security.permissions import HALL_ADMINISTER
from wangting.services.administering.writing import WORDS, Writing
from wangting.views.admin.forming import FORM, day_or_none, form_page, leaf, problems
from wangting.views.dressing import go
from wangting.views.traversal.admin import AdminAnnouncement, AdminAnnouncements, AdminPlace

_ = TranslationStringFactory("wangting")

LONGEST = 40


@view_config(context=AdminAnnouncements, request_method="GET", permission=HALL_ADMINISTER,
             renderer="admin/announcements.pt")  # fmt: skip
def announcements(context: AdminAnnouncements, request: Request) -> dict:
    """List the hall's own, newest first; what is searched for is part of title or text."""
    typed, today = request.GET.get("q", "").strip()[:LONGEST], context.room.house.clock.now().date()
    found = [one for one in _writing(context, request).all() if typed in f"{one.title}\n{one.text}"]
    shown, pager = leaf(request, found)
    rows = [{"href": request.page.url(f"admin/announcements/{one.__name__}/"), "name": one.title, "since": one.since,
             "until": one.until, "is_over": one.is_over(today), "has_begun": one.has_begun(today)}
            for one in shown]  # fmt: skip
    return {"title": _("公告"), "rows": rows, "q": typed, **pager,
            "told": request.session.pop_flash("admin"), "noindex": True}  # fmt: skip


@view_config(context=AdminAnnouncements, name="add", request_method="GET", permission=HALL_ADMINISTER, renderer=FORM)
def ask(context: AdminAnnouncements, request: Request) -> dict:
    """Ask what is to be told."""
    return _page(request, {"since": context.room.house.clock.now().date().isoformat()})


@view_config(context=AdminAnnouncements, name="add", request_method="POST", permission=HALL_ADMINISTER, renderer=FORM)
def add(context: AdminAnnouncements, request: Request) -> dict | Response:
    """Announce it."""
    values, problem_page = _read(context, request)
    if problem_page is not None:
        return problem_page
    _writing(context, request).announce(values, *_days(values), context.recording)
    request.session.flash("announced", "admin")
    return go(request, "admin/announcements/")


@view_config(context=AdminAnnouncement, request_method="GET", permission=HALL_ADMINISTER,
             renderer="admin/announcement.pt")  # fmt: skip
def announcement(context: AdminAnnouncement, request: Request) -> dict:
    """Show one in the form that changes it."""
    found = context.written
    values = {name: getattr(found, name) for name in WORDS}
    days = {"since": found.since.isoformat(), "until": found.until.isoformat() if found.until else ""}
    return {**_page(request, {**values, **days}), "address": _address(context, request)}


@view_config(context=AdminAnnouncement, request_method="POST", permission=HALL_ADMINISTER,
             renderer="admin/announcement.pt")  # fmt: skip
def edit(context: AdminAnnouncement, request: Request) -> dict | Response:
    """Change it."""
    values, problem_page = _read(context, request)
    if problem_page is not None:
        return {**problem_page, "address": _address(context, request)}
    _writing(context, request).edit(context.written, values, *_days(values), context.recording)
    request.session.flash("edited", "admin")
    return go(request, "admin/announcements/")


@view_config(context=AdminAnnouncement, name="withdraw", request_method="POST", permission=HALL_ADMINISTER)
def withdraw(context: AdminAnnouncement, request: Request) -> Response:
    """Let it be over."""
    _writing(context, request).withdraw(context.written, context.recording)
    request.session.flash("withdrawn", "admin")
    return go(request, "admin/announcements/")


@view_config(context=AdminAnnouncement, name="withdraw", request_method="GET", permission=HALL_ADMINISTER)
def back(context: AdminAnnouncement, request: Request) -> Response:
    """Lead whoever comes back from signing in to the page with the button."""
    return go(request, f"admin/announcements/{context.__name__}/")


def _writing(context: AdminPlace, request: Request) -> Writing:
    return context.office.writing(request.registry.content.create)


def _read(context: AdminPlace, request: Request) -> tuple[dict, dict | None]:
    """Return what was sent, and the page that says what is wrong with it, or None."""
    outcome = ANNOUNCEMENT_FORM.validate(request.POST.items(), lang=request.page.lang)
    errors = outcome.errors or problems(_writing(context, request).faults(*_days(outcome.values)))
    return outcome.values, _page(request, outcome.values, errors) if errors else None


def _days(values: dict) -> tuple[date, date | None]:
    return date.fromisoformat(values["since"]), day_or_none(values["until"])


def _address(context: AdminAnnouncement, request: Request) -> str:
    return request.page.url(f"admin/announcements/{context.__name__}/withdraw")


def _page(request: Request, values: dict, errors: tuple = ()) -> dict:
    return form_page(request, ANNOUNCEMENT_FORM, _("发布"), title=_("公告"), values=values, errors=errors,
                     lead=_("在本厅首页和公告页上，从第一天挂到最后一天。"),
                     back=(request.page.url("admin/announcements/"), _("公告")))  # fmt: skip
