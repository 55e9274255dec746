"""What is over is cleared away; what somebody still needs is not."""

import io

import pytest

from wangting.errors import NotFound
from wangting.services.working.sweeping import Sweeping


def sweeping_of(hall):
    house = hall.house
    return Sweeping(side=house.side, staging=house.staging, limits=house.session_limits, draft_life=house.draft_life,
                    clock=hall.clock)  # fmt: skip


def test_a_sweep_ends_old_sessions_and_unclaimed_uploads_and_keeps_drafts(hall):
    sweeping = sweeping_of(hall)
    old = hall.house.side.sessions.new({}, "citizen")
    with hall.room() as room:
        person = room.register.parties.by_login(hall.account("citizen")["login"])
        offer = room.catalogue.offer("lixin", "440102013002")
        draft = room.drafting.begin(person.id, "lixin", offer.code, 1)
        draft = room.drafting.upload(draft, "m1", "a.pdf", io.BytesIO(b"%PDF-1.4 a"), offer.edition)
    assert not sweeping.sweep_when_due()
    hall.clock.advance(days=2)
    assert sweeping.sweep_when_due()
    assert hall.house.side.sessions.load(old, hall.house.session_limits) is None
    [ref] = draft.files["m1"]
    assert hall.house.staging.verify(ref.sha256) == ref.size
    assert not sweeping.sweep_when_due()


def test_a_draft_is_kept_as_long_as_its_owner_was_told_and_then_goes_with_its_papers(hall):
    sweeping, drafts = sweeping_of(hall), hall.house.side.drafts
    with hall.room() as room:
        person = room.register.parties.by_login(hall.account("citizen")["login"])
        offer = room.catalogue.offer("lixin", "440102013002")
        draft = room.drafting.begin(person.id, "lixin", offer.code, 1)
        draft = room.drafting.upload(draft, "m1", "a.pdf", io.BytesIO(b"%PDF-1.4 a"), offer.edition)
    [ref] = draft.files["m1"]
    hall.clock.advance(days=90)
    assert sweeping.sweep_when_due()
    assert drafts.get(draft.id).files == draft.files
    hall.clock.advance(minutes=11)
    assert sweeping.sweep_when_due()
    for gone in (lambda: drafts.get(draft.id), lambda: hall.house.staging.verify(ref.sha256)):
        with pytest.raises(NotFound):
            gone()
