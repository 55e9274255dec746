"""``/<hall>/admin/``: what a hall administrator does, each a link; what was done last."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.security.permissions import HALL_ADMINISTER
from wangting.views.journal import deeds, page_of
from wangting.views.traversal.admin import Admin

_ = TranslationStringFactory("wangting")

#: Deeds below the home page.
LATEST = 5
PARTS = (
    ("officials/", _("工作人员"), _("新增、导入、停用；给岗位、收岗位、安排代岗")),
    ("items/", _("本厅的事项"), _("市里发来的新版；部门、地点、时间、电话、更快的承诺、开办和停办")),
    ("points/", _("代办点"), _("每个村（社区）的代办员")),
    ("departments/", _("部门"), _("新增、改名、撤下")),
    ("rights/", _("权限"), _("哪个岗位能做什么；改之前先看谁多了、谁少了")),
    ("why", _("为什么能、为什么不能"), _("选人、选权限，看推导")),
    ("history", _("那天谁看得到这件"), _("按办件编号和日期查")),
    ("together", _("一人全办"), _("受理、审查、审批在一个人手上的")),
    ("announcements/", _("公告"), _("发、改、撤")),
    ("journal", _("台账"), _("谁在什么时候管理过什么")),
)


@view_config(context=Admin, request_method="GET", permission=HALL_ADMINISTER, renderer="admin/home.pt")
def home(context: Admin, request: Request) -> dict:
    """Show the ways."""
    rows = [{"href": request.page.url(f"admin/{path}"), "name": name, "note": note} for path, name, note in PARTS]
    return {"title": _("管理本厅"), "rows": rows, "deeds": deeds(request, context.hall.journal.latest(LATEST)),
            "noindex": True}  # fmt: skip


@view_config(context=Admin, name="journal", request_method="GET", permission=HALL_ADMINISTER,
             renderer="admin/journal.pt")  # fmt: skip
def journal(context: Admin, request: Request) -> dict:
    """Show the deeds, newest first, a page at a time."""
    return page_of(context.hall.journal, request)
