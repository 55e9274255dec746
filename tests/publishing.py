"""What tests of editions share: a draft of the teacher's item, reviewed by another, and the two of the office."""

from __future__ import annotations

from datetime import date

TEACHER = "440102013002"
TODAY = date(2026, 9, 28)
#: Who writes and who reviews.
LOGINS = ("central-office", "central-office-2")


def office(hall, logins=LOGINS):
    """Return the ids of the two of the central office: who writes and who reviews."""
    with hall.room() as room:
        return tuple(room.register.parties.by_login(login).id for login in logins)


def seen(room, number, code=TEACHER):
    """Return what the page of the edition would carry now."""
    return room.items[code].edition(number).seen_mark


def drafted(hall, code=TEACHER, login=LOGINS[0], **parts):
    """Write a draft that differs in ``parts`` from the newest edition; return its number."""
    with hall.room(commit=True) as room:
        writer, newest = room.register.parties.by_login(login), room.items[code].editions[-1]
        return room.publishing.write(code, {**newest.data, **parts}, writer.id, newest.number).number


def handed(hall, code=TEACHER, login=LOGINS[0], **parts):
    """Write a draft and hand it in; return its number."""
    number = drafted(hall, code, login, **parts)
    with hall.room(commit=True) as room:
        writer = room.register.parties.by_login(login)
        room.publishing.hand_in(code, number, writer.id, seen(room, number, code))
    return number


def reviewed(hall, code=TEACHER, logins=LOGINS, **parts):
    """Write a draft and let the other one review it; return its number."""
    number = drafted(hall, code, logins[0], **parts)
    with hall.room(commit=True) as room:
        room.publishing.review(code, number, office(hall, logins)[1], seen(room, number, code))
    return number


def published(hall, code=TEACHER, effective=TODAY, **parts):
    """Write, review and publish; return the number."""
    number = reviewed(hall, code, **parts)
    with hall.room(commit=True) as room:
        room.publishing.publish(code, number, office(hall)[1], effective, seen(room, number, code))
    return number


def limit(amount, unit="workday"):
    """Return a limit as an edition declares it."""
    return {"amount": amount, "unit": unit}


def retold(edition, **parts):
    """Let a published edition say something else, as if it had been published so; no page can."""
    edition.stage = "draft"
    edition.rewrite({**edition.data, **parts})
    edition.stage = "published"
