"""``/<hall>/admin/departments``: departments added, renamed, taken out of the lists and put back."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import Refused
from wangting.forms.adminform import DEPARTMENT_FORM, RENAME_FORM
from wangting.security.permissions import HALL_ADMINISTER
from wangting.views.admin.forming import FORM, form_page, leaf, problems
from wangting.views.dressing import go
from wangting.views.traversal.admin import AdminDepartment, AdminDepartments

_ = TranslationStringFactory("wangting")

LONGEST = 200


@view_config(context=AdminDepartments, request_method="GET", permission=HALL_ADMINISTER,
             renderer="admin/departments.pt")  # fmt: skip
def departments(context: AdminDepartments, request: Request) -> dict:
    """List them a page at a time, the closed ones last."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    found = context.office.staffing.departments()
    rows = [{"href": request.page.url(f"admin/departments/{unit.key.partition('/')[2]}/"), "name": unit.name,
             "note": unit.name_en, "closed": unit.closed}
            for unit in sorted(found, key=lambda unit: (unit.closed, unit.key))
            if typed in f"{unit.name} {unit.name_en} {unit.key}"]  # fmt: skip
    shown, pager = leaf(request, rows)
    count = sum(not unit.closed for unit in found)
    return {"title": _("${count} 个部门", mapping={"count": count}), "rows": shown, "q": typed, **pager,
            "told": request.session.pop_flash("admin"), "noindex": True}  # fmt: skip


@view_config(context=AdminDepartments, name="add", request_method="GET", permission=HALL_ADMINISTER, renderer=FORM)
def ask(context: AdminDepartments, request: Request) -> dict:
    """Ask for name and address."""
    return _add_page(request, {})


@view_config(context=AdminDepartments, name="add", request_method="POST", permission=HALL_ADMINISTER, renderer=FORM)
def add(context: AdminDepartments, request: Request) -> dict | Response:
    """Make a department."""
    outcome = DEPARTMENT_FORM.validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    if outcome.errors:
        return _add_page(request, values, outcome.errors)
    given = (values["slug"], values["name"], values["name_en"])
    found = problems(context.office.departments.faults(*given, is_new=True))
    if found:
        return _add_page(request, values, found)
    context.office.departments.add(*given, context.recording)
    request.session.flash("added", "admin")
    return go(request, "admin/departments/", q=values["name"])


@view_config(context=AdminDepartment, request_method="GET", permission=HALL_ADMINISTER,
             renderer="admin/department.pt")  # fmt: skip
def department(context: AdminDepartment, request: Request) -> dict:
    """Show one department, with the form that renames it."""
    return _page(context, request, {"name": context.unit.name, "name_en": context.unit.name_en})


@view_config(context=AdminDepartment, request_method="POST", permission=HALL_ADMINISTER,
             renderer="admin/department.pt")  # fmt: skip
def rename(context: AdminDepartment, request: Request) -> dict | Response:
    """Rename it."""
    outcome = RENAME_FORM.validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    if outcome.errors:
        return _page(context, request, values, outcome.errors)
    given = (values["name"], values["name_en"])
    found = problems(context.office.departments.faults(_slug(context), *given, is_new=False))
    if found:
        return _page(context, request, values, found)
    context.office.departments.rename(context.unit, *given, context.recording)
    request.session.flash("renamed", "admin")
    return go(request, "admin/departments/")


@view_config(context=AdminDepartment, name="close", request_method="POST", permission=HALL_ADMINISTER)
def close(context: AdminDepartment, request: Request) -> Response:
    """Take it out of the lists, or put it back."""
    reason = request.POST.get("reason", "").strip()[:LONGEST]
    if context.unit.closed:
        context.office.departments.reopen(context.unit, context.recording)
    elif not reason:
        raise Refused("reason_needed")
    else:
        context.office.departments.close(context.unit, reason, context.recording)
    request.session.flash("closed" if context.unit.closed else "opened", "admin")
    return go(request, "admin/departments/")


@view_config(context=AdminDepartment, name="station", request_method="POST", permission=HALL_ADMINISTER)
def station(context: AdminDepartment, request: Request) -> Response:
    """Let the department have a station in a town."""
    town = context.office.staffing.unit(request.POST.get("town", ""))
    context.office.departments.add_station(context.unit, town, context.recording)
    return go(request, f"admin/departments/{_slug(context)}/")


@view_config(context=AdminDepartment, name="station", request_method="GET", permission=HALL_ADMINISTER)
@view_config(context=AdminDepartment, name="close", request_method="GET", permission=HALL_ADMINISTER)
def back(context: AdminDepartment, request: Request) -> Response:
    """Lead whoever comes back from signing in to the page with the button."""
    return go(request, f"admin/departments/{_slug(context)}/")


def _slug(context: AdminDepartment) -> str:
    return context.unit.key.partition("/")[2]


def _add_page(request: Request, values: dict, errors: tuple = ()) -> dict:
    return form_page(request, DEPARTMENT_FORM, _("新增"), title=_("新增部门"), values=values, errors=errors,
                     back=(request.page.url("admin/departments/"), _("部门")))  # fmt: skip


def _page(context: AdminDepartment, request: Request, values: dict, errors: tuple = ()) -> dict:
    made = form_page(request, RENAME_FORM, _("改名"), title=context.unit.name, values=values, errors=errors,
                     back=(request.page.url("admin/departments/"), _("部门")))  # fmt: skip
    staffing = context.office.staffing
    stations = staffing.stations(context.unit.key)
    taken = {unit.path[-2] for unit in stations}
    return {**made, "unit": context.unit, "items": context.office.departments.items_of(context.unit),
            "stations": stations, "here": f"admin/departments/{_slug(context)}/",
            "towns": [unit for unit in staffing.units if unit.kind == "town" and unit.key not in taken],
            "address": request.page.url(f"admin/departments/{_slug(context)}/close")}  # fmt: skip
