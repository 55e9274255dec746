"""Four processes answer requests: what is published shows in each of them at the first request a second later."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack, contextmanager
from urllib.parse import quote

import pytest
import transaction

from engines.conftest import part, settings_of
from publishing import LOGINS
from wangting.bench.browser import Browser
from wangting.bench.process import HOST, free_port
from wangting.content.register import Register
from wangting.scripts.running import writing
from wangting.services.opening import open_house
from wangting.services.workroom import Workroom
from wangting.settings import ZEO

CODE = "440102013002"
GUIDE, COUNT, SEARCH = f"/lixin/items/{CODE}", "/api/v1/halls", "/api/v1/search?hall=lixin&q=%E6%95%99%E5%B8%88"
PROCESSES = 4
#: What nobody calls it yet.
WORD = "教书证办一个"
#: Halls that offer it, and what its next edition says.
KEYS = ("municipal", "qiaocheng", "guoyang", "mengcheng", "lixin")
CONDITIONS = "无犯罪记录，学历、普通话、体检都合格。"


@contextmanager
def asking(hall, settings, count):
    """Run ``count`` web processes of the hall; yield a browser for each."""
    with ExitStack() as stack:
        if settings.engine == ZEO:
            stack.enter_context(part(hall, "storage"))
        ports = [free_port() for _ in range(count)]
        for port in ports:
            stack.enter_context(part(hall, "web", listen=port))
        yield [stack.enter_context(Browser(HOST, port)) for port in ports]


def shown(browser):
    """Return what a process shows: whether there is a guide, how many items there are, whether it is found."""
    count = next(hall["items"] for hall in json.loads(browser.get(COUNT).body)["halls"] if hall["key"] == "lixin")
    found = [result["code"] for result in json.loads(browser.get(SEARCH).body)["results"] if result["hall"] == "lixin"]
    return browser.get(GUIDE).status, count, CODE in found


def publish_edition(settings, declared, conditions):
    """Write an edition, let the other one review it, publish it for all halls: three acts, one commit each."""
    house = open_house(settings, declared)
    with writing(settings, is_part=True) as database:
        manager = transaction.TransactionManager()
        room = Workroom(house, database.open(transaction_manager=manager).root(), house.worker_slot)
        writer, reviewer = (room.register.parties.by_login(login).id for login in LOGINS)
        newest = room.items[CODE].editions[-1]
        number = room.publishing.write(CODE, {**newest.data, "conditions": conditions}, writer, newest.number).number
        manager.commit()
        edition = room.items[CODE].edition(number)
        room.publishing.review(CODE, number, reviewer, edition.seen_mark)
        manager.commit()
        room.publishing.publish(CODE, number, reviewer, house.clock.now().date(), edition.seen_mark)
        manager.commit()
    house.side.close()


def publish(settings, on):
    """Switch the item on or off in one hall, as its editor does."""
    with writing(settings, is_part=True) as database:
        manager = transaction.TransactionManager()
        root = database.open(transaction_manager=manager).root()
        register: Register = root["register"]
        root["app_root"]["halls"]["lixin"].implementations[CODE].on = on
        register.stamp.move()
        manager.commit()


def name_item(settings, declared, word, act):
    """Give the item an everyday name, or take it away, as the page of words without an answer does."""
    house = open_house(settings, declared)
    with writing(settings, is_part=True) as database:
        manager = transaction.TransactionManager()
        room = Workroom(house, database.open(transaction_manager=manager).root(), house.worker_slot)
        getattr(room.office.aliasing, act)(CODE, word, room.register.parties.by_login(LOGINS[0]).id)
        manager.commit()
    house.side.close()


def is_named(browser):
    """Say whether a process finds the item first, by its everyday name."""
    found = json.loads(browser.get(f"/api/v1/search?q={quote(WORD)}").body)["results"]
    return bool(found) and (found[0]["code"], found[0]["why"]) == (CODE, "alias")


@pytest.mark.parametrize("engine", ["on_zeo", "on_postgresql"])
def test_a_name_given_in_one_process_is_found_by_the_others_a_second_later(engine, request, figures, installation):
    hall = request.getfixturevalue(engine)
    settings = settings_of(hall)
    with asking(hall, settings, 2) as browsers:
        for act, is_known in (("add", True), ("remove", False)):
            # Each process holds an index, and the answer to this very question, before the word means something else.
            assert [is_named(browser) for browser in browsers] == [not is_known] * 2
            name_item(settings, installation.declared, WORD, act)
            time.sleep(1)
            assert [is_named(browser) for browser in browsers] == [is_known] * 2
    figures.record(f"an everyday name given and taken away, two processes, {engine[3:]}",
                   seconds_after_which_both_know="at most 1")  # fmt: skip


@pytest.mark.parametrize("engine", ["on_zeo", "on_postgresql"])
def test_four_processes_show_a_change_a_second_after_it(engine, request, figures, installation):
    hall = request.getfixturevalue(engine)
    settings = settings_of(hall)
    with asking(hall, settings, PROCESSES) as browsers:
        before = [shown(browser) for browser in browsers]
        assert before == [shown(browser) for browser in browsers]
        assert {told[0] for told in before} == {200}
        assert {told[2] for told in before} == {True}
        for on in (False, True):
            publish(settings, on)
            time.sleep(1)
            after = [shown(browser) for browser in browsers]
            wanted = (200, before[0][1], True) if on else (404, before[0][1] - 1, False)
            assert after == [wanted] * PROCESSES
        publish_edition(settings, installation.declared, CONDITIONS)
        time.sleep(1)
        for key in KEYS:
            pages = [browser.get(f"/{key}/items/{CODE}") for browser in browsers]
            assert [(page.status, CONDITIONS in page.body.decode()) for page in pages] == [(200, True)] * PROCESSES
    figures.record(f"a publication in four processes, {engine[3:]}", seconds_after_which_all_show_it="at most 1")
