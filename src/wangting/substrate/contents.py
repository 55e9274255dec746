"""What a folder holds, as the SDI shows it: what the site stands on is neither removed nor renamed nor doubled there.

Substance D only greys out the button; whoever sends the form by hand would take a hall away with all its overlays.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from substanced.folder.views import FolderContents, FolderServices


class Contents(FolderContents):
    """The tab of contents."""

    def stays(self, found: Any) -> bool:
        """Say whether ``found`` stays where it is.

        It stays when it says so itself, when no page could add it again (halls and items are provisioned), and when it
        is the site manager who asks.
        """
        content = self.request.registry.content
        added = content.metadata(found, "add_view")
        return getattr(found, "__sdi_deletable__", None) is False or added is None or found is self.request.user

    def _refused(self, names: Iterable[str]) -> Any:
        kept = [name for name in names if name in self.context and self.stays(self.context[name])]
        if not kept:
            return None
        self.request.sdiapi.flash(f"{', '.join(kept)}: the site stands on this. Nothing was changed.", "danger")
        return self.get_redirect_response()

    def delete(self) -> Any:
        """Remove what is chosen, or nothing."""
        return self._refused(self.modified_items()) or super().delete()

    def duplicate(self) -> Any:
        """Double what is chosen, or nothing."""
        return self._refused(self.modified_items()) or super().duplicate()

    def rename(self) -> Any:
        """Ask for the new names of what is chosen."""
        return self._refused(self.modified_items()) or super().rename()

    def rename_finish(self) -> Any:
        """Rename what is chosen, or nothing."""
        return self._refused(self.request.POST.getall("item-rename")) or super().rename_finish()

    def move_here_if_addable(self, obj: Any, copy: bool = False) -> bool:
        """Move or copy ``obj`` here unless it stays where it is."""
        if obj is None or self.stays(obj):
            self.request.sdiapi.flash("The site stands on this, or it is gone. It was not moved or copied.", "danger")
            return False
        return super().move_here_if_addable(obj, copy=copy)


class Services(FolderServices):
    """The tab of services: the way to site managers and catalogs, without a button."""

    def get_buttons(self) -> list:
        """Return no buttons."""
        return []
