"""Addresses of the hall's own public files, and where an edition names one: blank forms, filled samples (DOMAIN 2).

An edition says of a paper where its form is as a text: words, an address elsewhere, or ``/files/<sha256>/<name>``, the
address of a file that this hall keeps.  The sum in the address says which bytes are meant, for as long as the edition
is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

Data = Mapping[str, object]

PREFIX = "/files/"
#: An address as editions and files of the catalogue carry it: letters stay letters, so that people can read the name.
ADDRESS = re.compile(r"/files/([0-9a-f]{64})/([^/\s?#%]{1,200})")
#: What has a meaning in an address or in a page, and would have to be written otherwise.
UNPLAIN = re.compile(r"[@\s/\\#?&%;+='\"<>`{}|^\[\]$]+")
BLANK, SAMPLE = "blank", "sample"
#: What is named of every paper, and the place of the sample of the result.
OF_PAPERS = (BLANK, SAMPLE)
RESULT = "facts.result.sample"


class Named(NamedTuple):
    """A file as its address names it."""

    sha256: str
    name: str


class Place(NamedTuple):
    """Where an edition may name a file: its ``key``, the paper it belongs to (None: the result), what it says now."""

    key: str
    paper: Mapping[str, object] | None
    what: str
    text: str


def plain_name(name: str) -> str:
    """Return ``name`` as it can stand in an address and be read there; what cannot is an underscore."""
    return UNPLAIN.sub("_", name)


def address_of(sha256: str, name: str) -> str:
    """Return the address of a file; ``name`` is a :func:`plain_name`."""
    return f"{PREFIX}{sha256}/{name}"


def named_by(text: object) -> Named | None:
    """Return which file of the hall ``text`` names, or None where it names none."""
    found = ADDRESS.fullmatch(text) if isinstance(text, str) else None
    return None if found is None else Named(found[1], found[2])


def link_to(address: str) -> str:
    """Return an address of ours as a link has it: every letter beyond ASCII written out."""
    return quote(address, safe="/()!*,~@:-._")


def places(data: Data) -> Iterator[Place]:
    """Yield every place of an edition that may name a file, paper by paper, the result's last."""
    for number, paper in enumerate(data["materials"], 1):
        for what in OF_PAPERS:
            yield Place(f"materials.{number}.{what}", paper, what, str(paper.get(what) or ""))
    result = data.get("facts", {}).get("result")
    if result:
        yield Place(RESULT, None, SAMPLE, str(result.get("sample") or ""))


def files_in(data: Data) -> dict[str, Named]:
    """Return the files of the hall that an edition names, by the key of the place."""
    found = ((place.key, named_by(place.text)) for place in places(data))
    return {key: named for key, named in found if named is not None}


def with_text(data: Data, key: str, text: str) -> Data | None:
    """Return the edition that says ``text`` at a place, or nothing there where it is empty; None: no such place."""
    place = next((place for place in places(data) if place.key == key), None)
    if place is None:
        return None
    if place.paper is None:
        facts = data["facts"]
        return {**data, "facts": {**facts, "result": {**facts["result"], "sample": text or None}}}
    paper = {name: said for name, said in place.paper.items() if name != place.what}
    said = {**paper, place.what: text} if text else paper
    return {**data, "materials": [said if one is place.paper else one for one in data["materials"]]}


def from_outside(data: Data, public_url: str) -> Data:
    """Return the edition as it is told to others: files of the hall by their address from outside."""
    for key in files_in(data):
        told = next(place.text for place in places(data) if place.key == key)
        data = with_text(data, key, public_url.rstrip("/") + link_to(told)) or data
    return data
