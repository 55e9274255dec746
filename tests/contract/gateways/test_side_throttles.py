from concurrent.futures import ThreadPoolExecutor

from wangting.gateways.side.records import Delays

DELAYS = Delays(free=3, first=1, most=60, forget=86_400)


def fail(side, clock, times, account="zhang", network="192.0.2"):
    """Try as soon as it is allowed, so many times; return the waits between."""
    waits = []
    for _ in range(times):
        wait = side.throttles.attempt(account, network, DELAYS)
        waits.append(wait)
        if wait:
            clock.advance(seconds=wait)
            assert side.throttles.attempt(account, network, DELAYS) == 0
    return waits


def test_delays_double_after_the_free_tries_up_to_the_longest(side, clock):
    assert fail(side, clock, 11) == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_a_try_made_too_early_is_refused_and_not_counted(side, clock):
    fail(side, clock, 4)
    for _ in range(20):
        assert side.throttles.attempt("zhang", "192.0.2", DELAYS) == 2
    clock.advance(seconds=2)
    assert side.throttles.attempt("zhang", "192.0.2", DELAYS) == 0


def test_the_rightful_user_signs_in_from_another_network_without_delay(side, clock):
    fail(side, clock, 10)
    assert side.throttles.attempt("zhang", "198.51.100", DELAYS) == 0


def test_another_account_on_the_same_network_is_not_delayed(side, clock):
    fail(side, clock, 10)
    assert side.throttles.attempt("wang", "192.0.2", DELAYS) == 0


def test_a_success_forgets_the_failures(side, clock):
    fail(side, clock, 5)
    side.throttles.succeeded("zhang", "192.0.2")
    assert fail(side, clock, 4) == [0, 0, 0, 1]


def test_failures_are_forgotten_after_a_day(side, clock):
    fail(side, clock, 8)
    clock.advance(days=1)
    assert fail(side, clock, 4) == [0, 0, 0, 1]


def test_a_clock_set_back_locks_nobody_out(side, clock):
    fail(side, clock, 4)
    clock.advance(days=-30)
    assert side.throttles.attempt("zhang", "192.0.2", DELAYS) <= 2
    assert side.throttles.hit("k", 1, 60) == 0
    clock.advance(days=-30)
    assert side.throttles.hit("k", 1, 60) == 0


def test_a_hundred_tries_at_once_are_not_all_the_first(side):
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: side.throttles.attempt("zhang", "192.0.2", DELAYS), range(100)))
    assert waits.count(0) == DELAYS.free


def test_account_and_network_cannot_be_joined_into_another_pair(side, clock):
    fail(side, clock, 8, account="a", network="bc")
    assert side.throttles.attempt("ab", "c", DELAYS) == 0


def test_the_61st_use_in_a_minute_waits_until_the_minute_is_over(side, clock):
    assert [side.throttles.hit("track", 60, 60) for _ in range(60)] == [0] * 60
    clock.advance(seconds=20)
    assert side.throttles.hit("track", 60, 60) == 40
    assert side.throttles.hit("other", 60, 60) == 0
    clock.advance(seconds=40)
    assert side.throttles.hit("track", 60, 60) == 0


def test_exactly_the_limit_passes_when_many_threads_use_one_key(side):
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: side.throttles.hit("track", 60, 60), range(200)))
    assert waits.count(0) == 60


def test_a_sweep_removes_what_is_over(side, clock):
    side.throttles.hit("a", 1, 60)
    side.throttles.attempt("zhang", "192.0.2", DELAYS)
    assert side.throttles.sweep() == 0
    clock.advance(days=7)
    side.throttles.hit("b", 1, 60)
    assert side.throttles.sweep() == 2
    assert side.throttles.hit("b", 1, 60) == 60


def test_no_account_name_is_in_the_store(side, tmp_path):
    side.throttles.attempt("zhangsan@example", "192.0.2", DELAYS)
    side.backup(tmp_path / "copy.sqlite")
    assert b"zhangsan" not in (tmp_path / "copy.sqlite").read_bytes()
