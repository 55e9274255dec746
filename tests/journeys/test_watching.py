"""Who looks after the hall sees how it is, in figures that name nobody; who does not, sees no such page."""

import logging
import os
from dataclasses import fields
from datetime import timedelta

import pytest
from ZODB.POSException import StorageError

from unit.test_metering import samples
from walking import file_case, register
from wangting.services.watching import BACKUP, Wellbeing, note_backup
from wangting.views import health
from wangting.views.counting import log as requests

TEACHER = "440102013002"


def health_of(hall, status=200):
    return hall.browser().get("/health", status=status).json


def test_a_hall_that_is_well_says_so(hall):
    found = health_of(hall)
    assert (found["status"], found["look_at"], found["storage"], found["worker"]) == ("ok", [], "ok", "elsewhere")
    assert {field.name for field in fields(Wellbeing)} <= found.keys()


def test_a_message_that_waits_and_a_timer_that_is_not_run_are_told(hall):
    citizen = hall.browser()
    register(citizen)
    file_case(citizen, "mengcheng", TEACHER)
    hall.clock.advance(minutes=5)
    assert health_of(hall, 503)["look_at"] == ["outbox_lag"]
    hall.worker.round()
    assert health_of(hall)["look_at"] == []
    hall.clock.advance(days=60)
    found = health_of(hall, 503)
    assert "timers_late" in found["look_at"]
    assert found["timers_late"] > 24 * 3600
    hall.worker.round()
    hall.clock.advance(minutes=1)
    hall.worker.round()
    assert health_of(hall)["timers_late"] == 0


def test_a_storage_that_does_not_answer_is_told_and_not_a_fault(hall, monkeypatch):
    class Gone:
        is_connected = staticmethod(lambda: False)

    monkeypatch.setattr(hall.database, "storage", Gone())
    with pytest.raises(StorageError):
        health._ask_storage(hall.database, None)
    monkeypatch.undo()
    monkeypatch.setattr(health, "_ask_storage", lambda *_: (_ for _ in ()).throw(StorageError("gone")))
    assert health_of(hall, 503) == {"status": "look", "look_at": ["storage"], "storage": "StorageError"}


def test_a_backup_that_is_watched_and_missing_or_old_is_told(hall):
    watching = hall.house.watching
    with hall.room() as room:
        found = watching.look(room.register)
        assert found.backup_age is None
        assert found.complaints(timedelta(0)) == []
        assert found.complaints(timedelta(minutes=60)) == ["backup_age"]
        note_backup(hall.settings.var)
        age = hall.clock.now().timestamp() - 600
        os.utime(hall.settings.var / BACKUP, (age, age))
        found = watching.look(room.register)
        assert found.backup_age == 600
        assert found.complaints(timedelta(minutes=11)) == []
        assert found.complaints(timedelta(minutes=9)) == ["backup_age"]


def test_a_disk_that_fills_up_is_told_before_it_is_full():
    def of(free):
        return Wellbeing(0, 0, 0, 0, free, None).complaints(timedelta())

    assert (of(0.06), of(0.04)) == ([], ["disk_free"])


@pytest.mark.parametrize(
    ("address", "status"),
    [("127.0.0.1", 200), ("::1", 200), ("::ffff:127.0.0.1", 200), ("10.2.3.4", 404), ("2001:db8::1", 404), ("-", 404)],
)
def test_only_who_looks_after_the_hall_may_read_what_it_counts(hall, address, status):
    hall.browser(REMOTE_ADDR=address).get("/metrics", status=status)


def test_what_people_do_is_counted_by_place_and_names_nobody(hall):
    citizen = hall.browser()
    phone = register(citizen)
    number = file_case(citizen, "mengcheng", TEACHER)
    citizen.get(f"/me/cases/{number}")
    citizen.get("/mengcheng/")
    citizen.get("/no/such/thing", status=404)
    hall.browser().get("/mengcheng/")
    hall.browser().get("/mengcheng/")
    text = hall.browser().get("/metrics").text
    found = samples(hall.application.registry.meters)

    def count(place, status, method="GET"):
        return found["wangting_requests_total", (("method", method), ("place", place), ("status", str(status)))]

    assert count("/me/drafts/<id>/submit", 303, "POST") == 1
    assert count("/me/cases/<number>", 200) == 1
    assert count("(no view)", 404) == 1
    assert count("(page cache)", 200) == 1
    assert found["wangting_cases_filed_total", (("hall", "mengcheng"),)] == 1
    for field in fields(Wellbeing):
        assert f"wangting_{field.name} " in text or field.name == "backup_age"
    for canary in (phone, number, "王小明", "3416021901"):
        assert canary not in text


def test_addresses_that_somebody_makes_up_make_no_rows(hall):
    browser = hall.browser()
    for name in range(20):
        browser.get(f"/mengcheng/made-up-{name}", status=404)
        browser.post(f"/made-up-{name}", {"a": "b"}, status="*")
    assert "made-up" not in hall.browser().get("/metrics").text


def test_each_request_is_a_line_in_the_log_for_who_wants_it(hall, caplog):
    with caplog.at_level(logging.DEBUG, logger=requests.name):
        hall.browser().get("/mengcheng/items/" + TEACHER)
    [line] = [record for record in caplog.records if record.name == requests.name]
    assert (line.place, line.method, line.status) == ("/<hall>/items/<code>", "GET", 200)
    assert line.milliseconds >= 0
