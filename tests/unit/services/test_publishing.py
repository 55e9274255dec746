"""An edition's way: written, reviewed by somebody else, published for all halls at once, never changed after that."""

from datetime import date, timedelta

import pytest

from acting import submit
from publishing import TEACHER, TODAY, drafted, limit, office, published, reviewed, seen
from wangting.content.arrival import CHANGED, NEW, PROMISE
from wangting.content.item import Edition
from wangting.errors import NotFound, Outdated, Refused
from wangting.rules.hallitem import Laid
from wangting.services.publishing.impact import ABSENT, BREAKS, FOLLOWS, KEEPS, SAME

SIX = ("municipal", "qiaocheng", "guoyang", "mengcheng", "lixin", "ezone")


def refusal(code, act):
    with pytest.raises(Refused) as refused:
        act()
    assert refused.value.code == code
    return refused.value.facts


def promise(hall, key, amount, code=TEACHER):
    with hall.room(commit=True) as room:
        room.halls[key].implementations[code].promised = None if amount is None else (amount, "workday")


def test_a_draft_is_rewritten_until_somebody_else_reviews_it(hall):
    writer, reviewer = office(hall)
    number = drafted(hall, conditions="新条件")
    assert drafted(hall, conditions="更新的条件") == number == 2
    with hall.room() as room:
        assert [(item.code, edition.number) for item, edition in room.publishing.in_hand()] == [(TEACHER, 2)]
        assert room.items[TEACHER].edition(2).data["conditions"] == "更新的条件"
        refusal("own_edition", lambda: room.publishing.review(TEACHER, 2, writer, seen(room, 2)))
    with hall.room(commit=True) as room:
        room.publishing.review(TEACHER, 2, reviewer, seen(room, 2))
        refusal("edition_in_review", lambda: room.publishing.write(TEACHER, {}, writer, 2))
        refusal("edition_sealed", lambda: room.items[TEACHER].edition(2).rewrite({}))
    with hall.room() as room:
        assert [deed.what for deed in room.items[TEACHER].edition(2).log] == ["written", "written", "reviewed"]
        assert room.catalogue.offer("lixin", TEACHER).edition.number == 1


def test_who_saw_an_older_edition_overwrites_nothing(hall):
    drafted(hall, conditions="先到的")
    with hall.room() as room, pytest.raises(Outdated):
        room.publishing.write(TEACHER, room.items[TEACHER].edition(1).data, office(hall)[0], 1)


def test_a_reviewed_edition_goes_back_with_a_reason_and_may_be_rewritten(hall):
    number = reviewed(hall, conditions="新条件")
    with hall.room(commit=True) as room:
        by, mark = office(hall)[1], seen(room, number)
        refusal("reason_missing", lambda: room.publishing.send_back(TEACHER, number, by, " ", mark))
        room.publishing.send_back(TEACHER, number, by, "条件写错了", mark)
    assert drafted(hall, conditions="对的条件") == number
    with hall.room() as room:
        assert room.items[TEACHER].edition(number).log[2].note == "条件写错了"


def test_nobody_acts_on_an_edition_that_is_not_what_they_saw(hall):
    number, other = drafted(hall, conditions="无害的一句。"), office(hall)[1]
    with hall.room() as room:
        first = seen(room, number)
    drafted(hall, conditions="夹带的一句。")
    with hall.room() as room:
        for act in (lambda: room.publishing.review(TEACHER, number, other, first),
                    lambda: room.publishing.discard(TEACHER, number, other, first)):  # fmt: skip
            with pytest.raises(Outdated):
                act()
    with hall.room(commit=True) as room:
        room.publishing.review(TEACHER, number, other, seen(room, number))
    with hall.room() as room:
        for act in (lambda: room.publishing.send_back(TEACHER, number, other, "改", first),
                    lambda: room.publishing.publish(TEACHER, number, other, TODAY, first)):  # fmt: skip
            with pytest.raises(Outdated):
                act()
        assert room.items[TEACHER].edition(number).stage == "reviewed"


def test_the_mark_of_a_draft_that_was_taken_away_does_not_come_back_with_its_number(hall):
    number = drafted(hall, conditions="无害的一句。")
    with hall.room(commit=True) as room:
        first = seen(room, number)
        room.publishing.discard(TEACHER, number, office(hall)[1], first)
    assert drafted(hall, conditions="夹带的一句。") == number
    with hall.room() as room, pytest.raises(Outdated):
        room.publishing.review(TEACHER, number, office(hall)[1], first)


def test_a_draft_can_be_taken_away_and_its_number_is_free_again(hall):
    number = drafted(hall, conditions="新条件")
    with hall.room(commit=True) as room:
        room.publishing.discard(TEACHER, number, office(hall)[1], seen(room, number))
    with hall.room() as room:
        assert list(room.publishing.in_hand()) == []
        assert len(room.items[TEACHER].editions) == 1
        (deed,) = room.items[TEACHER].log
        assert deed[:2] + deed[3:4] == ("discarded", office(hall)[1], str(number))
        with pytest.raises(Outdated):
            room.publishing.discard(TEACHER, 1, office(hall)[1], seen(room, 1))
        refusal("edition_sealed", room.items[TEACHER].drop_draft)
    assert drafted(hall, conditions="又一个") == number


def test_an_item_without_an_edition_has_nothing_in_hand_and_nothing_to_drop(hall):
    with hall.room() as room:
        item = room.items[TEACHER]
        item.editions = ()
        assert (item.in_hand, item.newest_published) == (None, None)
        refusal("edition_sealed", item.drop_draft)


def test_publishing_is_for_every_hall_in_one_transaction_and_gives_each_a_to_do(hall):
    mark = hall.database.lastTransaction()
    number = reviewed(hall, promised_limit=limit(15), name="教师资格认定（新版）")
    with hall.room(commit=True) as room:
        stamp = room.register.stamp.value
        found = room.publishing.publish(TEACHER, number, office(hall)[1], TODAY, seen(room, number))
        assert room.register.stamp.value == stamp + 1
        assert found.breaking == ()
    with hall.room() as room:
        offered = {key: room.halls[key].implementations.get(TEACHER) for key in SIX}
        for key, laid in offered.items():
            if laid is not None:
                offer = room.catalogue.offer(key, TEACHER)
                assert (offer.edition.number, offer.edition.name, offer.promised) == (
                    2, "教师资格认定（新版）", (15, "workday"))
                arrival = room.register.arrivals[(key, TEACHER)]
                assert (arrival.kind, arrival.since, arrival.number) == (CHANGED, 1, 2)
        assert {key for key, _code in room.register.arrivals} == {key for key, laid in offered.items() if laid}
        assert room.items[TEACHER].edition(1).until == TODAY
        assert room.items[TEACHER].title == "教师资格认定（新版）"
        assert list(room.publishing.in_hand()) == []
    assert hall.database.lastTransaction() > mark


def test_an_edition_of_a_later_day_waits_for_it_and_the_old_one_stays_till_then(hall):
    day = TODAY + timedelta(days=3)
    published(hall, effective=day, conditions="三天后")
    with hall.room() as room:
        assert room.catalogue.offer("lixin", TEACHER).edition.number == 1
    hall.clock.advance(days=3)
    with hall.room() as room:
        edition = room.catalogue.offer("lixin", TEACHER).edition
        assert (edition.number, edition.data["effective"], edition.effective) == (2, day.isoformat(), day)


def test_what_was_published_is_never_changed(hall):
    number = published(hall, conditions="定了")
    with hall.room() as room:
        edition = room.items[TEACHER].edition(number)
        for name, value in (("data", {}), ("effective", date(2030, 1, 1)), ("number", 9), ("item_code", "x")):
            refusal("edition_sealed", lambda name=name, value=value: setattr(edition, name, value))
        refusal("edition_sealed", lambda: edition.rewrite(edition.data))
        with pytest.raises(Outdated):
            room.publishing.publish(TEACHER, number, office(hall)[1], TODAY, seen(room, number))
    assert drafted(hall, conditions="又改") == number + 1


def test_nothing_is_published_for_yesterday_or_before_the_edition_it_follows(hall):
    published(hall, effective=TODAY + timedelta(days=5), conditions="五天后")
    number = reviewed(hall, conditions="再改")
    with hall.room() as room:
        yesterday = TODAY - timedelta(days=1)
        refusal("effective_past", lambda: room.publishing.publish(TEACHER, number, 1, yesterday, seen(room, number)))
        refusal("effective_before", lambda: room.publishing.publish(TEACHER, number, 1, TODAY, seen(room, number)))


def test_a_draft_that_nobody_reviewed_is_not_published(hall):
    number = drafted(hall, conditions="没人看过")
    with hall.room() as room, pytest.raises(Outdated):
        room.publishing.publish(TEACHER, number, office(hall)[1], TODAY, seen(room, number))


def test_one_hall_whose_promise_would_break_stops_it_for_all_and_is_asked(hall):
    promise(hall, "mengcheng", 12)
    promise(hall, "lixin", 8)
    number = reviewed(hall, promised_limit=limit(10))
    with hall.room() as room:
        found = room.publishing.impact(TEACHER, number)
        outcomes = {one.hall.key: one.outcome for one in found.halls}
        assert (outcomes["mengcheng"], outcomes["lixin"], outcomes["guoyang"]) == (BREAKS, KEEPS, FOLLOWS)
        mark = seen(room, number)
        facts = refusal("promise_breaks", lambda: room.publishing.publish(TEACHER, number, 1, TODAY, mark))
        assert [name[:2] for name in facts["breaking"]] == ["蒙城"]
    with hall.room(commit=True) as room:
        assert [one.key for one in room.publishing.ask(TEACHER, number, office(hall)[1])] == ["mengcheng"]
    with hall.room() as room:
        assert room.register.arrivals[("mengcheng", TEACHER)].kind == PROMISE
        assert room.catalogue.offer("lixin", TEACHER).edition.number == 1
    promise(hall, "mengcheng", 10)
    with hall.room(commit=True) as room:
        assert room.publishing.ask(TEACHER, number, office(hall)[1]) == ()
        room.publishing.publish(TEACHER, number, office(hall)[1], TODAY, seen(room, number))
        assert room.catalogue.offer("mengcheng", TEACHER).promised == (10, "workday")


def test_what_a_hall_was_asked_is_forgotten_with_the_draft(hall):
    promise(hall, "mengcheng", 12)
    number = reviewed(hall, promised_limit=limit(10))
    with hall.room(commit=True) as room:
        room.publishing.ask(TEACHER, number, office(hall)[1])
        room.publishing.send_back(TEACHER, number, office(hall)[1], "不改了", seen(room, number))
        room.publishing.discard(TEACHER, number, office(hall)[1], seen(room, number))
    with hall.room() as room:
        assert len(room.register.arrivals) == 0


@pytest.mark.parametrize("ends", ["the draft goes", "the promise is shorter"])
def test_a_question_for_a_shorter_promise_takes_nothing_away_that_was_not_looked_at(hall, ends):
    promise(hall, "mengcheng", 12)
    published(hall, conditions="二")
    number = reviewed(hall, promised_limit=limit(10))
    with hall.room(commit=True) as room:
        room.publishing.ask(TEACHER, number, office(hall)[1])
        asked = room.register.arrivals[("mengcheng", TEACHER)]
        assert (asked.kind, asked.since, asked.number) == (PROMISE, 1, 3)
    if ends == "the draft goes":
        with hall.room(commit=True) as room:
            room.publishing.send_back(TEACHER, number, office(hall)[1], "不改了", seen(room, number))
            room.publishing.discard(TEACHER, number, office(hall)[1], seen(room, number))
    else:
        with hall.room(commit=True) as room:
            found = room.overlaying(room.halls["mengcheng"])
            told = Laid(unit=found.laid(TEACHER).unit, on=True, promised=(10, "workday"))
            assert found.save(TEACHER, told, {}, 77, "便民") == ()
    with hall.room() as room:
        left = room.register.arrivals[("mengcheng", TEACHER)]
        assert (left.kind, left.since, left.number) == (CHANGED, 1, 2)


def test_the_impact_counts_drafts_open_cases_and_a_halls_own_words(hall):
    with hall.room() as room:
        first = room.items[TEACHER].edition(1).data["materials"][0]["id"]
    with hall.room(commit=True) as room:
        laid = room.halls["mengcheng"].implementations[TEACHER]
        laid.wording = {f"material.{first}": "带原件", "conditions": "在县医院体检", "general": "有停车场"}
    submit(hall, code=TEACHER)
    with hall.room() as room:
        room.drafting.begin(77, "mengcheng", TEACHER, 1)
        room.drafting.begin(78, "lixin", TEACHER, 1)
        materials = room.items[TEACHER].edition(1).data["materials"][1:]
    number = drafted(hall, conditions="改了", materials=materials)
    with hall.room() as room:
        found = room.publishing.impact(TEACHER, number)
        there = {one.hall.key: one for one in found.halls}
        assert (found.open, there["mengcheng"].open) == (1, 1)
        assert (there["lixin"].drafts, there["lixin"].outcome) == (1, SAME)
        assert found.drafts == sum(one.drafts for one in found.halls) >= 2
        assert set(there["mengcheng"].lost) == {f"material.{first}"}
        assert set(there["mengcheng"].touched) == {"conditions"}
        assert there["mengcheng"].own_words == 2
        assert {change.part for change in found.changes} == {"conditions", "materials"}


def test_open_cases_count_wherever_they_lie_and_whatever_the_hall_has_said_since(hall):
    submit(hall, code=TEACHER)
    number = drafted(hall, conditions="改了")
    with hall.room(commit=True) as room:
        offered = room.halls["mengcheng"].implementations
        laid = offered[TEACHER]
        laid.unit = next(other.unit for other in offered.values() if other.unit != laid.unit)
    with hall.room() as room:
        counts = {one.hall.key: one.open for one in room.publishing.impact(TEACHER, number).halls}
        assert counts == {key: int(key == "mengcheng") for key in counts}
    with hall.room(commit=True) as room:
        room.halls["mengcheng"].implementations[TEACHER].on = False
    with hall.room() as room:
        found = {one.hall.key: one for one in room.publishing.impact(TEACHER, number).halls}
        assert (found["mengcheng"].outcome, found["mengcheng"].open) == (ABSENT, 1)


def test_a_hall_that_has_switched_it_off_is_told_and_stops_nothing(hall):
    promise(hall, "mengcheng", 12)
    with hall.room(commit=True) as room:
        room.halls["mengcheng"].implementations[TEACHER].on = False
    published(hall, promised_limit=limit(10))
    with hall.room() as room:
        assert room.register.arrivals[("mengcheng", TEACHER)].kind == CHANGED


def test_a_hall_that_has_not_looked_compares_with_the_edition_it_knew(hall):
    published(hall, conditions="二")
    published(hall, conditions="三")
    with hall.room() as room:
        arrival = room.register.arrivals[("lixin", TEACHER)]
        assert (arrival.since, arrival.number) == (1, 3)


def test_a_new_item_is_offered_to_all_six_halls(hall):
    with hall.room(commit=True) as room:
        item = room.items[TEACHER]
        data = item.editions[0].data
        item.editions = ()
        item.add_edition(Edition(TEACHER, 1, data))
        for key in SIX:
            room.halls[key].implementations.pop(TEACHER, None)
        item.editions[0].advance("reviewed")
        found = room.publishing.publish(TEACHER, 1, office(hall)[0], TODAY, seen(room, 1))
        assert {one.outcome for one in found.halls} == {ABSENT}
        assert (found.old, found.changes) == (None, ())
    with hall.room() as room:
        assert {key: room.register.arrivals[(key, TEACHER)].kind for key in SIX} == dict.fromkeys(SIX, NEW)


def test_an_item_that_nobody_has_is_not_found(hall):
    with hall.room() as room:
        with pytest.raises(NotFound):
            room.publishing.item("999999999999")
        room.register.drafted.add("999999999999")
        assert list(room.publishing.in_hand()) == []
