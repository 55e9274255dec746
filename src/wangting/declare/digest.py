"""One digest of all that is declared: whether anything need be read again can be asked without reading it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from wangting import rules

FOLDERS = ("tenants", "workflows")
#: Read otherwise, the same files say something else: the readers count as well.
READERS = (Path(__file__).parent, Path(rules.__file__).parent)


def digest_of(home: Path) -> str:
    """Return the SHA-256 of every declared file under ``home`` that is imported, and of what reads them."""
    found = hashlib.sha256()
    for name, path in _files(home):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        found.update(f"{name} {content}\n".encode())
    return found.hexdigest()


def _files(home: Path) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and path.suffix != ".md":
                yield path.relative_to(home).as_posix(), path
    for folder in READERS:
        for path in sorted(folder.glob("*.py")):
            yield f"{folder.name}/{path.name}", path
