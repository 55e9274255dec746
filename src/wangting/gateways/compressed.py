"""A FileStorage whose records lie compressed in the file, and are plain for whoever asks it (docs/adr/0038).

A record that begins with ``.z`` is zlib behind these two bytes: so zc.zlibstorage wrote it, whose tools read it too.
No pickle begins so.  What is short, or does not become shorter, lies there as it is, and so does every record of
before: each of them is changed at its next writing.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Any

from ZODB.FileStorage import FileStorage

from wangting.errors import Damaged

MARK = b".z"
#: Bytes below which a record is left alone: it would lose a tenth.  The record of a blob must be among these, because
#: FileStorage looks into the file for it when it packs and undoes.
SHORT = 128
#: Level 1 is within 1 % of level 9 for records of a case, and no dearer.
LEVEL = 1


def compressed(data: bytes) -> bytes:
    """Return ``data`` as it lies in the file; what is compressed already stays as it is."""
    if len(data) < SHORT or data.startswith(MARK):
        return data
    shorter = MARK + zlib.compress(data, LEVEL)
    return shorter if len(shorter) < len(data) else data


def plain(data: bytes) -> bytes:
    """Return the record that lies in the file as ``data``; raises Damaged when its own check does not hold."""
    if not data.startswith(MARK):
        return data
    try:
        return zlib.decompress(data[len(MARK) :])
    except zlib.error as broken:
        raise Damaged("record_damaged") from broken


class CompressedFileStorage(FileStorage):
    """Compresses where a record is written and nowhere else: caches, ZEO and copies of the database see it plain."""

    # Two that add to one counter are merged from what lies in the file and what comes; before a DB is over us, too.
    transform_record_data = _crs_transform_record_data = staticmethod(compressed)
    untransform_record_data = _crs_untransform_record_data = staticmethod(plain)

    def registerDB(self, wrapper: object) -> None:  # noqa: N802 - ZODB names it
        """Name ourselves as who transforms records: ``wrapper``, which is above us, never does."""
        del wrapper
        super().registerDB(self)

    def store(self, oid: bytes, oldserial: bytes, data: bytes, version: str, transaction: object) -> None:
        """Write a record of the running transaction."""
        super().store(oid, oldserial, compressed(data), version, transaction)

    def restore(self, oid: bytes, serial: bytes, data: bytes | None, version: str, prev_txn: bytes | None,
                transaction: object) -> None:  # fmt: skip
        """Write a record as another storage has it; None is an object whose making was undone."""
        lying = None if data is None else compressed(data)
        super().restore(oid, serial, lying, version, prev_txn, transaction)

    def load(self, oid: bytes, version: str = "") -> tuple[bytes, bytes]:
        """Return the newest record of an object and its serial."""
        data, serial = super().load(oid, version)
        return plain(data), serial

    def loadBefore(self, oid: bytes, tid: bytes) -> tuple[bytes, bytes, bytes | None] | None:  # noqa: N802 - ZODB's
        """Return the record that was the newest before ``tid``, from when on it was, and until when."""
        found = super().loadBefore(oid, tid)
        return None if found is None else (plain(found[0]), *found[1:])

    def loadSerial(self, oid: bytes, serial: bytes) -> bytes:  # noqa: N802 - ZODB's
        """Return one record of an object."""
        return plain(super().loadSerial(oid, serial))

    def iterator(self, start: bytes | None = None, stop: bytes | None = None) -> PlainTransactions:
        """Yield the transactions, their records plain."""
        return PlainTransactions(super().iterator(start, stop))

    def pack(self, t: float, referencesf: Callable, gc: bool | None = None) -> None:
        """Pack; what is kept stays as it lies."""
        super().pack(t, lambda data: referencesf(plain(data)), gc)


class PlainTransactions:
    """The transactions of a file whose records are compressed; to be closed as the iterator below it is."""

    def __init__(self, found: Any) -> None:
        self._found = found

    def __iter__(self) -> PlainTransactions:
        return self

    def __next__(self) -> PlainTransaction:
        return PlainTransaction(next(self._found))

    def close(self) -> None:
        """Close the file."""
        self._found.close()


class PlainTransaction:
    """One transaction with what is known of it."""

    def __init__(self, found: Any) -> None:
        self._found = found

    def __getattr__(self, name: str) -> Any:
        """Be the transaction in all but its records."""
        return getattr(self._found, name)

    def __iter__(self) -> Iterator[Any]:
        for record in self._found:
            if record.data is not None:
                record.data = plain(record.data)
            yield record
