"""SIGKILL at any line of an evolution and of a first provisioning: a step is done once or not at all, a hall is whole.

There is no release yet whose database could be evolved; the step here is one of the tests' own.
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import replace

import pytest
import transaction
from pyramid.config import Configurator
from substanced.evolution import add_evolution_step
from substanced.interfaces import IEvolutionSteps

from conftest import MONDAY
from proving.killing import chosen, killed_at, points
from proving.size import sized
from wangting.app import make_app
from wangting.clock import MovableClock
from wangting.gateways.sums import faults
from wangting.scripts.provision import ACCOUNTS, provision
from wangting.services.opening import open_house
from wangting.services.provisioning.keys import make_keys
from wangting.storage import open_database, open_storage
from wangting.substrate.evolving import evolve

EVOLVING = ("substrate/evolving.py", "FileStorage/FileStorage.py", "gateways/filestorage.py")
PROVISIONING = ("scripts/provision.py", "gateways/durable.py", "gateways/filestorage.py", "provisioning/keys.py")


def write_down(site, _registry):
    site.notes = (*getattr(site, "notes", ()), "one")


def write_down_and_commit(site, _registry):
    write_down(site, _registry)
    transaction.commit()
    site.other = "later"


@pytest.fixture
def older(hall):
    """Return what gives the application a step that no database has had."""

    def register(step):
        config = Configurator(registry=hall.application.registry)
        config.add_directive("add_evolution_step", add_evolution_step)
        config.add_evolution_step(step, name="a step of the tests")
        config.commit()
        return hall.application.registry

    yield register
    hall.application.registry.getUtility(IEvolutionSteps).remove("a step of the tests")


def evolved(folder, registry):
    """Evolve what is in ``folder`` and return how often the step has run."""
    database = open_database(open_storage(folder))
    list(evolve(database, registry, MovableClock(MONDAY)))
    with database.transaction() as connection:
        times = len(connection.root()["app_root"].notes)
    database.close()
    return times


def run_after_deaths(installation, source, registry, tmp_path, count):
    """Let the evolution die at ``count`` points, evolve twice more, and return how often the step ran each time."""

    def fresh():
        return shutil.copytree(installation.settings.var, tmp_path / f"at-{time.monotonic_ns()}")

    def evolving(folder):
        def work(_tell):
            evolved(folder, registry)

        return work

    times = []
    for point in chosen(points(evolving(fresh()), EVOLVING), source, count):
        folder = fresh()
        killed_at(point, evolving(folder))
        times.append((evolved(folder, registry), evolved(folder, registry)))
        assert list(faults(folder / "Data.fs")) == []
    return times


def test_an_evolution_that_dies_anywhere_runs_each_step_once(installation, older, source, figures, tmp_path):
    times = run_after_deaths(installation, source, older(write_down), tmp_path, sized(6, 120))
    assert set(times) == {(1, 1)}
    figures.record("kill at any line of an evolution", deaths=len(times), steps_run_twice=0)


def test_a_twin_whose_step_commits_on_its_way_is_found_out(installation, older, source, tmp_path):
    times = run_after_deaths(installation, source, older(write_down_and_commit), tmp_path, sized(20, 60))
    assert (2, 2) in times


def test_a_first_provisioning_that_dies_anywhere_is_whole_the_next_time(installation, hall, source, figures, tmp_path):
    def provisioning(folder):
        def work(_tell):
            settings = replace(installation.settings, var=folder)
            clock = MovableClock(MONDAY)
            make_keys(settings, installation.declared.tenants, clock)
            house = open_house(settings, installation.declared, clock)
            database = open_database(open_storage(folder))
            registry = make_app(settings, installation.declared, house, database).registry
            provision(settings, installation.declared, house, database, registry)
            database.close()
            house.side.close()

        return work

    def fresh():
        target = tmp_path / f"to-{time.monotonic_ns()}"
        target.mkdir()
        return target

    count, died = sized(2, 30), 0
    for point in chosen(points(provisioning(fresh()), PROVISIONING), source, count):
        folder = fresh()
        died += killed_at(point, provisioning(folder)).killed
        provisioning(folder)(None)
        database = open_database(open_storage(folder))
        with database.transaction() as connection:
            root = connection.root()
            parties = root["register"].parties
            assert sorted(root["app_root"]["halls"]) == sorted(installation.declared.tenants)
            accounts = json.loads((folder / ACCOUNTS).read_text("utf-8"))
            people = [account for account in accounts if account["role"] != "site_manager"]
            assert len(people) > 100
            assert all(parties.by_login(account["login"]) is not None for account in people)
        database.close()
        assert list(faults(folder / "Data.fs")) == []
    assert died >= 0.9 * count
    figures.record("kill at any line of a first provisioning", deaths=died, halls_missing=0)
