"""When an item may end 取消, and what an end allows: a day is the first on which it is no longer offered (ADR 0040)."""

from __future__ import annotations

from datetime import date

#: Why a day cannot be the end: it is over, or the newest edition would never have been in force.
PAST, BEFORE_IT_BEGINS = "end_past", "end_before"


def is_over(end: date | None, day: date) -> bool:
    """Say whether what ends on ``end`` (None: no end is known) is gone on ``day``."""
    return end is not None and end <= day


def refusal(end: date, today: date, effective: date) -> str | None:
    """Return why an item cannot end on ``end``, or None; ``effective`` is the day of its newest published edition.

    To end today is always possible: what is to come is then taken back with what is.
    """
    if end < today:
        return PAST
    return BEFORE_IT_BEGINS if today < end <= effective else None


def leaves_room(end: date | None, today: date, effective: date) -> bool:
    """Say whether an edition may come into force on ``effective``: before the end, or after an end that is over."""
    return end is None or is_over(end, today) or effective < end
