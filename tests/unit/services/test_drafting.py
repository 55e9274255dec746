"""Drafts: what was typed and uploaded is kept, and is nobody else's."""

import io

import pytest

from wangting.errors import NotFound, Refused, TooLarge
from wangting.gateways.side.records import FileRef

PDF = b"%PDF-1.4 paper"
CODE = "440102013002"


@pytest.fixture
def draft_of(hall):
    def begin(room, who=0, key="lixin"):
        login = [found["login"] for found in hall.installation.accounts if found["role"] == "citizen"][who]
        person = room.register.parties.by_login(login)
        return person, room.drafting.begin(person.id, key, CODE, 1)

    return begin


def test_a_draft_is_begun_once_for_each_hall_and_item(hall, draft_of):
    with hall.room() as room:
        person, draft = draft_of(room)
        assert draft_of(room)[1].id == draft.id
        assert draft_of(room, key="mengcheng")[1].id != draft.id
        assert [found.id for found in room.drafting.list(person.id)] != []


def test_somebody_elses_draft_is_not_there(hall, draft_of):
    with hall.room() as room:
        _person, draft = draft_of(room)
        stranger, _own = draft_of(room, who=1)
        for wrong in (draft.id, "f" * 32, "x"):
            with pytest.raises(NotFound):
                room.drafting.mine(stranger.id, wrong)


def test_a_draft_follows_a_new_edition_with_its_answers(hall, draft_of):
    with hall.room() as room:
        person, draft = draft_of(room)
        room.drafting.save(draft, {"reason": "教语文"})
        again = room.drafting.begin(person.id, "lixin", CODE, 2)
        assert (again.id, again.edition) == (draft.id, 1)
        moved = room.drafting.follow(again, 2)
        assert (moved.id, moved.edition, moved.values["reason"]) == (draft.id, 2, "教语文")


def test_a_paper_outside_the_list_and_a_paper_of_another_kind_are_refused(hall, draft_of):
    with hall.room() as room:
        _person, draft = draft_of(room)
        edition = room.catalogue.offer("lixin", CODE).edition
        with pytest.raises(Refused, match="outside_the_list"):
            room.drafting.upload(draft, "m99", "a.pdf", io.BytesIO(PDF), edition)
        with pytest.raises(Refused):
            room.drafting.upload(draft, "m1", "a.jpg", io.BytesIO(b"<html><script>"), edition)
        with pytest.raises(TooLarge):
            room.drafting.upload(draft, "m1", "a.pdf", io.BytesIO(PDF + bytes(20 * 1024 * 1024)), edition)
        assert not room.drafting.mine(draft.owner, draft.id).files


def test_what_a_case_has_already_counts_towards_its_limits(hall, draft_of):
    with hall.room() as room:
        _person, draft = draft_of(room)
        edition = room.catalogue.offer("lixin", CODE).edition
        many = [FileRef("0" * 64, "a.pdf", 1, "application/pdf")] * 29
        draft = room.drafting.upload(draft, "m1", "a.pdf", io.BytesIO(PDF), edition, many)
        with pytest.raises(Refused, match="too_many_files"):
            room.drafting.upload(draft, "m2", "b.pdf", io.BytesIO(PDF + b"b"), edition, many)
        large = [FileRef("0" * 64, "a.pdf", 100 * 1024 * 1024, "application/pdf")]
        with pytest.raises(TooLarge, match="case_too_large"):
            room.drafting.upload(draft, "m2", "b.pdf", io.BytesIO(PDF + b"b"), edition, large)
        assert sum(map(len, room.drafting.mine(draft.owner, draft.id).files.values())) == 1


def test_a_removed_paper_is_gone_unless_another_draft_holds_the_same(hall, draft_of):
    with hall.room() as room:
        edition = room.catalogue.offer("lixin", CODE).edition
        _person, one = draft_of(room)
        _stranger, two = draft_of(room, who=1)
        one = room.drafting.upload(one, "m1", "a.pdf", io.BytesIO(PDF), edition)
        two = room.drafting.upload(two, "m1", "b.pdf", io.BytesIO(PDF), edition)
        [ref] = one.files["m1"]
        room.drafting.remove(one, "m1", ref.sha256)
        assert hall.house.staging.verify(ref.sha256) == len(PDF)
        room.drafting.delete(two)
        with pytest.raises(NotFound):
            hall.house.staging.verify(ref.sha256)


def test_what_was_parked_goes_into_its_owners_draft_and_into_no_other(hall, draft_of):
    with hall.room() as room:
        person, draft = draft_of(room)
        stranger, _own = draft_of(room, who=1)
        token = room.drafting.park(draft.id, {"reason": "写到一半"})
        assert room.drafting.unpark(stranger.id, token) is None
        assert room.drafting.unpark(person.id, token).values["reason"] == "写到一半"
        assert room.drafting.unpark(person.id, token) is None


def test_what_was_parked_for_a_draft_filed_since_is_left_alone(hall, draft_of):
    with hall.room() as room:
        person, draft = draft_of(room)
        token = room.drafting.park(draft.id, {"reason": "晚了"})
        room.drafting.filed(draft.id, "341623-20260928-00-00001-X")
        assert room.drafting.unpark(person.id, token) is None
