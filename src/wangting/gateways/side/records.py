"""What the side store hands out: plain frozen values, the same for every implementation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class SessionLimits:
    """How long a session of one kind lives without a request (``idle``) and at all (``absolute``): QUALITY 4."""

    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True)
class Session:
    """One session; ``key`` names it in lists and is not the id that the browser holds."""

    key: str
    kind: str
    party: int | None
    data: dict[str, object]
    created: datetime
    touched: datetime


@dataclass(frozen=True)
class Delays:
    """Sign-in delays: ``free`` failures cost nothing, then ``first`` seconds, doubling up to ``most``.

    After ``forget`` seconds without a try the count starts anew.
    """

    free: int = 3
    first: int = 1
    most: int = 900
    forget: int = 86_400


@dataclass(frozen=True)
class FileRef:
    """One staged upload as a draft knows it; ``size`` in bytes, ``name`` already made safe."""

    sha256: str
    name: str
    size: int
    media_type: str


@dataclass(frozen=True)
class FileLimits:
    """How many files and bytes one draft may hold (QUALITY 3: 30 files, 100 MB), and bytes all drafts of a person."""

    files: int = 30
    size: int = 100 * 1024 * 1024
    of_owner: int = 500 * 1024 * 1024


@dataclass(frozen=True)
class Draft:
    """An application not yet filed; ``number`` is its case number once it was."""

    id: str
    owner: int
    hall: str
    item_code: str
    edition: int
    created: datetime
    changed: datetime
    number: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    files: Mapping[str, tuple[FileRef, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Parked:
    """The answers of a POST whose session had ended, kept until their owner has signed in again."""

    draft_id: str
    values: Mapping[str, object]
    files: Mapping[str, tuple[FileRef, ...]]


@dataclass(frozen=True)
class Look:
    """Somebody looked at a person or a case: who, at which post, at whom, why and when."""

    at: datetime
    viewer: int
    post: str
    person: int | None
    case: str | None
    why: str


@dataclass(frozen=True)
class Query:
    """A search that was made: text without long digit groups, and how many results it found."""

    at: datetime
    hall: str | None
    text: str
    results: int


@dataclass(frozen=True)
class Unanswered:
    """Words that found nothing: how often they were typed, and when last."""

    text: str
    times: int
    last: datetime
