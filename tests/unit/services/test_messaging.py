"""What was sent to somebody, and how much of it is new: counting costs what a page shows, whatever lies behind it."""

from __future__ import annotations

from acting import submit
from wangting.content.register import Register


def test_unread_messages_are_counted_without_their_texts_and_in_as_many_cases_as_a_page_shows(hall, monkeypatch):
    for key in ("mengcheng", "lixin", "guoyang", "qiaocheng"):
        submit(hall, key=key)
    read: list[int] = []
    case = Register.case
    monkeypatch.setattr(Register, "case", lambda register, found: read.append(found) or case(register, found))
    with hall.room(commit=True) as room:
        citizen = room.register.parties.by_login(hall.account("citizen")["login"])
        applied = room.register.cases_of(citizen.id)
        assert room.messaging.unread(citizen, applied, 20) == len(room.messaging.of(citizen)) == 4
        monkeypatch.setattr(hall.house.notifying, "notice", None)
        monkeypatch.setattr(hall.house.notifying, "account_text", None)
        read.clear()
        assert room.messaging.unread(citizen, applied, 3) == 3
        assert read == applied[:3]
        hall.clock.advance(minutes=1)
        room.messaging.mark_read(citizen)
        assert room.messaging.unread(citizen, applied, 20) == 0
