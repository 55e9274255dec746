"""Two of the central office at one item: of an end, an end taken back and a publication at once, one wins."""

from datetime import timedelta

import pytest
from transaction import TransactionManager
from ZODB.POSException import ConflictError

from proving.casefiles import CODE, HALL
from wangting.errors import Outdated, Refused
from wangting.rules.hallitem import Laid
from wangting.services.workroom import Workroom

WRITER, REVIEWER = "central-office", "central-office-2"
REASON = "上级取消"


def who(room, login=WRITER):
    return room.register.parties.by_login(login).id


def today(room):
    return room.house.clock.now().date()


def end(room, days=3):
    newest, item = room.items[CODE].newest_published, room.items[CODE]
    room.retiring.retire(CODE, today(room) + timedelta(days=days), (newest.number, item.ends), who(room), REASON)


def end_now(room):
    end(room, 0)


def keep(room):
    item = room.items[CODE]
    room.retiring.keep(CODE, (item.newest_published.number, item.ends), who(room), "留下")


def review(room):
    newest = room.items[CODE].editions[-1]
    number = room.publishing.write(CODE, {**newest.data, "conditions": "二"}, who(room), newest.number).number
    room.publishing.review(CODE, number, who(room, REVIEWER), room.items[CODE].editions[-1].seen_mark)


def publish(room):
    edition = room.items[CODE].editions[-1]
    room.publishing.publish(CODE, edition.number, who(room), today(room), edition.seen_mark)


def take_up(room):
    unit = room.halls["lixin"].implementations[CODE].unit
    del room.halls["lixin"].implementations[CODE]
    room.overlaying(room.halls["lixin"]).save(CODE, Laid(unit=unit, on=True), {}, 77, "开办")


def ended_and_reviewed(room):
    end(room)
    review(room)


def nothing(room):
    del room


def both(ground, before, mine, theirs):
    """Do ``before``; then begin ``mine``, let ``theirs`` be committed, and go on."""
    manager = TransactionManager()
    with ground.hand() as hand:
        hand.do(before)
    connection = ground.database.open(transaction_manager=manager)
    try:
        manager.begin()
        mine(Workroom(ground.house, connection.root(), 1))
        with ground.hand() as hand:
            hand.do(theirs)
        manager.commit()
    finally:
        manager.abort()
        connection.close()


def write(room):
    newest = room.items[CODE].editions[-1]
    room.publishing.write(CODE, {**newest.data, "conditions": "三"}, who(room), newest.number)


def review_it(room):
    draft = room.items[CODE].editions[-1]
    room.publishing.review(CODE, draft.number, who(room, REVIEWER), draft.seen_mark)


def send_back(room):
    edition = room.items[CODE].editions[-1]
    room.publishing.send_back(CODE, edition.number, who(room, REVIEWER), "改", edition.seen_mark)


def discard(room):
    draft = room.items[CODE].editions[-1]
    room.publishing.discard(CODE, draft.number, who(room), draft.seen_mark)


def hand_in(room):
    draft = room.items[CODE].editions[-1]
    room.publishing.hand_in(CODE, draft.number, who(room), draft.seen_mark)


def take_back(room):
    draft = room.items[CODE].editions[-1]
    room.publishing.take_back(CODE, draft.number, who(room), draft.seen_mark)


def handed(room):
    write(room)
    hand_in(room)


PAIRS = [
    (nothing, end, end),
    (nothing, end, end_now),
    (nothing, end_now, end),
    (nothing, take_up, end),
    (end, keep, end_now),
    (end, keep, keep),
    (ended_and_reviewed, keep, publish),
    (ended_and_reviewed, publish, keep),
]


@pytest.mark.parametrize(("before", "mine", "theirs"), PAIRS)
def test_of_two_at_once_one_is_tried_again(ground, before, mine, theirs):
    with pytest.raises(ConflictError):
        both(ground, before, mine, theirs)
    with ground.room() as room:
        item = room.items[CODE]
        laid = room.halls[HALL].implementations[CODE]
        assert laid.ends == item.ends
        assert laid.on == (item.newest_published is not None)


@pytest.mark.parametrize(
    ("before", "mine", "theirs"),
    [(write, *pair) for pair in ((write, discard), (discard, write), (review_it, write), (write, review_it),
                                 (review_it, discard), (discard, review_it))]
    + [(review, *pair) for pair in ((publish, send_back), (send_back, publish))]
    + [(write, *pair) for pair in ((hand_in, write), (write, hand_in), (hand_in, discard), (discard, hand_in))]
    + [(handed, *pair) for pair in ((take_back, review_it), (review_it, take_back), (send_back, review_it))],
)  # fmt: skip
def test_of_two_at_one_draft_at_once_one_is_tried_again(ground, before, mine, theirs):
    with pytest.raises(ConflictError):
        both(ground, before, mine, theirs)


def test_who_is_tried_again_with_what_was_seen_is_told(ground):
    seen = (1, None)
    with ground.hand() as hand:
        hand.do(end)
        for days in (0, 3):
            with pytest.raises(Outdated):
                hand.do(lambda room, days=days: room.retiring.retire(
                    CODE, today(room) + timedelta(days=days), seen, who(room, REVIEWER), REASON))
        hand.do(keep)
        hand.do(end_now)
        with pytest.raises(Refused):
            hand.do(lambda room: room.retiring.retire(CODE, today(room), seen, who(room), REASON))
