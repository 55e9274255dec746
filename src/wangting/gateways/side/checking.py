"""Reads a SQLite side store back, beside a running hall: its structure, and every answer and file name of a draft."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from wangting.errors import Damaged
from wangting.gateways.vault import Vault

#: What a person typed or named, sealed: the seal tells whether it is still that (``drafts.PURPOSE``).
_SEALED = (
    ("the answers of draft", "SELECT id, sealed FROM draft WHERE sealed IS NOT NULL"),
    ("a file name of draft", "SELECT draft, sealed FROM draft_file"),
)
_PURPOSE = "draft"


def damage(path: Path, vault: Vault) -> Iterator[str]:
    """Yield a line for everything in the store ``path`` that SQLite or the vault finds altered; writes nothing.

    Sessions, throttles and logs are looked at for their structure only: losing one costs a sign-in, not an act.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as store:
            for (line,) in store.execute("PRAGMA integrity_check"):
                if line != "ok":
                    yield f"{path.name}: {line}"
            for what, query in _SEALED:
                for draft, sealed in store.execute(query):
                    if not _opens(vault, sealed):
                        yield f"{path.name}: {what} {draft} was altered"
    except sqlite3.DatabaseError as fault:
        yield f"{path.name}: cannot be read ({type(fault).__name__})"


def _opens(vault: Vault, sealed: object) -> bool:
    try:
        vault.open(bytes(sealed), _PURPOSE)
    except (Damaged, TypeError, ValueError):
        return False
    return True
