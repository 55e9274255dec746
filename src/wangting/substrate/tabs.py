"""Which pages of the SDI there are: Substance D's own, less what this house does not want, with holes closed.

Whatever Substance D registers goes through :func:`add_mgmt_view`.  A page that is off is not registered at all: it has
no tab, and its address is a 404.  A page that writes takes POST only, with its token.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response
from substanced import sdi
from substanced.db.views import ManageDatabase
from substanced.file.views import view_file
from substanced.folder.views import FolderContents, FolderServices, multi_upload, multi_upload_submit
from substanced.interfaces import ILockService, IPasswordReset
from substanced.principal.views import AddUserView, ChangePasswordView, ResetRequestView
from substanced.sdi.views.acl import ACLEditViews
from substanced.sdi.views.login import login
from substanced.sdi.views.undo import UndoViews

from wangting.substrate.contents import Contents, Services
from wangting.substrate.files import send_file, take_files
from wangting.substrate.rights import Rights
from wangting.substrate.signing import AddUser, ChangePassword, sign_in
from wangting.substrate.undoing import Undo

#: Pages that are off, by name, each with the reason.
OFF: Mapping[str, str] = {
    "add_principals_service": "A GET that writes; the site has its one directory of site managers.",
    "add_lock_service": "A GET that writes; nobody locks anything here.",
    "add_lock": "The same.",
    "preview_image_upload": "It shows an upload inside the page's own origin, without a permission.",
    "workflows": "Procedures are declared files (DESIGN 4); nothing here has a workflow of Substance D.",
}
#: Contexts whose pages are off.
OFF_CONTEXTS: Mapping[Any, str] = {
    ILockService: "Nobody locks anything here.",
    IPasswordReset: "Passwords are not reset by mail; another site manager sets a new one.",
}
#: Buttons that are off, by the field that they send: steps of evolution are run by a command, after a backup.
OFF_BUTTONS = frozenset({"show_evolve", "dryrun", "evolve", "evolve_finished", "evolve_unfinished"})
#: What of the tab of services stays: nobody renames, copies or removes what the site stands on.
SERVICES_SHOWN = frozenset({"show", "show_json"})


def no_reset(request: Request) -> Response:
    """Say how a site manager gets a new password."""
    del request
    return Response("Another site manager can set a new password: Principals, Users, Change Password.", 404)


#: What stands in for a page of Substance D.
INSTEAD: Mapping[Any, Callable] = {
    ResetRequestView: no_reset,
    login: sign_in,
    view_file: send_file,
    multi_upload_submit: take_files,
    FolderContents: Contents,
    FolderServices: Services,
    UndoViews: Undo,
    ACLEditViews: Rights,
    AddUserView: AddUser,
    ChangePasswordView: ChangePassword,
}
#: Other templates, and None where the page that stands in answers by itself.
DRESS: Mapping[Any, str | None] = {
    ResetRequestView: None,
    multi_upload: "wangting.substrate:templates/upload.pt",
    multi_upload_submit: None,
    ManageDatabase: "wangting.substrate:templates/database.pt",
}


def add_mgmt_view(config: Configurator, view: Any = None, **kw: Any) -> None:
    """Register a page of the SDI as Substance D does, unless it is off."""
    kw = {**getattr(view, "__view_defaults__", {}), **kw}
    if _is_off(kw):
        return
    if view is multi_upload:
        # It asks for a place behind the tab of contents, and every page fails for whom that tab is not there.
        kw.pop("tab_after")
    if view in DRESS:
        kw["renderer"] = DRESS[view]
    if kw.get("check_csrf") or (kw.get("request_param") or "").startswith("form."):
        kw["request_method"] = "POST"
    sdi.add_mgmt_view(config, view=INSTEAD.get(view, view), **kw)


def _is_off(kw: Mapping[str, Any]) -> bool:
    """Say whether the page registered with ``kw`` is off; the tab of services shows and does nothing else."""
    if kw.get("name") == "services" and kw.get("attr") not in SERVICES_SHOWN:
        return True
    return kw.get("name") in OFF or kw.get("context") in OFF_CONTEXTS or kw.get("request_param") in OFF_BUTTONS
