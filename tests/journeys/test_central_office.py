"""The central office gets its people by a command: they sign in, work in the office, and are let go again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from closed import OWN, ini_of, serve, signed_in
from unit.services.provisioned import mould
from wangting.content.journal import Journal
from wangting.scripts.command import main
from wangting.services.verifying import damage

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def closed(installation, tmp_path):
    """The six halls, with no writer at them."""
    with mould(installation, tmp_path / "var") as town:
        var = town.settings.var
    return var, ini_of(tmp_path, installation.settings.home, var)


def say(capsys, ini, *words):
    code = main(["office", str(ini), *words])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_who_is_added_works_in_the_office_and_who_is_let_go_does_not(installation, closed, capsys):
    var, ini = closed
    code, told = say(capsys, ini, "add", "--name", "王主任", "--login", "city-wang", "--phone", "13900000077",
                     "--reason", "亳政办〔2026〕1号")  # fmt: skip
    assert code == 0
    password, kept = re.search(r"is now (\S+)", told)[1], {}

    def works(hall):
        browser = kept["browser"] = signed_in(hall, "city-wang", password)
        browser.get("/office/items/").mustcontain("事项和版本")
        with hall.room() as room:
            kept["deeds"] = [(deed.act, deed.by, deed.reason) for deed in room.register.journal]

    serve(installation, installation.settings.home, var, works)
    assert kept["deeds"] == [("add_official", 0, "亳政办〔2026〕1号"), ("appoint", 0, "亳政办〔2026〕1号")]
    assert "city-wang  王主任" in say(capsys, ini, "list")[1]
    code, told = say(capsys, ini, "end", "--login", "city-wang", "--reason", "调走")
    assert (code, "signed out everywhere" in told) == (0, True)
    assert "city-wang" not in say(capsys, ini, "list")[1]

    def is_out(hall):
        before = hall.browser()
        before.cookiejar = kept["browser"].cookiejar
        assert "/sign-in" in before.get("/office/items/", status=303).location
        form = before.get("/sign-in").forms["sign-in"]
        form["login"], form["password"] = "city-wang", OWN
        form.submit().follow()
        before.get("/office/items/", status=403)

    serve(installation, installation.settings.home, var, is_out)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "--name", "王", "--login", "central-office", "--reason", "x"), "login: login taken"),
        (("add", "--name", " ", "--login", "Wang", "--phone", "1", "--reason", "x"), "name missing, login: login form"),
        (("add", "--name", "王", "--login", "city-wang"), "Say --reason"),
        (("end", "--login", "mengcheng-counter", "--reason", "x"), "is not of the central office"),
        (("end", "--login", "nobody", "--reason", "x"), "is not of the central office"),
    ],
)
def test_what_stands_in_the_way_is_said_and_nobody_is_changed(closed, capsys, words, said):
    _var, ini = closed
    before = say(capsys, ini, "list")
    code, told = say(capsys, ini, *words)
    assert code != 0
    assert said in told
    assert say(capsys, ini, "list") == before


def test_one_person_alone_is_told_that_publishing_takes_two(closed, capsys):
    _var, ini = closed
    assert "takes two" in say(capsys, ini, "end", "--login", "central-office-2", "--reason", "调走")[1]
    assert "has nobody now" in say(capsys, ini, "end", "--login", "central-office", "--reason", "调走")[1]


def test_a_deed_that_was_altered_is_found_in_the_city_and_in_a_hall(hall):
    with hall.room() as room:
        room.recording(0).note("end_post", 1, "文号")
        journal = room.halls["mengcheng"].journal
        room.administration(room.halls["mengcheng"]).recording(0).note("end_post", 1, "文号")
        for each in (room.register.journal, journal):
            assert isinstance(each, Journal)
            each._deeds[1] = each._deeds[1]._replace(reason="别的")
        found = list(damage(room.register, room.halls))
    assert found == ["journal of the city: deed 1 was altered", "journal of mengcheng: deed 1 was altered"]
