"""``/office/materials/``: the material templates, and papers that many items ask for and that have none yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import Refused
from wangting.forms.editorform import template_form
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.widgets import Button
from wangting.rules.publicfile import OF_PAPERS, named_by
from wangting.rules.template import ALSO, FACTS, NAME, Data
from wangting.security.permissions import OFFICE_PUBLISH
from wangting.views.dressing import go, shown_form
from wangting.views.traversal.office import OfficeMaterials
from wangting.views.traversal.officework import NEW_TEMPLATE

_ = TranslationStringFactory("wangting")

PATH = "/office/materials/"
#: Papers without a template that are listed; characters of a name in an address.
MOST, LONGEST = 30, 500


@view_config(context=OfficeMaterials, request_method="GET", permission=OFFICE_PUBLISH, renderer="office/materials.pt")
def listed(context: OfficeMaterials, request: Request) -> dict:
    """Show every template with how many items ask for its paper, and what has none."""
    templating, page = request.room.office.templating, request.page
    counted = sorted(((templating.count(one), one) for one in templating.templates()), key=lambda pair: -pair[0])
    rows = [
        {"href": page.url(f"{PATH}{one.key}/"), "name": one.name, "note": "、".join(one.data[ALSO]),
         "side": _("${n} 个事项", mapping={"n": count})}
        for count, one in counted
    ]  # fmt: skip
    nameless = [
        {"href": page.url(f"{PATH}{NEW_TEMPLATE}", name=one.name), "name": one.name, "note": _("做成模板"),
         "side": _("${n} 个事项", mapping={"n": one.items})}
        for one in templating.nameless(MOST)
    ]  # fmt: skip
    return {"title": _("材料模板"), "rows": rows, "nameless": nameless, "new": page.url(f"{PATH}{NEW_TEMPLATE}"),
            "told": request.session.pop_flash()}  # fmt: skip


@view_config(context=OfficeMaterials, name=NEW_TEMPLATE, request_method="GET", permission=OFFICE_PUBLISH,
             renderer="office/new_material.pt")  # fmt: skip
def ask(context: OfficeMaterials, request: Request) -> dict:
    """Ask what the paper is; of one that ``?name=`` names the form begins with what most items say of it."""
    name = request.GET.get("name", "").strip()[:LONGEST]
    return _page(request, said(request.room.office.templating.suggested(name)) if name else {})


@view_config(context=OfficeMaterials, name=NEW_TEMPLATE, request_method="POST", permission=OFFICE_PUBLISH,
             renderer="office/new_material.pt")  # fmt: skip
def make(context: OfficeMaterials, request: Request) -> dict | Response:
    """Keep a new template and show it; what cannot be comes back as it was typed."""
    typed, values, errors = judged(request)
    if errors:
        return _page(request, typed, errors)
    try:
        key = request.room.office.templating.make(told(values), request.identity.party.id)
    except Refused as refused:
        return _page(request, typed, (name_taken(refused),))
    request.session.flash("made")
    return go(request, f"{PATH}{key}/")


def _page(request: Request, values: Answers, errors: Sequence[Problem] = ()) -> dict:
    path = request.page.url(f"{PATH}{NEW_TEMPLATE}")
    form = shown_form(request, template_form(), path, (Button("send", _("存成模板"), "main"),), id="template",
                      values=values, errors=errors)  # fmt: skip
    return {"title": _("新的材料模板"), "form": form, "errors": errors, "noindex": True}


def said(data: Data) -> Answers:
    """Return what a template says, as its form shows it."""
    return {NAME: data[NAME], ALSO: "\n".join(data[ALSO]), **{name: data[name] or "" for name in FACTS}}


def told(values: Mapping[str, str]) -> Data:
    """Return what its form says, as a template keeps it; the name is not told twice."""
    also = dict.fromkeys(line.strip() for line in values[ALSO].split("\n") if line.strip())
    name = values[NAME].strip()
    return {NAME: name, ALSO: tuple(other for other in also if other != name),
            **{field: values[field] or None for field in FACTS}}  # fmt: skip


def judged(request: Request) -> tuple[Answers, Answers, tuple[Problem, ...]]:
    """Return what was typed into the form of a template, what it says in its normal form, and what cannot stand."""
    form = template_form()
    typed = form.typed(request.POST.items())
    outcome = form.judge(typed, lang=request.page.lang)
    return typed, outcome.values, (*outcome.errors, *_not_here(outcome.values, request))


def _not_here(values: Mapping[str, str], request: Request) -> Iterator[Problem]:
    """Yield what is told beside an address of a file that the hall does not have."""
    for field in OF_PAPERS:
        if named_by(values[field]) is not None and request.room.attaching.told(values[field]) is None:
            yield Problem(field, _("本厅没有这个文件。存了模板再传文件，或者写别处的网址"))


def name_taken(refused: Refused) -> Problem:
    """Return what is told beside the name where another template has it; raises what is refused for anything else."""
    if refused.code == "template_nameless":
        return Problem(NAME, _("名称里要有字"))
    if refused.code != "template_name":
        raise refused
    return Problem(NAME, _("别的模板已经叫这个名字；一份材料只有一个模板"), str(refused.facts["other"]))
