"""PostgreSQL goes away in the middle of a day: a kind page for everybody, nothing half done, and then on it goes."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace

import pytest

from engines.conftest import part, settings_of
from proving.ground import open_ground, paper
from proving.people import OFFERED
from proving.recount import recount
from proving.size import sized
from wangting.bench import walking
from wangting.bench.browser import Browser, Unexpected
from wangting.bench.process import HOST, free_port
from wangting.clock import MovableClock, SystemClock

ABSENCES = sized(3, 20)
#: One citizen files in each, at four machines: two drafts for one hall would be one.
HALLS = ("mengcheng", "lixin", "qiaocheng", "guoyang")
GUIDE = f"/mengcheng/items/{OFFERED.code}"


@pytest.fixture
def web(on_postgresql):
    """Run one web process of a hall in PostgreSQL; return its port."""
    port = free_port()
    with part(on_postgresql, "web", listen=port):
        yield port


@contextmanager
def away(cluster):
    """Let PostgreSQL be away for as long as the block runs."""
    cluster.stop()
    try:
        yield
    finally:
        cluster.start()


def account(installation, role, unit=None):
    """Return who is to sign in."""
    return next(one for one in installation.accounts if one["role"] == role and unit in (None, one["unit"]))


def ready_to_submit(browser, content, offered=OFFERED):
    """Fill a form in as far as its last button."""
    page = browser.follow(walking.upload(browser, walking.begin(browser, offered), "m1", content))
    check = walking.hand_over(browser, walking.form_of(page, "draft"))
    return walking.form_of(check, "submit")


def test_while_postgresql_is_away_everybody_is_told_so_and_afterwards_the_same_form_goes_through(
    web, cluster, installation, source
):
    citizen, clerk = account(installation, "citizen"), account(installation, "counter", "mengcheng")
    with Browser(HOST, web) as browser, Browser(HOST, web) as desk, Browser(HOST, web) as stranger:
        browser.sign_in(citizen["login"], citizen["password"])
        desk.sign_in(clerk["login"], clerk["password"])
        signing = stranger.get("/sign-in").forms["sign-in"]
        last = ready_to_submit(browser, paper(source, 5_000))
        asked = [
            lambda: stranger.get(GUIDE),
            lambda: stranger.get("/mengcheng/search?q=jiaoshi"),
            lambda: stranger.get(f"{GUIDE}?lang=en"),
            lambda: stranger.submit(signing, {"login": citizen["login"], "password": citizen["password"]}),
            lambda: browser.get("/me/"),
            lambda: browser.submit(last, {"consent": "yes"}),
            lambda: desk.get("/mengcheng/desk/"),
        ]
        with away(cluster):
            for _ in range(2):
                for ask in asked:
                    answer = ask()
                    assert (answer.status, answer.headers["retry-after"]) == (503, "10")
                    assert answer.headers["cache-control"] == "no-store"
                    assert 'data-error="storage_away"' in answer.text
                    assert "set-cookie" not in answer.headers
            assert "刚才在提交的，先看“我的办件”" in answer.text
            told = stranger.get("/api/v1/search?q=jiaoshi")
            assert (told.status, json.loads(told.text)["error"]) == (503, "storage_away")
            health = stranger.get("/health")
            assert (health.status, json.loads(health.text)["look_at"]) == (503, ["storage"])
        number = walking.number_in(browser.submit(last, {"consent": "yes"}))
        assert number in browser.get("/me/").text
        assert desk.get("/mengcheng/desk/").status == 200
        assert stranger.get("/health").status in (200, 503)


class Filers:
    """People who file one case after the other, each again until they have a receipt."""

    def __init__(self, port, login, password):
        self.receipts, self.seen, self.over = [], Counter(), threading.Event()
        self._port = port
        self._known = login, password

    def file(self, hall, seed):
        """File in ``hall`` until it is over."""
        own, offered = random.Random(seed), walking.Offered(hall, OFFERED.code)
        with Browser(HOST, self._port) as browser:
            browser.sign_in(*self._known)
            while not self.over.is_set():
                try:
                    last = ready_to_submit(browser, paper(own, 5_000), offered)
                except Unexpected as told:
                    self.seen[str(told)[:3]] += 1
                    time.sleep(0.1)
                else:
                    self._hand_in(browser, last)

    def _hand_in(self, browser, last):
        while True:
            answer = browser.submit(last, {"consent": "yes"})
            self.seen[str(answer.status)] += 1
            if answer.status != 503:
                self.receipts.append(walking.number_in(answer))
                return
            time.sleep(0.1)

    def wait_for(self, more):
        """Return when there are ``more`` receipts than now."""
        goal, until = len(self.receipts) + more, time.monotonic() + 60
        while len(self.receipts) < goal:
            assert time.monotonic() < until, self.seen
            time.sleep(0.02)


def test_nothing_is_half_done_by_those_who_are_filing_when_postgresql_goes_away(
    on_postgresql, cluster, installation, source, figures
):
    citizen, port = account(installation, "citizen"), free_port()
    filers = Filers(port, citizen["login"], citizen["password"])
    with part(on_postgresql, "web", listen=port):
        threads = [threading.Thread(target=filers.file, args=(hall, source.random())) for hall in HALLS]
        for thread in threads:
            thread.start()
        try:
            for _ in range(ABSENCES):
                filers.wait_for(len(HALLS))
                with away(cluster):
                    time.sleep(source.uniform(0, 0.5))
            filers.wait_for(len(HALLS))
        finally:
            filers.over.set()
            for thread in threads:
                thread.join(60)
    settings = settings_of(on_postgresql)
    there = replace(installation, settings=settings)
    ground = open_ground(there, settings.var, MovableClock(SystemClock().now()), engine=settings.engine)
    try:
        with ground.room() as room:
            assert recount(room) == []
            assert [found for found in filers.receipts if room.tracking.by_number(found).number != found] == []
    finally:
        ground.close()
    assert len(set(filers.receipts)) == len(filers.receipts)
    assert filers.seen.keys() == {"303", "503"}, filers.seen
    figures.record("PostgreSQL goes away under those who file", absences=ABSENCES, receipts=len(filers.receipts),
                   told_503=filers.seen["503"], lost=0)  # fmt: skip
