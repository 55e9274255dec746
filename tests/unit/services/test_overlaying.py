"""A hall lays its own over an item, and answers what the central office has sent, part by part."""

from datetime import timedelta

import pytest

from publishing import TEACHER, TODAY, limit, office, published, reviewed, seen
from wangting.content.item import Edition
from wangting.errors import NotFound, Outdated, Refused
from wangting.rules.hallitem import Laid

KEY, UNIT, ADMIN = "mengcheng", "mengcheng/jiaoyu", 77


def laid(**more):
    return Laid(**{"unit": UNIT, "on": True, **more})


def save(hall, told, key=KEY, code=TEACHER, **added):
    with hall.room(commit=True) as room:
        found = room.overlaying(room.halls[key]).save(code, told, added, ADMIN, "便民")
        return [problem.key for problem in found]


def offer(hall, key=KEY):
    with hall.room() as room:
        found = room.catalogue.offer(key, TEACHER)
        return found.promised, found.implementation.places, dict(found.implementation.wording)


def settle(hall, number=2, key=KEY, **choices):
    with hall.room(commit=True) as room:
        told = {part.replace("__", "."): choice for part, choice in choices.items()}
        room.overlaying(room.halls[key]).settle(TEACHER, number, told, ADMIN)


def left(hall, key=KEY):
    with hall.room() as room:
        return [(item.code, arrival.kind) for item, arrival in room.overlaying(room.halls[key]).arrivals()]


def test_an_overlay_shows_at_once_and_every_decision_has_who_and_why(hall):
    where = {"places": ("二楼",), "points": {"二楼": (33.2, 116.5)}}
    told = laid(promised=(8, "workday"), **where, wording={"general": "有停车场"})
    assert save(hall, told) == []
    assert offer(hall) == ((8, "workday"), ("二楼",), {"general": "有停车场"})
    with hall.room() as room:
        found = room.overlaying(room.halls[KEY]).laid(TEACHER)
        assert found.decided("promised")[:2] == ("promised", ADMIN)
        assert found.decided("promised").note == "便民"
        assert found.decided("hours") is None
        stamp = room.register.stamp.value
    assert save(hall, told) == []
    with hall.room() as room:
        assert room.register.stamp.value == stamp


def test_what_adds_to_the_item_changes_nothing(hall):
    before = offer(hall)
    assert save(hall, laid(promised=(13, "workday"), places=("三楼",)), materials=[{"id": "x"}], fee="5 元") == [
        "materials", "promised_limit", "fee",
    ]  # fmt: skip
    assert offer(hall) == before


def test_a_promise_within_the_edition_of_today_and_not_of_the_coming_one_is_refused(hall):
    published(hall, effective=TODAY + timedelta(days=9), promised_limit=limit(5))
    assert save(hall, laid(promised=(8, "workday"))) == ["promised_limit"]
    assert save(hall, laid(promised=(5, "workday"))) == []


def test_what_is_not_in_force_yet_can_be_prepared_and_not_switched_on(hall):
    with hall.room(commit=True) as room:
        item = room.items[TEACHER]
        data = item.editions[0].data
        item.editions = ()
        item.add_edition(Edition(TEACHER, 1, data))
        del room.halls[KEY].implementations[TEACHER]
        with pytest.raises(NotFound):
            room.overlaying(room.halls[KEY]).item(TEACHER)
        item.editions[0].advance("reviewed")
        room.publishing.publish(TEACHER, 1, office(hall)[0], TODAY + timedelta(days=1), seen(room, 1))
    assert save(hall, laid()) == ["on"]
    assert save(hall, laid(on=False, hours="上午")) == []
    assert left(hall) == [(TEACHER, "new")]
    settle(hall, 1)
    assert left(hall) == []
    hall.clock.advance(days=1)
    assert save(hall, laid()) == []
    assert offer(hall)[0] == (12, "workday")


def test_an_item_that_is_out_of_force_is_not_offered(hall):
    with hall.room(commit=True) as room:
        room.retiring.retire(TEACHER, TODAY, (1, None), 1, "上级取消")
    with pytest.raises(Refused, match="edition_stage"):
        save(hall, laid())
    assert left(hall) == [(TEACHER, "retired")]
    settle(hall, 1)
    assert left(hall) == []


def matters(hall, key=KEY):
    with hall.room() as room:
        beside, other = room.overlaying(room.halls[key]).matters(TEACHER)
        return [(one.part, one.own, one.lost) for one in beside], [one.part for one in other]


def test_each_part_of_its_own_is_kept_or_given_up(hall):
    with hall.room() as room:
        papers = room.items[TEACHER].editions[0].data["materials"]
    lost = f"material.{papers[0]['id']}"
    wording = {lost: "要蓝底", "conditions": "在县医院体检", "fee": "不收"}
    save(hall, laid(promised=(8, "workday"), wording=wording))
    published(hall, conditions="新条件", promised_limit=limit(10), visits=3, materials=papers[1:])
    beside, other = matters(hall)
    assert beside == [
        ("conditions", "在县医院体检", False), ("promised_limit", (8, "workday"), False), (lost, "要蓝底", True),
    ]  # fmt: skip
    assert set(other) == {"effective", "visits"}
    with pytest.raises(Refused, match="choice_missing"):
        settle(hall, conditions="keep", promised_limit="keep")
    with pytest.raises(Outdated):
        settle(hall, 1)
    settle(hall, conditions="accept", promised_limit="accept", **{lost.replace(".", "__"): "keep"})
    promised, _places, words = offer(hall)
    assert promised == (10, "workday")
    assert words == {"fee": "不收", "general": f"{papers[0]['name']}：要蓝底"}
    assert left(hall) == []
    with pytest.raises(NotFound):
        settle(hall)


def test_what_is_kept_stays_and_words_of_a_part_that_is_gone_can_be_dropped(hall):
    with hall.room() as room:
        papers = room.items[TEACHER].editions[0].data["materials"]
    lost = f"material.{papers[0]['id']}"
    save(hall, laid(promised=(8, "workday"), wording={lost: "要蓝底", "conditions": "在县医院体检"}))
    published(hall, conditions="新条件", promised_limit=limit(10), materials=papers[1:])
    settle(hall, conditions="keep", promised_limit="keep", **{lost.replace(".", "__"): "accept"})
    promised, _places, words = offer(hall)
    assert (promised, words) == ((8, "workday"), {"conditions": "在县医院体检"})


def test_a_hall_that_was_asked_to_shorten_its_promise_is_done_when_it_has(hall):
    save(hall, laid(promised=(12, "workday")))
    number = reviewed(hall, promised_limit=limit(10))
    with hall.room(commit=True) as room:
        room.publishing.ask(TEACHER, number, office(hall)[1])
    assert left(hall) == [(TEACHER, "promise")]
    with pytest.raises(Refused, match="promise_breaks"):
        settle(hall, promised_limit="keep")
    save(hall, laid(promised=(11, "workday")))
    assert left(hall) == [(TEACHER, "promise")]
    save(hall, laid(promised=(10, "workday")))
    assert left(hall) == []


def test_a_hall_without_anything_of_its_own_only_takes_note(hall):
    published(hall, conditions="新条件")
    assert matters(hall) == ([], ["effective", "conditions"])
    settle(hall)
    assert left(hall) == []


def test_a_department_that_is_closed_gets_no_item(hall):
    with hall.room(commit=True) as room:
        room.register.orgunit(UNIT).closed = True
    assert save(hall, laid(hours="9:00")) == ["unit"]


def test_departments_are_those_of_the_hall(hall):
    with hall.room() as room:
        units = room.overlaying(room.halls[KEY]).units()
        assert UNIT in units
        assert all(unit.startswith(f"{KEY}/") for unit in units)
        with pytest.raises(NotFound):
            room.overlaying(room.halls[KEY]).item("999999999999")
        with pytest.raises(NotFound):
            room.overlaying(room.halls[KEY]).arrival(TEACHER)
