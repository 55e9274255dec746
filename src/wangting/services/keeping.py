"""Moves staged uploads into the database: as hard links, so that an abort destroys the link and not the upload."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wangting.content.blobs import new_blob
from wangting.content.case import CaseFile
from wangting.content.register import Register
from wangting.gateways.side.records import FileRef
from wangting.gateways.staging import Staging


def keep_files(register: Register, staging: Staging, files: Mapping[str, Sequence[FileRef]],
               since: int) -> tuple[CaseFile, ...]:  # fmt: skip
    """Return ``files`` as blobs of the running transaction; ``since`` in minutes (``clock.minute_of``).

    Raises NotFound for an upload that is no longer staged.
    """
    kept = []
    for field, refs in files.items():
        for ref in refs:
            blob = new_blob(register)
            blob.consumeFile(str(staging.link(ref.sha256)))
            kept.append(CaseFile(field, ref.name, ref.size, ref.media_type, ref.sha256, blob, since))
    return tuple(kept)
