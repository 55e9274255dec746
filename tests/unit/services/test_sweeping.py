"""What is over is cleared away; what somebody still needs is not."""

import io

from wangting.services.working.sweeping import Sweeping


def test_a_sweep_ends_old_sessions_and_unclaimed_uploads_and_keeps_drafts(hall):
    sweeping = Sweeping(
        side=hall.house.side, staging=hall.house.staging, limits=hall.house.session_limits, clock=hall.clock
    )
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
