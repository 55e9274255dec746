"""Public files: blank forms, filled samples, samples of results; kept once by their sum, and never changed.

Editions name them by an address (``rules.publicfile``), so what a past edition names is still there when it is read.
"""

from __future__ import annotations

from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent

from wangting.errors import NotFound, Refused

#: What is set once, when the file is stored.
SEALED = frozenset({"sha256", "media_type", "size", "blob", "by", "at"})


class PublicFile(Persistent):
    """The bytes of one file: a ZODB blob of the digest ``sha256`` and ``size`` bytes.

    ``by`` is the party that brought it first, ``at`` when, in minutes since the epoch (``clock.minute_of``).
    """

    def __init__(self, *, sha256: str, media_type: str, size: int, blob: object, by: int | None, at: int) -> None:
        self.sha256 = sha256
        self.media_type = media_type
        self.size = size
        self.blob = blob
        self.by = by
        self.at = at

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute; raises Refused for what was stored: editions that were published name it."""
        # One that was not looked at yet has nothing in its dictionary.
        self._p_activate()
        if name in SEALED and name in self.__dict__:
            raise Refused("file_sealed")
        super().__setattr__(name, value)


class PublicFiles(Persistent):
    """Every public file by its sum, the names under which each was brought, and which of them everybody may have.

    Two who bring the same file at once write the same key: that is a conflict, and one of them finds it there.
    """

    def __init__(self) -> None:
        self.kept = OOBTree()
        self.names = OOTreeSet()
        self.shown = OOTreeSet()

    def find(self, sha256: str, name: str) -> PublicFile:
        """Return the file that was brought as ``name``; raises NotFound."""
        if (sha256, name) not in self.names:
            raise NotFound("no_public_file")
        return self.kept[sha256]

    def keep(self, file: PublicFile) -> None:
        """Keep a file that is not there yet."""
        self.kept.insert(file.sha256, file)

    def call(self, sha256: str, name: str) -> None:
        """Let a kept file be found as ``name`` too."""
        self.names.insert((sha256, name))

    def show(self, sha256: str) -> bool:
        """Let everybody have a kept file from now on; return whether that is new."""
        return sha256 in self.kept and bool(self.shown.insert(sha256))
