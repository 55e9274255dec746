"""Sums of a Data.fs: for each transaction where it lies and the SHA-256 of its bytes, in ``Data.fs.sums`` beside it.

FileStorage has no checksums: of 1,000 flipped bits 845 were read back wrong with no error (DESIGN 6.6), and a flipped
length or status lets it cut off all that follows.  A sum is appended after its transaction was forced to the disk, so a
sum without its transaction is a loss, and a transaction without its sum is summed at the next commit (ADR 0026).
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ZODB.TimeStamp import TimeStamp

from wangting.errors import Damaged
from wangting.gateways.durable import publish, temporary

HEADER = b"wangting sums 1\n"
#: What a Data.fs begins with, and the least that a transaction takes (ZODB/FileStorage/format.py).
MAGIC, LEAST = b"FS30", 23
START = len(MAGIC)
_FIELDS = struct.Struct(">8sQQ32s")
_OWN = 8
_SIZE = _FIELDS.size + _OWN
_HEAD = struct.Struct(">8sQ")
_CHUNK = 1 << 20
_TOGETHER = 4096
#: What to do when the sums and the file contradict each other.
ADVICE = "Run `wangting verify`, keep a copy of var/ as it is, and restore from the last backup what it names."


class Sum(NamedTuple):
    """One transaction: its id (8 bytes), its first byte, its length in bytes, and the SHA-256 of these bytes."""

    tid: bytes
    start: int
    length: int
    digest: bytes

    @property
    def end(self) -> int:
        """The first byte behind it."""
        return self.start + self.length


class Sums:
    """The file of sums, open for appending; whoever writes the Data.fs is the only one who writes it."""

    def __init__(self, path: Path) -> None:
        """Open ``path``, made when missing; a sum that a crash left half-written is dropped.

        Raises Damaged for a file that is not one of sums.
        """
        if not path.exists():
            with temporary(path.parent) as (stream, new):
                stream.write(HEADER)
                publish(stream, new, path)
        self._stream = path.open("r+b", buffering=0)
        if self._stream.read(len(HEADER)) != HEADER:
            self._stream.close()
            raise Damaged("sums_unreadable", file=path.name, next=ADVICE)
        records = (self._stream.seek(0, os.SEEK_END) - len(HEADER)) // _SIZE
        while records and _record(self._stream, records - 1) is None:
            records -= 1
        self._stream.truncate(len(HEADER) + records * _SIZE)
        self.last = _record(self._stream, records - 1) if records else None

    @property
    def end(self) -> int:
        """The first byte of the Data.fs that no sum covers."""
        return self.last.end if self.last else START

    def check_end(self, data: BinaryIO, size: int) -> None:
        """Raise Damaged unless the last transaction summed is there, within ``size`` bytes: it was once on the disk."""
        if self.last is None:
            return
        data.seek(self.last.start)
        if size < self.end or data.read(_HEAD.size) != _HEAD.pack(self.last.tid, self.last.length - 8):
            raise Damaged("transactions_missing", size=size, summed=self.end, next=ADVICE)

    def catch_up(self, data: BinaryIO, size: int) -> None:
        """Append the sum of every transaction of ``data`` between :attr:`end` and ``size``, some thousands a write."""
        found = transactions(data, self.end, size)
        while some := list(islice(found, _TOGETHER)):
            self._stream.seek(0, os.SEEK_END)
            self._stream.write(b"".join(map(_packed, some)))
            self.last = some[-1]

    def cut(self, size: int) -> None:
        """Forget the transactions beyond ``size``: of a restored Data.fs that is older than its sums."""
        records = (self._stream.seek(0, os.SEEK_END) - len(HEADER)) // _SIZE
        while records and (_record(self._stream, records - 1) or self.last).end > size:
            records -= 1
        self._stream.truncate(len(HEADER) + records * _SIZE)
        self.last = _record(self._stream, records - 1) if records else None

    def close(self) -> None:
        """Close the file, forced to the disk: after an orderly end nothing is left to be summed."""
        os.fsync(self._stream.fileno())
        self._stream.close()


def sums_of(data: Path) -> Path:
    """Return where the sums of ``data`` are."""
    return data.with_name(data.name + ".sums")


def transactions(data: BinaryIO, start: int, size: int) -> Iterator[Sum]:
    """Yield the sum of every transaction between two bytes of ``data``; raises Damaged for a length that is none."""
    while start < size:
        data.seek(start)
        head = data.read(_HEAD.size)
        tid, length = _HEAD.unpack(head) if len(head) == _HEAD.size else (b"", 0)
        if length < LEAST or start + length + 8 > size:
            raise Damaged("no_transaction", byte=start, next=ADVICE)
        yield Sum(tid, start, length + 8, _digest(data, start, length + 8))
        start += length + 8


def faults(data: Path) -> Iterator[str]:
    """Yield a line for every transaction of ``data`` that is not what was written, and every sum that is not one.

    Reads both files once and writes nothing; a running hall may go on.  What was committed after the last sum is not
    looked at: of a hall that ended in order that is nothing.
    """
    path, end = sums_of(data), START
    if not path.exists():
        yield f"{data.name}: has no sums, so its bytes cannot be checked; they are made when the hall starts"
        return
    with data.open("rb") as stream, path.open("rb") as sums:
        if sums.read(len(HEADER)) != HEADER:
            yield f"{path.name}: is not a file of sums"
            return
        if stream.read(START) != MAGIC:
            yield f"{data.name}: does not begin as a Data.fs does"
        for number in count(1):
            record = sums.read(_SIZE)
            if len(record) < _SIZE:
                return
            found = _unpacked(record)
            if found is None:
                yield f"{path.name}: sum {number} is damaged, its transaction cannot be checked"
            else:
                if end not in (None, found.start):
                    yield f"{path.name}: sum {number} does not follow the one before"
                if _digest(stream, found.start, found.length) != found.digest:
                    yield f"{data.name}: {_named(found)} is not what was written"
            end = found and found.end


def _named(found: Sum) -> str:
    return f"the transaction of {TimeStamp(found.tid)} UTC at byte {found.start}, {found.length} bytes long,"


def _digest(data: BinaryIO, start: int, length: int) -> bytes:
    """Return the SHA-256 of ``length`` bytes; a file that ends before has another one."""
    digest = hashlib.sha256()
    data.seek(start)
    while length and (chunk := data.read(min(length, _CHUNK))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.digest() if not length else b""


def _packed(found: Sum) -> bytes:
    fields = _FIELDS.pack(*found)
    return fields + hashlib.sha256(fields).digest()[:_OWN]


def _unpacked(record: bytes) -> Sum | None:
    """Return the sum in ``record``, or None when its own check does not hold."""
    fields, own = record[: _FIELDS.size], record[_FIELDS.size :]
    if len(record) != _SIZE or hashlib.sha256(fields).digest()[:_OWN] != own:
        return None
    return Sum(*_FIELDS.unpack(fields))


def _record(stream: BinaryIO, number: int) -> Sum | None:
    stream.seek(len(HEADER) + number * _SIZE)
    return _unpacked(stream.read(_SIZE))
