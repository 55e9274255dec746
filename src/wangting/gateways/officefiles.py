"""Which office document a zip archive is, by what it says of its own parts (ECMA-376, Open Packaging Conventions).

Nothing is unpacked but the small list of parts; one with macros is no document of ours, and neither is a bomb.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Collection
from html import unescape
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
#: How office programs pack their parts, and which parts name others, some of them elsewhere.
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
RELATIONS = ".rels"
#: A template elsewhere brings its macros along when the document is opened.
BROUGHT = re.compile(r"attachedTemplate|vbaProject|oleObject|frame\b", re.IGNORECASE)
#: What gives a document a life of its own, or brings another file along.
LIVELY = re.compile(r"vbaProject|macro|activeX|/embeddings/|oleObject", re.IGNORECASE)


def office_kind(stream: BinaryIO) -> str | None:
    """Return the media type of the document in ``stream``, or None where it is another archive, or a broken one."""
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            read = [PARTS, *(name for name in entries if name.endswith(RELATIONS))]
            if _is_odd(archive.infolist()) or PARTS not in entries:
                return None
            if any(entries[name].file_size > LIST for name in read):
                return None
            said, *related = [unescape(archive.read(name).decode("utf-8")) for name in read]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return None
    if LIVELY.search(said) or any(map(BROUGHT.search, related)):
        return None
    return _main_part(said, entries.keys())


def _is_odd(entries: list[zipfile.ZipInfo]) -> bool:
    """Say whether no office program packs a document so, or what is in it has a life of its own."""
    names = {entry.filename for entry in entries}
    return (
        len(entries) > MOST
        or len(names) < len(entries)
        or sum(entry.file_size for entry in entries) > UNPACKED
        or any(entry.compress_type not in PACKED for entry in entries)
        or any(map(LIVELY.search, names))
    )


def _main_part(said: str, names: Collection[str]) -> str | None:
    """Return the kind of the one main part that is both listed and there."""
    listed = [dict(ATTRIBUTE.findall(override)) for override in OVERRIDE.findall(said)]
    types = {one.get("PartName", "").lstrip("/"): one.get("ContentType") for one in listed}
    found = [kind for part, (wanted, kind) in MAIN.items() if part in names and types.get(part) == wanted]
    return found[0] if len(found) == 1 else None
