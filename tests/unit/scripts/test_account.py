"""``wangting account``: another password that is changed at the next sign-in, an app that is forgotten."""

from __future__ import annotations

import re
import shutil

import pytest

from wangting.errors import Refused
from wangting.gateways.totp import new_secret
from wangting.scripts import account as command
from wangting.scripts import command as wangting
from wangting.scripts.running import writing
from wangting.services.opening import open_house
from wangting.services.workroom import Workroom
from wangting.settings import read
from wangting.storage import open_database, open_storage

LOGIN = "lixin-counter"


@pytest.fixture
def ini(installation, tmp_path):
    shutil.copytree(installation.settings.var, tmp_path / "var", symlinks=True)
    path = tmp_path / "wangting.ini"
    path.write_text(f"[app:main]\nwangting.mode = demo\nwangting.home = {installation.settings.home}\n"
                    f"wangting.var = {tmp_path / 'var'}\n")  # fmt: skip
    return path


def state(ini, installation, password):
    """Return what the party is like: must change, has an app, and whether ``password`` signs in."""
    settings = read(ini)
    house = open_house(settings, installation.declared)
    database = open_database(open_storage(settings.var, read_only=True))
    try:
        room = Workroom(house, database.open().root(), 0)
        party = room.registering.find(LOGIN)
        return party.must_change, bool(party.totp_sealed), room.signing_in.sign_in(LOGIN, password, "n") is not None
    finally:
        database.close()
        house.side.close()


def bind(ini, installation):
    settings = read(ini)
    house = open_house(settings, installation.declared)
    with writing(settings) as database, database.transaction() as connection:
        room = Workroom(house, connection.root(), 0)
        room.second_factor.bind(room.registering.find(LOGIN), new_secret())
    house.side.close()


def test_a_new_password_is_printed_once_and_must_be_changed(ini, installation, capsys):
    assert wangting.main(["account", str(ini), LOGIN, "--password"]) == 0
    password = re.search(r"is now (\S+)", capsys.readouterr().out)[1]
    assert state(ini, installation, password) == (True, False, True)
    old = installation.account("counter", "lixin")["password"]
    assert state(ini, installation, old)[2] is False


def test_a_lost_app_is_forgotten_and_the_password_stays(ini, installation, capsys):
    bind(ini, installation)
    account = installation.account("counter", "lixin")
    assert state(ini, installation, account["password"]) == (False, True, True)
    assert wangting.main(["account", str(ini), LOGIN, "--unbind-app"]) == 0
    assert "the app is forgotten" in capsys.readouterr().out
    assert state(ini, installation, account["password"]) == (False, False, True)


@pytest.mark.parametrize(
    ("more", "code"), [([LOGIN], "nothing_asked"), (["nobody-here", "--unbind-app"], "no_such_login")]
)
def test_nothing_to_do_and_nobody_to_do_it_for_are_refused(ini, more, code):
    parser = wangting.parser_for(["account"])
    with pytest.raises(Refused, match=code):
        command.run(parser.parse_args(["account", str(ini), *more]))
