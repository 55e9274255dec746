"""A FileStorage whose records lie compressed in the file, and are plain for whoever asks it (docs/adr/0038).

A record that begins with ``.1`` is zlib with the first set of words (``words.py``) behind these two bytes; one with
``.z`` is zlib without, as zc.zlibstorage writes it, and is read as well.  No pickle begins so.  What is short, or does
not become shorter, lies there as it is, and so does every record of before until its next writing.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Any

from ZODB.FileStorage import FileStorage

from wangting.errors import Damaged
from wangting.gateways.words import FIRST

MARK = b".1"
MARKS = (MARK, b".z")
#: Bytes below which a record is left alone: there is little to gain.  The record of a blob must be among these, because
#: FileStorage looks into the file for it when it packs and undoes.
SHORT = 64
#: Level 1 is within 4 % of level 9 for records of a case, and cheaper.  With these, zlib lays out 32 kB anew for each
#: record and not 268, and a window of 4 kB holds the words and most records: the bytes are the same within 0.2 %.
LEVEL, WINDOW, MEMORY = 1, 12, 5
#: The window that a record says itself.
SAID = 0
#: Has read the words already; each record is written by a copy.
_READY = zlib.compressobj(LEVEL, zlib.DEFLATED, WINDOW, MEMORY, zlib.Z_DEFAULT_STRATEGY, FIRST)


def compressed(data: bytes) -> bytes:
    """Return ``data`` as it lies in the file; what is compressed already stays as it is."""
    if len(data) < SHORT or data.startswith(MARKS):
        return data
    press = _READY.copy()
    shorter = MARK + press.compress(data) + press.flush()
    return shorter if len(shorter) < len(data) else data


def plain(data: bytes) -> bytes:
    """Return the record that lies in the file as ``data``; raises Damaged when its own check does not hold."""
    if not data.startswith(MARKS):
        return data
    # It asks for the words only where they were used.
    press = zlib.decompressobj(SAID, FIRST)
    try:
        found = press.decompress(data[len(MARK) :])
    except zlib.error as broken:
        raise Damaged("record_damaged") from broken
    if not press.eof:
        raise Damaged("record_damaged")
    return found


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
