"""The tab of rights: whoever changes the rights to a place still has the right to change them back."""

from __future__ import annotations

from typing import Any

from pyramid.authorization import ALL_PERMISSIONS, DENY_ALL, Deny, Everyone
from pyramid.httpexceptions import HTTPSeeOther
from substanced.sdi.views import acl

#: What nobody takes away from themselves.
KEPT = ("sdi.view", "sdi.change-acls")
# Substance D stores Pyramid 1's stand-in for all permissions, whose class has moved: pickling it fails.
acl.ALL_PERMISSIONS, acl.DENY_ALL, acl.NO_INHERIT = ALL_PERMISSIONS, DENY_ALL, (Deny, Everyone, ALL_PERMISSIONS)


class Rights(acl.ACLEditViews):
    """Substance D's pages; as shipped one click on "disabled" shut everybody out, with nobody left to open again."""

    def finish_acl_edit(self) -> Any:
        """Set the rights and show them, or set nothing when whoever sets them would be shut out."""
        shown = super().finish_acl_edit()
        keeps = all(self.request.has_permission(permission, self.context) for permission in KEPT)
        if self.acl != self.original_acl and not keeps:
            for queue in ("success", "info"):
                self.request.session.pop_flash(queue)
            text = "You would shut yourself out. Nothing was changed: first give your own group all rights here."
            self.request.sdiapi.flash(text, "danger")
            # Raised, so that the transaction is given up.
            raise HTTPSeeOther(self.request.sdiapi.mgmt_path(self.context, "@@acl_edit"))
        return shown
