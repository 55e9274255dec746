"""Which office document a zip archive is, by what it says of its own parts (ECMA-376, Open Packaging Conventions).

Nothing is unpacked but the small list of parts; one with macros is no document of ours, and neither is a bomb.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import BinaryIO

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What the main part of a document without macros is called, and where it lies.
MAIN = {
    "word/document.xml": (f"{DOCX}.main+xml", DOCX),
    "xl/workbook.xml": (f"{XLSX}.main+xml", XLSX),
}
PARTS = "[Content_Types].xml"
OVERRIDE = re.compile(r"<Override\b[^>]*>")
ATTRIBUTE = re.compile(r"\b(PartName|ContentType)\s*=\s*[\"']([^\"']*)[\"']")
#: Bytes of the list of parts, number of parts, and bytes of all of them unpacked, at most.
LIST, MOST, UNPACKED = 1 << 20, 2000, 256 << 20
#: What gives a document a life of its own, or brings another file along.
LIVELY = re.compile(r"vbaProject|macro|activeX|/embeddings/|oleObject", re.IGNORECASE)


def office_kind(stream: BinaryIO) -> str | None:
    """Return the media type of the document in ``stream``, or None where it is another archive, or a broken one."""
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if len(entries) > MOST or len(names) < len(entries) or sum(one.file_size for one in entries) > UNPACKED:
                return None
            if PARTS not in names or any(map(LIVELY.search, names)):
                return None
            with archive.open(PARTS) as listed:
                said = listed.read(LIST).decode("utf-8")
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return None
    return None if LIVELY.search(said) else _main_part(said, names)


def _main_part(said: str, names: set[str]) -> str | None:
    """Return the kind of the one main part that is both listed and there."""
    listed = [dict(ATTRIBUTE.findall(override)) for override in OVERRIDE.findall(said)]
    types = {one.get("PartName", "").lstrip("/"): one.get("ContentType") for one in listed}
    found = [kind for part, (wanted, kind) in MAIN.items() if part in names and types.get(part) == wanted]
    return found[0] if len(found) == 1 else None
