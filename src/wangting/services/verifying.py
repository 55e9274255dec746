"""Reads everything that must never change and says what no longer is what was stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from ZODB.POSException import POSError

from wangting.content.case import Case
from wangting.content.hall import Hall
from wangting.content.journal import Journal
from wangting.content.licence import Licence
from wangting.content.register import Register
from wangting.services.administering.recording import broken_deed
from wangting.services.casework.chain import broken_entry
from wangting.services.licensing import content_digest
from wangting.services.working.post import broken_seals

#: After so many objects the connection may forget what was read: a register of a million cases is larger than memory.
MANY = 1000


def damage(register: Register, halls: Mapping[str, Hall]) -> Iterator[str]:
    """Yield a line for every broken chain, seal, file and licence; reads every case and journal, writes nothing."""
    for shard, tree in enumerate(register.cases):
        cases = (line for case_id in _keys(register, tree) for line in _told(f"case {case_id}", _case(tree, case_id)))
        yield from _told(f"cases of shard {shard}", cases)
    for shard, tree in enumerate(register.licences):
        found = (line for token in _keys(register, tree) for line in _told(f"licence {token}", _licence(tree, token)))
        yield from _told(f"licences of shard {shard}", found)
    yield from _told("public files", _public_files(register))
    yield from _told("seals", _seals(register))
    yield from _told("journal of the city", _journal("the city", register.journal))
    for key, hall in halls.items():
        yield from _told(f"journal of {key}", _journal(key, hall.journal))


def _told(what: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield ``lines``; a fault on the way is one more of them: altered bytes can raise anything when they are read."""
    try:
        yield from lines
    except Exception as fault:  # noqa: BLE001 - it is told, and the rest of the register is still read
        yield f"{what}: cannot be read ({type(fault).__name__})"


def _keys(register: Register, tree: Mapping) -> Iterator:
    for place, key in enumerate(tree, start=1):
        yield key
        if place % MANY == 0:
            register._p_jar.cacheGC()


def _seals(register: Register) -> Iterator[str]:
    for number in broken_seals(register):
        yield f"seal {number}: does not match the ledgers it covers"


def _public_files(register: Register) -> Iterator[str]:
    files = register.public_files
    for sha256 in () if files is None else _keys(register, files.kept):
        if _digest(files.kept[sha256].blob) != sha256:
            yield f"public file {sha256[:12]}…: is not what was stored"


def _journal(whose: str, journal: Journal) -> Iterator[str]:
    broken = broken_deed(journal)
    if broken is not None:
        yield f"journal of {whose}: deed {broken} was altered"


def _case(tree: Mapping[int, Case], case_id: int) -> Iterator[str]:
    case = tree[case_id]
    broken = broken_entry(case)
    if broken is not None:
        yield f"case {case.number}: entry {broken} of the ledger was altered"
    for file in case.files:
        if _digest(file.blob) != file.sha256:
            yield f"case {case.number}: file {file.field} is not what was uploaded"


def _licence(tree: Mapping[str, Licence], token: str) -> Iterator[str]:
    licence = tree[token]
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
