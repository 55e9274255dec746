"""Opens the databases: what is written is on the disk before it is acknowledged, and only known classes are read.

DESIGN 6.6 and 6.10.  ``pyramid_zodbconn`` reads the databases from the registry; it never opens one by itself here, so
that a class outside the allow-list and an unsynced blob are impossible whatever the configuration says.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import ZODB.broken
from ZODB.Connection import Connection
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from wangting.errors import WangtingError
from wangting.gateways.filestorage import DurableFileStorage

#: Whole packages whose classes may be read from the database.
ALLOWED_PREFIXES = ("BTrees.", "persistent.", "substanced.", "hypatia.", "wangting.content.")

#: What a connection keeps in memory, in objects and in bytes of their records, which are several times as many bytes of
#: Python: a web thread and the worker have one each, and with a million cases each of them fills up (docs/adr/0021).
CACHED, CACHED_BYTES = 10_000, 10 * 1024 * 1024

#: Single classes from elsewhere, each because of an object that really stores it (a test walks a provisioned Data.fs).
ALLOWED_CLASSES = frozenset(
    {
        ("BTrees", "_family32"),
        ("BTrees", "_family64"),
        ("BTrees", "_family64"),
        ("ZODB.blob", "Blob"),
        ("builtins", "frozenset"),
        ("builtins", "object"),
        ("builtins", "set"),
        ("__builtin__", "frozenset"),
        ("__builtin__", "object"),
        ("__builtin__", "set"),
        ("copy_reg", "_reconstructor"),
        ("copyreg", "_reconstructor"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("pyramid.authorization", "AllPermissionsList"),
        ("zope.interface", "Interface"),
        ("zope.interface", "Interface"),
        ("zope.interface.declarations", "Provides"),
    }
)


class ForbiddenClass(WangtingError):
    """A record names a class that the house does not store: the record is not loaded."""

    code = "forbidden_class"


#: Where classes of stored objects live now, by where they were when older databases were written.
MOVED = {("wangting.content.item", "Implementation"): "wangting.content.implementation"}


def known_class(connection: object, module: str, name: str) -> object:
    """Return the class ``module.name`` for unpickling, or raise :class:`ForbiddenClass`.

    A class that has moved since is found where it is now: records keep the name under which they were written.
    """
    module = MOVED.get((module, name), module)
    if module.startswith(ALLOWED_PREFIXES) or (module, name) in ALLOWED_CLASSES:
        return ZODB.broken.find_global(module, name)
    raise ForbiddenClass(module=module, name=name)


def open_storage(var: Path, *, read_only: bool = False) -> FileStorage:
    """Open ``var/Data.fs`` with its blobs; a second writing process is refused by the storage's own lock."""
    var.mkdir(parents=True, exist_ok=True)
    return DurableFileStorage(str(var / "Data.fs"), blob_dir=str(var / "blobs"), read_only=read_only)


class HouseConnection(Connection):
    """A connection that is in the pool again when it could not be opened, because its server was away."""

    def open(self, transaction_manager: object = None, delegate: bool = True) -> None:
        """Open; what raises meanwhile gives the connection back, which ZODB would count as open for good."""
        try:
            super().open(transaction_manager, delegate)
        except BaseException:
            with suppress(KeyError):
                self.transaction_manager.unregisterSynch(self)
            self.transaction_manager = None
            self._db._returnToPool(self)  # noqa: SLF001 - what close() does as well
            raise


class HouseDB(DB):
    """A database that hands out our connections."""

    klass = HouseConnection


def open_database(storage: object, *, threads: int = 4) -> DB:
    """Open a database over ``storage`` that reads known classes only; ``threads`` sizes the pool."""
    return HouseDB(
        storage,
        pool_size=threads + 4,
        cache_size=CACHED,
        cache_size_bytes=CACHED_BYTES,
        large_record_size=1 << 20,
        class_factory=known_class,
    )


def attach(registry: object, database: DB) -> None:
    """Give ``database`` to ``pyramid_zodbconn``, which looks for it on the registry, and to whoever has no request."""
    registry.database = database
    registry._zodb_databases = {"": database}  # noqa: SLF001 - the attribute that pyramid_zodbconn 0.8.1 reads
