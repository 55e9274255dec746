"""The Data.fs of a hall: on the disk before it is acknowledged, its bytes summed, never silently cut short."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

from ZODB.FileStorage import FileStorage
from ZODB.POSException import POSError

from wangting.errors import Damaged
from wangting.gateways.compressed import CompressedFileStorage
from wangting.gateways.durable import sync_directory, told_as_no_room, write
from wangting.gateways.sums import ADVICE, Sums, faults, sums_of

log = logging.getLogger(__name__)

#: What ZODB raises over bytes that cannot be what it wrote.
UNREADABLE = (POSError, ValueError, LookupError, AssertionError, struct.error)


class DurableFileStorage(CompressedFileStorage):
    """FileStorage whose blobs are on the disk before the transaction is, and whose bytes can be checked.

    ZODB syncs ``Data.fs`` but neither a blob nor its directory (DESIGN 6.6).  The order here is: blob file, its
    directory and every directory made for it, then - in ``tpc_finish`` - ``Data.fs``, and then its sum (ADR 0026).
    """

    #: Open while this process may write; None while a pack makes them anew, and for whoever only reads.
    _sums: Sums | None = None

    def __init__(self, file_name: str, *, read_only: bool = False, **options: object) -> None:
        """Open; raises Damaged for a file that cannot be read or has lost its end, and leaves all as it is."""
        try:
            super().__init__(file_name, read_only=read_only, **options)
            if self._sums is not None:
                self._check_nothing_was_cut()
                self._sums.catch_up(self._file, self._pos)
        except BaseException as fault:
            for opened in ("_file", "_files", "_lock_file", "_tfile", "_sums"):
                if getattr(self, opened, None) is not None:
                    getattr(self, opened).close()
            if isinstance(fault, UNREADABLE):
                raise Damaged("database_unreadable", fault=type(fault).__name__, next=ADVICE) from fault
            raise

    def _newIndexes(self) -> tuple:  # noqa: N802 - ZODB names the hook
        """Look at the files as they are: ZODB asks for this under its lock, and before it opens and cuts anything."""
        if not self._is_read_only:
            self._sums = _sums_before_opening(Path(self._file_name))
        return super()._newIndexes()

    def _check_nothing_was_cut(self) -> None:
        """Raise Damaged when ZODB took for a torn end what the sums say was whole; put it back first."""
        if self._pos >= self._sums.end:
            return
        path = Path(self._file_name)
        cut = max(path.parent.glob(path.name + ".tr*"), key=lambda found: found.stat().st_mtime_ns)
        with cut.open("rb") as tail:
            self._file.seek(0, os.SEEK_END)
            shutil.copyfileobj(tail, self._file)
        self._file.flush()
        cut.unlink()
        raise Damaged("transactions_missing", size=self._pos, summed=self._sums.end, next=ADVICE)

    def _restore_index(self) -> tuple | None:
        """Return the saved index, unless its bytes are others than those saved: it would lead to wrong records."""
        index, seal = self._index_files()
        if not index.exists() or not seal.exists() or _digest(index) != seal.read_text("ascii", "replace"):
            return None
        return super()._restore_index()

    def _save_index(self) -> None:
        index, seal = self._index_files()
        super()._save_index()
        if not self._is_read_only and index.exists():
            write(seal, _digest(index).encode())

    def _index_files(self) -> tuple[Path, Path]:
        return Path(self._file_name + ".index"), Path(self._file_name + ".index.sha256")

    def _blob_storeblob(self, oid: bytes, serial: bytes, blobfilename: str) -> None:
        made = _missing_ancestors(Path(self.fshelper.getPathForOID(oid)), Path(self.fshelper.base_dir))
        with told_as_no_room():
            super()._blob_storeblob(oid, serial, blobfilename)
            final = Path(self.fshelper.getBlobFilename(oid, serial))
            sync_file(final)
            for directory in (final.parent, *made):
                sync_directory(directory)

    def _abort(self) -> None:
        """Give the transaction up with its blobs: those of one that met a conflict before the vote, ZODB leaves."""
        super()._abort()
        self._blob_tpc_abort()

    def tpc_vote(self, transaction: object) -> object:
        """Write the transaction; raises NoRoom when the disk is full, and then nothing of it is left."""
        with told_as_no_room():
            return super().tpc_vote(transaction)

    def _finish_finish(self, tid: bytes) -> None:
        super()._finish_finish(tid)
        if self._sums is not None:
            try:
                self._sums.catch_up(self._file, self._pos)
            except OSError:
                # The transaction is on the disk and stays; the next commit that finds room sums this one too.
                log.exception("a transaction has no sum yet")

    def pack(self, t: float, referencesf: Callable, gc: bool | None = None) -> None:
        """Pack a file that is whole; raises Damaged for one that is not, because packing would hide it.

        The sums go before the packed file takes its place and are made anew afterwards: a crash in between leaves a
        hall without sums, which gets them when it starts.
        """
        path = Path(self._file_name)
        found = sum(1 for _fault in faults(path))
        if found:
            raise Damaged("not_packed", damaged=found, next=ADVICE)
        with self._lock:
            self._sums.close()
            self._sums = None
            sums_of(path).unlink()
        try:
            super().pack(t, referencesf, gc)
        finally:
            sums = Sums(sums_of(path))
            with path.open("rb") as data:
                # Most of it while others commit; then what they committed meanwhile.
                sums.catch_up(data, self._pos)
            with self._lock:
                sums.catch_up(self._file, self._pos)
                self._sums = sums

    @staticmethod
    def packer(storage: FileStorage, referencesf: Callable, stop: bytes, gc: bool) -> tuple | None:
        """Pack as ever, and force the packed file to the disk before it replaces the other."""
        found = FileStorage.packer(storage, referencesf, stop, gc)
        if found is not None:
            sync_file(Path(storage._file_name + ".pack"))  # noqa: SLF001 - by this name ZODB renames it next
        return found

    def close(self) -> None:
        """Close, with every transaction summed."""
        super().close()
        if self._sums is not None:
            self._sums.close()
            self._sums = None


def sync_file(path: Path) -> None:
    """Force ``path`` to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sums_before_opening(path: Path) -> Sums:
    """Return the sums of ``path``; raises Damaged when its end, or all of it, is gone."""
    packed = path.with_name(path.name + ".pack")
    if not path.exists() and packed.exists():
        # A crash came between the two renames at the end of a pack: ZODB would begin an empty database.
        packed.rename(path)
        sync_directory(path.parent)
    sums = Sums(sums_of(path))
    try:
        _check_end(path, sums)
    except Damaged:
        sums.close()
        raise
    return sums


def _check_end(path: Path, sums: Sums) -> None:
    if path.exists():
        with path.open("rb") as data:
            sums.check_end(data, path.stat().st_size)
    elif sums.last is not None:
        raise Damaged("database_missing", file=path.name, next=ADVICE)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _missing_ancestors(directory: Path, base: Path) -> list[Path]:
    """Return the parents that gain an entry when ``directory`` is made, deepest first."""
    gaining = []
    while directory != base and not directory.exists():
        directory = directory.parent
        gaining.append(directory)
    return gaining
