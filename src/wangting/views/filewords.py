"""A file of the hall in words: its name, of which kind it is and how large, and where it can be had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyramid.request import Request
from translationstring import TranslationString, TranslationStringFactory

from wangting.gateways.uploads import SUFFIXES
from wangting.rules.publicfile import BLANK, SAMPLE, Data, Place, link_to, named_by, places

_ = TranslationStringFactory("wangting")

#: What people call a kind of file, by its usual ending.
CALLED = {"docx": "Word", "xlsx": "Excel"}
KILOBYTE, MEGABYTE = 1 << 10, 1 << 20
#: What a file is to a paper, and to the result.
WHAT = {BLANK: _("空白表"), SAMPLE: _("填好的样子")}
OF_RESULT = _("结果样本")
ABSENT = _("（本厅没有这个文件）")


class FileWords(NamedTuple):
    """A file as a page tells it: ``more`` is its kind and size, or that it cannot be had, where ``href`` is None."""

    name: str
    more: TranslationString
    href: str | None


def file_words(request: Request, text: object, draft: str | None = None) -> FileWords | None:
    """Return the file that ``text`` is the address of, or None where it is no address of a file of the hall.

    ``draft`` is the address below which files that not everybody may have yet are given to whoever works on the draft.
    """
    named = named_by(text)
    if named is None:
        return None
    attaching = request.room.attaching
    file = attaching.told(text)
    is_shown = file is not None and attaching.is_shown(file)
    if file is None or not (is_shown or draft):
        return FileWords(named.name, ABSENT, None)
    more = _("（${kind}，${size}）", mapping={"kind": kind_words(file.media_type), "size": size_words(file.size)})
    href = str(text) if is_shown else f"{draft}/{named.sha256}/{named.name}"
    return FileWords(named.name, more, link_to(href))


def files_told(request: Request, data: Data, draft: str) -> Iterator[dict]:
    """Yield the files that an edition names: of which paper or result, what it is to it, and where it can be had."""
    for place in places(data):
        words = file_words(request, place.text, draft)
        if words is not None:
            yield {"about": about(data, place), "what": what(place), "file": words}


def about(data: Data, place: Place) -> str:
    """Return the name of the paper that a place belongs to, or of the result."""
    return str(place.paper["name"] if place.paper is not None else data["facts"]["result"]["name"])


def what(place: Place) -> TranslationString:
    """Return what a file at a place is to its paper, or to the result."""
    return OF_RESULT if place.paper is None else WHAT[place.what]


def kind_words(media_type: str) -> str:
    """Return what people call a kind of file; the same in every language."""
    suffix = SUFFIXES[media_type][0]
    return CALLED.get(suffix, suffix.upper())


def size_words(size: int) -> str:
    """Return a number of bytes as people read it; the same in every language."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f} MB"
    return f"{max(1, round(size / KILOBYTE))} kB"
