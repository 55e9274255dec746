"""New blobs, born beside the storage they will live in."""

from __future__ import annotations

from persistent import Persistent
from ZODB.blob import Blob


def new_blob(beside: Persistent) -> Blob:
    """Return an empty blob that belongs to the connection of ``beside``.

    A blob of no connection keeps its bytes in the machine's common folder for temporary files until the commit: another
    file system perhaps, readable by everybody, and left there by a crash.
    """
    blob = Blob()
    beside._p_jar.add(blob)
    return blob
