"""Letters of a message: to a phone, to a mailbox, to both or to none; a code goes out at once."""

from __future__ import annotations

import pytest

from wangting.content.outbox import Message

FACTS = (("number", "341622-20260928-03-00187-0"), ("item", "教师资格认定"), ("hall", "mengcheng"))
MESSAGE = Message("x", "notice", 0, None, "submit", FACTS)


@pytest.fixture
def party(hall):
    with hall.room() as room:
        yield room.register.parties.by_login(hall.account("citizen")["login"])


def letters(hall, party):
    return [letter for _sender, letter in hall.house.notifying.letters(MESSAGE, party)]


def test_who_has_no_phone_and_no_mailbox_gets_no_letter(hall, party):
    party.phone_sealed = b""
    assert letters(hall, party) == []


def test_who_has_a_mailbox_only_gets_one_letter_with_a_subject(hall, party):
    party.phone_sealed, party.mail = b"", "someone@example.org"
    [letter] = letters(hall, party)
    assert (letter.message_id, letter.to) == ("x.mail", "someone@example.org")
    assert letter.subject
    assert "/me/cases/341622-20260928-03-00187-0" in letter.body


def test_a_code_goes_to_the_phone_at_once(hall, party, monkeypatch):
    sent = []
    monkeypatch.setattr(hall.house.notifying._sms, "send", sent.append, raising=False)
    hall.house.notifying.tell("code.1", party.phone_sealed, "123456")
    [letter] = sent
    assert (letter.message_id, letter.to, letter.body) == ("code.1", hall.account("citizen")["login"], "123456")
