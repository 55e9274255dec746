from datetime import timedelta

import pytest

from wangting.gateways.side.records import SessionLimits

LIMITS = {
    "citizen": SessionLimits(timedelta(minutes=60), timedelta(hours=12)),
    "staff": SessionLimits(timedelta(minutes=20), timedelta(hours=12)),
}


def test_a_session_gives_back_what_was_put_in(side):
    session_id = side.sessions.new({"草稿": ["a", 1, None]}, "citizen", party=7)
    found = side.sessions.load(session_id, LIMITS)
    assert (found.data, found.party, found.kind) == ({"草稿": ["a", 1, None]}, 7, "citizen")


def test_ids_have_256_random_bits_and_never_repeat(side):
    ids = {side.sessions.new({}, "citizen") for _ in range(50)}
    assert len(ids) == 50
    assert all(len(each) == 43 for each in ids)


def test_the_id_of_the_browser_is_nowhere_in_the_store(side, tmp_path):
    session_id = side.sessions.new({}, "citizen")
    side.backup(tmp_path / "copy.sqlite")
    assert session_id.encode() not in (tmp_path / "copy.sqlite").read_bytes()


def test_the_key_shown_in_a_list_is_not_an_id(side):
    side.sessions.new({}, "citizen", party=7)
    (shown,) = side.sessions.list(7)
    assert side.sessions.load(shown.key, LIMITS) is None


@pytest.mark.parametrize("wrong", ["", "x", "汉字", "\udcff", "a" * 100_000])
def test_what_is_no_id_finds_no_session(side, wrong):
    assert side.sessions.load(wrong, LIMITS) is None


@pytest.mark.parametrize(("kind", "minutes"), [("citizen", 60), ("staff", 20)])
def test_a_session_ends_when_it_was_idle_for_the_limit_of_its_kind(side, clock, kind, minutes):
    session_id = side.sessions.new({}, kind)
    clock.advance(minutes=minutes, seconds=-1)
    assert side.sessions.load(session_id, LIMITS)
    clock.advance(minutes=minutes)
    assert side.sessions.load(session_id, LIMITS) is None
    clock.advance(minutes=-minutes)
    assert side.sessions.load(session_id, LIMITS) is None, "an ended session came back when the clock was set back"


def test_a_session_in_use_ends_at_its_absolute_limit(side, clock):
    session_id = side.sessions.new({}, "staff")
    for _ in range(47):
        clock.advance(minutes=15)
        assert side.sessions.load(session_id, LIMITS)
    clock.advance(minutes=15)
    assert side.sessions.load(session_id, LIMITS) is None


def test_a_session_is_touched_at_most_once_a_minute(side, clock):
    begun = clock.now()
    session_id = side.sessions.new({}, "citizen", party=1)
    clock.advance(seconds=59)
    side.sessions.load(session_id, LIMITS)
    assert side.sessions.list(1)[0].touched == begun
    clock.advance(seconds=1)
    side.sessions.load(session_id, LIMITS)
    assert side.sessions.list(1)[0].touched == begun + timedelta(minutes=1)


def test_a_session_of_a_kind_without_limits_is_over(side):
    session_id = side.sessions.new({}, "unheard of")
    assert side.sessions.load(session_id, LIMITS) is None


def test_saving_replaces_the_data_and_does_not_bring_back_an_ended_session(side):
    session_id = side.sessions.new({"a": 1}, "citizen")
    assert side.sessions.save(session_id, {"b": 2})
    assert side.sessions.load(session_id, LIMITS).data == {"b": 2}
    side.sessions.end(session_id)
    assert not side.sessions.save(session_id, {"c": 3})
    assert side.sessions.load(session_id, LIMITS) is None


def test_what_json_cannot_hold_is_refused_and_changes_nothing(side):
    session_id = side.sessions.new({"a": 1}, "citizen")
    with pytest.raises(TypeError):
        side.sessions.save(session_id, {"a": object()})
    with pytest.raises(ValueError, match="JSON"):
        side.sessions.save(session_id, {"a": float("nan")})
    assert side.sessions.load(session_id, LIMITS).data == {"a": 1}


def test_rotation_gives_a_new_id_and_kills_the_old_one(side):
    old = side.sessions.new({"a": 1}, "citizen")
    new = side.sessions.rotate(old, {"b": 2}, "staff", 9)
    assert side.sessions.load(old, LIMITS) is None
    found = side.sessions.load(new, LIMITS)
    assert (found.data, found.kind, found.party) == ({"b": 2}, "staff", 9)


def test_all_sessions_of_a_party_end_but_the_one_in_hand(side):
    kept, other = side.sessions.new({}, "citizen", party=1), side.sessions.new({}, "citizen", party=1)
    stranger = side.sessions.new({}, "citizen", party=2)
    assert side.sessions.end_all(1, except_id=kept) == 1
    assert side.sessions.load(kept, LIMITS)
    assert side.sessions.load(other, LIMITS) is None
    assert side.sessions.load(stranger, LIMITS)
    assert side.sessions.end_all(1) == 1
    assert side.sessions.load(kept, LIMITS) is None


def test_a_party_ends_one_of_its_own_sessions_and_nobody_elses(side):
    side.sessions.new({}, "citizen", party=1)
    (shown,) = side.sessions.list(1)
    assert not side.sessions.end_key(2, shown.key)
    assert not side.sessions.end_key(1, "no key")
    assert side.sessions.end_key(1, shown.key)
    assert side.sessions.list(1) == ()


def test_a_sweep_removes_what_is_over_and_nothing_else(side, clock):
    side.sessions.new({}, "staff")
    clock.advance(minutes=30)
    living = side.sessions.new({}, "citizen")
    assert side.sessions.sweep(LIMITS) == 1
    assert side.sessions.load(living, LIMITS)
