"""Reads a form with files in one walk over its body: fields as WebOb has them, papers in memory or on the disk.

WebOb's own reader is the standard library's ``cgi``, which goes through a file line by line and makes a file on the
disk for each part; it took a quarter of an upload (docs/adr/0038).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from multipart import MultipartSegment, PushMultipartParser
from webob.multidict import MultiDict

from wangting.errors import Invalid, TooLarge

#: Bytes that are read at once, and of a paper that are kept in memory before it goes to the disk.
CHUNK, KEPT = 1 << 16, 1 << 18
#: The letters of all our pages: a part that says others was written for another reader.
LETTERS = "utf-8"


@dataclass(frozen=True)
class Paper:
    """A file that was sent: the name that the browser gave it, and its bytes from the beginning."""

    filename: str
    file: BinaryIO


def read_form(body: BinaryIO, boundary: str, parts: int, text: int) -> MultiDict:
    """Return the fields of ``body`` in their order: text, or a :class:`Paper` where a file was chosen.

    Raises Invalid ``too_many_parts`` beyond ``parts`` parts and ``form`` for what is no form, TooLarge for more than
    ``text`` bytes that are no file; what was read by then is closed again.
    """
    found = MultiDict()
    try:
        for name, value in _fields(body, boundary, parts, text):
            found.add(name, value)
    except ValueError as broken:
        close(found)
        raise Invalid("form") from broken
    except BaseException:
        close(found)
        raise
    return found


def close(form: MultiDict) -> None:
    """Close the papers of ``form``."""
    for value in form.values():
        if isinstance(value, Paper):
            value.file.close()


def _fields(body: BinaryIO, boundary: str, parts: int, text: int) -> Iterator[tuple[str, str | Paper]]:
    """Yield each field; a paper before it is read, so that it is closed whatever comes."""
    said, sink, number = "", None, 0
    for event in PushMultipartParser(boundary, strict=True).parse_blocking(body.read, CHUNK):
        if isinstance(event, MultipartSegment):
            number += 1
            if number > parts:
                raise Invalid("too_many_parts")
            if (event.charset or LETTERS).lower() != LETTERS:
                raise Invalid("form")
            # A browser sends an empty name where no file was chosen: that is an empty text.
            sink, said = None, event.name
            if event.filename:
                sink = SpooledTemporaryFile(max_size=KEPT)  # noqa: SIM115 - closed with the request
                yield said, Paper(event.filename, sink)
            pieces = []
        elif event is None and sink is not None:
            sink.seek(0)
        elif event is None:
            yield said, b"".join(pieces).decode()
        elif sink is not None:
            sink.write(event)
        else:
            text -= len(event)
            if text < 0:
                raise TooLarge
            pieces.append(event)
