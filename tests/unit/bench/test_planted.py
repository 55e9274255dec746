"""A slowness that was planted is seen: by processor time and against a peer of the same run, never by the clock."""

from __future__ import annotations

import cProfile
from contextlib import ExitStack
from pathlib import Path

from pyramid.response import Response

from wangting.bench.browser import Browser
from wangting.bench.clients import reading
from wangting.bench.load import measure, ratio, rounds
from wangting.bench.process import HOST, Served, free_port
from wangting.bench.profiled import told, watched
from wangting.bench.rows import Row

PLAIN = """import sys; import waitress; from wangting.bench import bare
{}
waitress.serve(bare.make_bare(), host='127.0.0.1', port=int(sys.argv[1]), threads=4, _quiet=True)"""
#: Sums that take several times as long as the page itself.
SLOW = "made = bare.page; bare.page = lambda request: (sum(n * n for n in range(30000)), made(request))[1]"


def served(stack, tmp_path, name, words):
    port = free_port()
    return stack.enter_context(Served(("-c", PLAIN.format(words), str(port)), port, tmp_path / name))


def page_cost(found):
    with Browser(HOST, found.port) as browser:
        steps = reading(browser, "/page")
        for _ in range(20):
            next(steps)
        return measure(found, [steps], 0.5)


def test_a_page_that_got_dearer_misses_its_target_and_one_that_did_not_keeps_it(tmp_path):
    with ExitStack() as stack:
        peer = served(stack, tmp_path, "peer", "pass")
        same = served(stack, tmp_path, "same", "pass")
        slow = served(stack, tmp_path, "slow", SLOW)
        costs = rounds({name: lambda found=found: page_cost(found)
                        for name, found in (("peer", peer), ("same", same), ("slow", slow))})  # fmt: skip
    kept, missed = (
        Row("page", "pages", ratio(costs["peer"], costs[name]), "x bare page", 0.6, True) for name in ("same", "slow")
    )
    assert kept.kept, kept
    assert not missed.kept, missed


def dear(_request):
    return sum(n * n for n in range(3000))


def test_the_profile_of_a_missed_row_names_what_is_dear():
    profile = cProfile.Profile()

    def call(_application, environ, _start):
        dear(environ)
        return Response("x")

    answer = watched(call, profile)
    for _ in range(20):
        assert answer(None, {}, None).text == "x"
    assert "bench/test_planted.py" in told(profile)
    assert str(Path(__file__).parents[2]) not in told(profile)
    assert "(dear)" in told(profile)
