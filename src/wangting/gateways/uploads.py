"""What an uploaded file is, by its content AND its name, and a name for it that is safe anywhere.

QUALITY 3 and 4: html as jpg, polyglots, svg, zip bombs, pictures of 50,000 x 50,000 points, names with right-to-left
overrides or of 300 bytes, and empty files get a clear refusal.  Which kinds are allowed is data.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from wangting.errors import Refused, TooLarge
from wangting.gateways import choice
from wangting.gateways.officefiles import DOCX, XLSX, office_kind
from wangting.gateways.pictures import jpeg_size, png_size

SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "application/pdf": ("pdf",),
    "application/zip": ("zip",),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
}
"""The kinds that can be told by their content, with the suffixes their names may have; the first is the usual one."""

_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
_ZIP = "application/zip"
#: What are archives inside.
_ARCHIVES = frozenset({_ZIP, DOCX, XLSX})
#: Blank forms and filled samples that the halls themselves give out: what offices write in.
FORM_KINDS = "pdf docx xlsx png jpg"
_HEAD = 4096
_TAIL = 65_557  # The end record of a zip archive with the longest comment (APPNOTE 4.3.16).
_ZIP_END = b"PK\x05\x06"
_MARKUP = re.compile(rb"<\s*(!doctype\s+html|html|script|svg|iframe|body|\?php)", re.IGNORECASE)
_NAME_BYTES = 150
_FORBIDDEN = re.compile(r'[<>:"|?*%]')
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,8})\Z")


@dataclass(frozen=True)
class UploadRules:
    """What may be uploaded; sizes in bytes, ``points`` is width times height of a picture."""

    kinds: tuple[str, ...] = ("image/jpeg", "image/png", "application/pdf")
    file_size: int = 20 * 1024 * 1024
    files: int = 30
    case_size: int = 100 * 1024 * 1024
    points: int = 100_000_000


@dataclass(frozen=True)
class Upload:
    """What was found: a safe name with the right suffix, the media type, the size in bytes."""

    name: str
    media_type: str
    size: int


def inspect(stream: BinaryIO, name: str, rules: UploadRules) -> Upload:
    """Return what the file is; the stream is seekable and left at its beginning.

    Raises TooLarge (``file_too_large``) and Refused: ``file_empty``, ``file_kind_refused`` (the content is of no
    allowed kind), ``file_name_mismatch`` (the name says another kind), ``file_two_kinds`` (it could be read as
    two things), ``picture_too_large``, ``picture_damaged``.
    """
    size = stream.seek(0, os.SEEK_END)
    if size == 0:
        raise Refused("file_empty")
    if size > rules.file_size:
        raise TooLarge("file_too_large", limit=rules.file_size)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    stream.seek(0)
    head = stream.read(_HEAD)
    media_type = next((kind for start, kind in _SIGNATURES if head.startswith(start)), None)
    if media_type == _ZIP:
        document = office_kind(stream)
        media_type = document if document in rules.kinds else media_type
    if media_type not in rules.kinds:
        raise Refused("file_kind_refused", allowed=_allowed(rules))
    clean = _named(safe_name(name), media_type, rules)
    if _MARKUP.search(head) or (media_type not in _ARCHIVES and _ZIP_END in tail):
        raise Refused("file_two_kinds")
    _check_picture(stream, media_type, rules)
    stream.seek(0)
    return Upload(clean, media_type, size)


def safe_name(name: str) -> str:
    """Return the last part of a path without anything that could deceive a reader or a file system.

    Control, format (right-to-left override, zero width), surrogate and unassigned characters go; at most 150 bytes
    of UTF-8 remain, the suffix among them; a name of which nothing remains is 未命名.
    """
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    visible = "".join(" " if letter.isspace() else letter for letter in last if _is_visible(letter))
    clean = _FORBIDDEN.sub("_", " ".join(visible.split())).strip(". ")
    suffix = _SUFFIX.search(clean)
    ending = suffix.group(0) if suffix else ""
    stem = clean[: len(clean) - len(ending)].rstrip(". ")
    room = _NAME_BYTES - len(ending)
    return (stem.encode("utf-8")[:room].decode("utf-8", "ignore").rstrip() or "未命名") + ending


def rules_from(settings: Mapping[str, str]) -> UploadRules:
    """Return the rules of the settings (``wangting.uploads.*``); raises DeclarationError for impossible ones."""
    default, megabyte = UploadRules(), 1024 * 1024
    return UploadRules(
        kinds=_kinds(settings, "wangting.uploads.kinds", "jpg png pdf"),
        file_size=megabyte * choice.whole_number(settings, "wangting.uploads.file_mb", 20, 1, 20),
        files=choice.whole_number(settings, "wangting.uploads.files", default.files, 1, 30),
        case_size=megabyte * choice.whole_number(settings, "wangting.uploads.case_mb", 100, 1, 100),
    )


def form_rules_from(settings: Mapping[str, str]) -> UploadRules:
    """Return what blank forms and samples may be (``wangting.uploads.form_*``); never larger than any other file.

    Raises DeclarationError for settings that cannot be.
    """
    most = 1024 * 1024 * choice.whole_number(settings, "wangting.uploads.form_mb", 10, 1, 20)
    kinds = _kinds(settings, "wangting.uploads.form_kinds", FORM_KINDS)
    return UploadRules(kinds=kinds, file_size=min(most, rules_from(settings).file_size))


def _kinds(settings: Mapping[str, str], key: str, default: str) -> tuple[str, ...]:
    by_suffix = {suffix: kind for kind, suffixes in SUFFIXES.items() for suffix in suffixes}
    words = (settings.get(key, "") or default).split()
    return tuple(dict.fromkeys(by_suffix[choice.chosen({key: word}, key, "", by_suffix)] for word in words))


def _is_visible(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter)[0] != "C"


def _allowed(rules: UploadRules) -> tuple[str, ...]:
    return tuple(SUFFIXES[kind][0] for kind in rules.kinds)


def _named(name: str, media_type: str, rules: UploadRules) -> str:
    """Return the name with a suffix that fits the content; a name without one (as cameras send) gets it."""
    suffix = _SUFFIX.search(name)
    if suffix is None:
        return f"{name}.{SUFFIXES[media_type][0]}"
    if suffix.group(1).lower() not in SUFFIXES[media_type]:
        raise Refused("file_name_mismatch", suffix=suffix.group(1).lower(), allowed=_allowed(rules))
    return name


def _check_picture(stream: BinaryIO, media_type: str, rules: UploadRules) -> None:
    measure = {"image/jpeg": jpeg_size, "image/png": png_size}.get(media_type)
    if measure is None:
        return
    stream.seek(0)
    size = measure(stream)
    if size is None:
        raise Refused("picture_damaged")
    if size[0] * size[1] > rules.points:
        raise Refused("picture_too_large", width=size[0], height=size[1])
