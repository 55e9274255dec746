"""Carries a whole database from one engine to another, history and papers included, and compares both afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ZODB.blob import is_blob_record
from ZODB.POSException import POSKeyError
from ZODB.utils import oid_repr, tid_repr, z64

#: Called with how many transactions are done and 0: a storage does not know how many it has.
Telling = Callable[[int, int], None]


class Counted:
    """A storage to copy from, which says how far the copying is."""

    def __init__(self, storage: Any, tell: Telling) -> None:
        self._storage = storage
        self._tell = tell

    def __getattr__(self, name: str) -> Any:
        """Be the storage in everything else."""
        return getattr(self._storage, name)

    def iterator(self, *bounds: bytes) -> Iterator[Any]:
        """Yield its transactions, the oldest first."""
        return _counted(self._storage.iterator(*bounds), self._tell)


def _counted(found: Any, tell: Telling) -> Iterator[Any]:
    for done, step in enumerate(found, 1):
        yield step
        tell(done, 0)


def is_empty(storage: Any) -> bool:
    """Return whether nothing was ever committed to ``storage``."""
    return storage.lastTransaction() in (None, z64, b"")


def copy(source: Any, target: Any, tell: Telling) -> None:
    """Write every transaction of ``source`` into the empty ``target``."""
    target.copyTransactionsFrom(Counted(source, tell))


def differences(source: Any, target: Any, tell: Telling) -> Iterator[str]:
    """Yield a line for every transaction, record or paper in which the two differ; read everything of both."""
    with _walking(source) as ours, _walking(target) as theirs:
        for done, step in enumerate(ours, 1):
            other = next(theirs, None)
            if other is None or other.tid != step.tid:
                yield f"transaction {tid_repr(step.tid)}: is missing"
                return
            yield from _of_one(source, target, step, other)
            tell(done, 0)
        if next(theirs, None) is not None:
            yield "there are transactions that the source does not have"


@contextmanager
def _walking(storage: Any) -> Iterator[Iterator[Any]]:
    """Yield the transactions; a file that was opened for them is closed wherever the walk ends."""
    found = storage.iterator()
    try:
        yield iter(found)
    finally:
        if hasattr(found, "close"):
            found.close()


def _of_one(source: Any, target: Any, step: Any, other: Any) -> Iterator[str]:
    if (step.user, step.description) != (other.user, other.description):
        yield f"transaction {tid_repr(step.tid)}: its note is another"
    told = {record.oid: record.data for record in step}
    found = {record.oid: record.data for record in other}
    for oid in sorted(told.keys() | found.keys()):
        if oid not in told or oid not in found or told[oid] != found[oid]:
            yield f"object {oid_repr(oid)} of {tid_repr(step.tid)}: is not the same"
        elif told[oid] is not None and is_blob_record(told[oid]) and not _same_paper(source, target, oid, step.tid):
            yield f"paper {oid_repr(oid)} of {tid_repr(step.tid)}: is not the same"


def _same_paper(source: Any, target: Any, oid: bytes, tid: bytes) -> bool:
    digests = [_digest(storage, oid, tid) for storage in (source, target)]
    return digests[0] == digests[1]


def _digest(storage: Any, oid: bytes, tid: bytes) -> str:
    """Return the SHA-256 of a paper, or the empty string where it was packed away."""
    try:
        with open(storage.loadBlob(oid, tid), "rb") as stream:  # noqa: PTH123 - a name, not a path of ours
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except POSKeyError:
        return ""
