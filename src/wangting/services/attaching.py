"""Keeps public files and gives them out; it knows nothing of items, so whatever names a file can use it.

What names a file says its address (``rules.publicfile``).  It is everybody's from the moment at which something that
everybody sees names it, and stays so: whoever makes a thing public calls :func:`show`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import BinaryIO

from wangting.clock import Clock, minute_of
from wangting.content.blobs import new_blob
from wangting.content.publicfile import PublicFile, PublicFiles
from wangting.content.register import Register
from wangting.errors import Damaged, NotFound
from wangting.gateways.staging import Staging
from wangting.gateways.uploads import UploadRules, inspect
from wangting.rules.publicfile import Named, address_of, named_by, plain_name


class Attaching:
    """Public files; who may bring one, and who may have one that is not everybody's yet, is asked before."""

    def __init__(self, *, register: Register, staging: Staging, rules: UploadRules, clock: Clock) -> None:
        self._register = register
        self._staging = staging
        self._rules = rules
        self._clock = clock

    @property
    def rules(self) -> UploadRules:
        """What may be brought."""
        return self._rules

    def attach(self, stream: BinaryIO, name: str, by: int | None) -> str:
        """Keep what is in ``stream`` and return its address; the same bytes are kept once, each under its names.

        Raises what ``uploads.inspect`` refuses, and NoRoom when the disk is full.
        """
        found = inspect(stream, name, self._rules)
        plain = plain_name(found.name)
        files = self._files()
        with self._staging.keeping():
            sha256 = self._staging.add(stream, self._rules.file_size).sha256
            if sha256 not in files.kept:
                blob = new_blob(self._register)
                # A hard link: an abort destroys what was consumed, and a request that is tried again needs it.
                blob.consumeFile(str(self._staging.link(sha256)))
                files.keep(PublicFile(sha256=sha256, media_type=found.media_type, size=found.size, blob=blob, by=by,
                                      at=minute_of(self._clock.now())))  # fmt: skip
        files.call(sha256, plain)
        return address_of(sha256, plain)

    def find(self, named: Named) -> PublicFile:
        """Return the file of an address; raises NotFound."""
        files = self._register.public_files
        if files is None:
            raise NotFound("no_public_file")
        return files.find(*named)

    def told(self, text: object) -> PublicFile | None:
        """Return the file that ``text`` is the address of, None where it is none of ours or is not here."""
        named = named_by(text)
        if named is None:
            return None
        try:
            return self.find(named)
        except NotFound:
            return None

    def is_shown(self, file: PublicFile) -> bool:
        """Say whether everybody may have it."""
        files = self._register.public_files
        return files is not None and file.sha256 in files.shown

    def open(self, file: PublicFile) -> BinaryIO:
        """Open the bytes for reading, whatever becomes of the transaction; raises Damaged when they are others."""
        file.blob._p_activate()
        stream = file.blob.open("c")
        if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
            stream.close()
            raise Damaged("public_file")
        stream.seek(0)
        return stream

    def _files(self) -> PublicFiles:
        if self._register.public_files is None:
            self._register.public_files = PublicFiles()
        return self._register.public_files


def show(register: Register, named: Iterable[Named]) -> None:
    """Let everybody have the files that are ``named`` by something which everybody sees from now on."""
    files = register.public_files
    fresh = [] if files is None else [files.show(one.sha256) for one in named]
    if any(fresh):
        # What names a file is shown with the file: pages that were kept before say otherwise.
        register.stamp.move()


def is_here(register: Register, named: Named) -> bool:
    """Say whether this hall has the file that is ``named``."""
    return register.public_files is not None and (named.sha256, named.name) in register.public_files.names
