"""``wangting evolve``: every step once, in order, none half.  There is no release yet: the steps are the tests' own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest
from pyramid.config import Configurator
from substanced.evolution import add_evolution_step
from substanced.interfaces import IEvolutionSteps

from wangting import evolve as steps_of_the_house
from wangting.errors import Refused
from wangting.scripts import evolve as command
from wangting.substrate.evolving import evolve, unfinished


def note(word):
    """Return a step that writes ``word`` down, as often as it runs."""

    def step(site, _registry):
        site.notes = (*getattr(site, "notes", ()), word)

    return step


def broken(site, _registry):
    site.notes = (*getattr(site, "notes", ()), "half")
    raise ValueError("a step that cannot go on")


@pytest.fixture
def newer(place, monkeypatch):
    """Return what registers steps of a newer release in the application of the place."""
    older = place.registry.getUtility(IEvolutionSteps)

    def register(**steps):
        config = Configurator(registry=place.registry)
        config.add_directive("add_evolution_step", add_evolution_step)
        monkeypatch.setattr(steps_of_the_house, "STEPS", tuple(steps))
        modules = {f"wangting.evolve.{name}": SimpleNamespace(evolve=step) for name, step in steps.items()}
        monkeypatch.setattr(steps_of_the_house.importlib, "import_module", modules.__getitem__)
        config.include(steps_of_the_house)
        config.commit()

    names = [name for name, _step in older.sorted()]
    yield register
    utility = place.registry.getUtility(IEvolutionSteps)
    for name in [name for name, _step in utility.sorted() if name not in names]:
        utility.remove(name)


def notes(place):
    with place.database.transaction() as connection:
        return getattr(connection.root()["app_root"], "notes", ())


def test_a_new_installation_has_had_every_step(place):
    with place.database.transaction() as connection:
        assert unfinished(connection.root(), place.registry) == []
    assert list(evolve(place.database, place.registry, place.house.clock)) == []


def test_steps_run_in_their_order_and_once(place, newer):
    newer(first=note("one"), second=note("two"))
    assert list(evolve(place.database, place.registry, place.house.clock)) == ["first", "second"]
    assert list(evolve(place.database, place.registry, place.house.clock)) == []
    assert notes(place) == ("one", "two")


def test_a_step_that_fails_leaves_nothing_of_its_own_and_those_before_it_done(place, newer):
    newer(first=note("one"), second=broken, third=note("three"))
    with pytest.raises(ValueError, match="cannot go on"):
        list(evolve(place.database, place.registry, place.house.clock))
    assert notes(place) == ("one",)
    with place.database.transaction() as connection:
        assert [name for name, _step in unfinished(connection.root(), place.registry)] == ["second", "third"]


def test_a_database_of_an_older_release_is_not_provisioned_before_it_is_evolved(place, newer):
    newer(first=note("one"))
    before = place.tid
    with pytest.raises(Refused) as told:
        place.provision()
    assert told.value.code == "evolve_first"
    assert place.tid == before


def test_the_command_says_what_it_would_do_and_does_it_once(installation, tmp_path, monkeypatch, capsys):
    settings = replace(installation.settings, var=shutil.copytree(installation.settings.var, tmp_path / "var"))
    monkeypatch.setattr(command, "read", lambda _ini: settings)
    assert command.run(SimpleNamespace(ini=None, dry_run=False)) == 0
    assert "nothing to do" in capsys.readouterr().out

    monkeypatch.setattr(steps_of_the_house, "STEPS", ("clock",))
    found = SimpleNamespace(evolve=note("one"))
    ordinary = steps_of_the_house.importlib.import_module
    monkeypatch.setattr(steps_of_the_house.importlib, "import_module",
                        lambda name: found if name == "wangting.evolve.clock" else ordinary(name))  # fmt: skip
    said = []
    for dry_run in (True, False, False):
        assert command.run(SimpleNamespace(ini=None, dry_run=dry_run)) == 0
        said.append(capsys.readouterr().out.splitlines()[0])
    assert said == ["would run clock", "done clock", "nothing to do: the database is that of this release"]
