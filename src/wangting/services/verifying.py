"""Reads everything that must never change and says what no longer is what was stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ZODB.POSException import POSError

from wangting.content.case import Case
from wangting.content.licence import Licence
from wangting.content.register import Register
from wangting.services.casework.chain import broken_entry
from wangting.services.licensing import content_digest
from wangting.services.working.post import broken_seals


def damage(register: Register) -> Iterator[str]:
    """Yield a line for every broken chain, seal, file and licence; reads every case, writes nothing."""
    for tree in register.cases:
        for case_id in tree:
            yield from _case(tree, case_id)
    for tree in register.licences:
        for licence in tree.values():
            yield from _licence(licence)
    yield from (f"seal {number}: does not match the ledgers it covers" for number in broken_seals(register))


def _case(tree: dict[int, Case], case_id: int) -> Iterator[str]:
    try:
        case = tree[case_id]
        broken = broken_entry(case)
    except (POSError, ValueError, TypeError, KeyError) as fault:
        yield f"case {case_id}: cannot be read ({type(fault).__name__})"
        return
    if broken is not None:
        yield f"case {case.number}: entry {broken} of the ledger was altered"
    for file in case.files:
        if _digest(file.blob) != file.sha256:
            yield f"case {case.number}: file {file.field} is not what was uploaded"


def _licence(licence: Licence) -> Iterator[str]:
    if content_digest(licence) != licence.content_digest:
        yield f"licence {licence.identifier}: its content was altered"
    if licence.file is not None and _digest(licence.file) != licence.file_digest:
        yield f"licence {licence.identifier}: its file is not what was attached"


def _digest(blob: object) -> str:
    """Return the SHA-256 of a blob's bytes, or the empty string when it cannot be read."""
    try:
        with blob.open("r") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, POSError):
        return ""
