"""``/office/``: what the central office does, each a link; a part that is not there has none."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.security.permissions import OFFICE_PUBLISH
from wangting.views.journal import page_of
from wangting.views.traversal.office import Office

_ = TranslationStringFactory("wangting")

#: Where a department of the city drafts.
DEPARTMENT = "/office/department/"
#: The parts in the order of the work: first segment of the address, name, what is done there.
PARTS = (
    ("items", _("事项和版本"), _("起草、复核、发布；先看影响，再推到六个厅")),
    ("materials", _("材料模板"), _("同一份材料只写一遍：由谁出具、怎么填，各个事项都照它")),
    ("drift", _("各厅不一样的地方"), _("哪个厅在哪一项上和统一版不同，谁定的")),
    ("queries", _("搜不到的词"), _("人们搜过没有搜到的词，一下就能成为事项的叫法")),
    ("lint", _("检查全部事项"), _("哪里写错了、漏了、前后不一，怎么改")),
    ("exchange", _("导出和导入"), _("整本事项清单变成表格，改好再收回来，都是草稿")),
    ("journal", _("台账"), _("谁来过、谁走了，谁丢掉了什么")),
)


@view_config(context=Office, request_method="GET", permission=OFFICE_PUBLISH, renderer="office/home.pt")
def home(context: Office, request: Request) -> dict:
    """Show the ways to the parts of the office."""
    rows = [
        {"href": request.page.url(f"/office/{segment}/"), "name": name, "note": note} for segment, name, note in PARTS
    ]
    return {"title": _("市级事项管理"), "rows": rows}


@view_config(context=Office, name="journal", request_method="GET", permission=OFFICE_PUBLISH,
             renderer="office/journal.pt")  # fmt: skip
def journal(context: Office, request: Request) -> dict:
    """Show what was done for the whole city, newest first, a page at a time."""
    return page_of(request.room.register.journal, request)


def way_home(request: Request) -> dict:
    """Return what the pages of an item say of who looks: whether the central office, and where their own list is."""
    is_office = bool(request.has_permission(OFFICE_PUBLISH))
    items = (_("事项和版本"), "/office/items/") if is_office else (_("本部门的事项"), DEPARTMENT)
    start = (_("市级事项管理"), "/office/") if is_office else items
    return {"is_office": is_office, "items_home": items, "start": start}
