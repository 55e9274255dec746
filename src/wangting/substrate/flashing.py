"""What the SDI says after an act: its words are never markup, and its button for undo is a form with the token."""

from __future__ import annotations

from html import escape

from pyramid.renderers import render
from substanced.sdi import sdiapi

UNDO = "wangting.substrate:templates/undo.pt"


class Api(sdiapi):
    """``request.sdiapi``."""

    def flash(self, msg: str, queue: str = "info", allow_duplicate: bool = True) -> None:
        """Keep ``msg`` for the next page, which shows it as markup: names that people typed are in it."""
        super().flash(escape(str(msg)), queue, allow_duplicate)

    def get_flash_with_undo_snippet(self, msg: str, queue: str = "", allow_duplicate: bool = True) -> str:
        """Return the markup that says ``msg`` with a button for undo, where there is undo and the right to it.

        As shipped it was a link: a GET that wrote, with the session's token in its address.
        """
        del queue, allow_duplicate
        request = self.request
        database = self.get_connection(request).db()
        if not (database.supportsUndo() and request.has_permission("sdi.undo", request.context)):
            return escape(msg)
        mark = f"{id(request)}{hash(msg)}"
        current = self.transaction.get()
        current.note(msg)
        current.setExtendedInfo("undohash", mark)
        filled = {"msg": msg, "mark": mark, "url": self.mgmt_path(request.context, "@@undo_recent")}
        return render(UNDO, filled, request=request)
