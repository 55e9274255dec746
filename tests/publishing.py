"""What tests of editions share: a draft of the teacher's item, reviewed by another, and the two of the office."""

from __future__ import annotations

from datetime import date

TEACHER = "440102013002"
TODAY = date(2026, 9, 28)


def office(hall):
    """Return the ids of the two of the central office: who writes and who reviews."""
    with hall.room() as room:
        return tuple(room.register.parties.by_login(login).id for login in ("central-office", "central-office-2"))


def drafted(hall, code=TEACHER, **parts):
    """Write a draft that differs in ``parts`` from the newest edition; return its number."""
    writer, _reviewer = office(hall)
    with hall.room(commit=True) as room:
        newest = room.items[code].editions[-1]
        return room.publishing.write(code, {**newest.data, **parts}, writer, newest.number).number


def reviewed(hall, code=TEACHER, **parts):
    """Write a draft and let the other one review it; return its number."""
    number = drafted(hall, code, **parts)
    with hall.room(commit=True) as room:
        room.publishing.review(code, number, office(hall)[1])
    return number


def published(hall, code=TEACHER, effective=TODAY, **parts):
    """Write, review and publish; return the number."""
    number = reviewed(hall, code, **parts)
    with hall.room(commit=True) as room:
        room.publishing.publish(code, number, office(hall)[1], effective)
    return number


def limit(amount, unit="workday"):
    return {"amount": amount, "unit": unit}
