"""A catalogue of before, 3,407 items of which nobody has said what they are, and what provisioning makes of it."""

import pytest

from unit.services.provisioned import mould
from wangting.rules.hierarchy import NOWHERE
from wangting.services.classifying import placed


@pytest.fixture
def of_before(whole_installation, whole, tmp_path):
    """A copy of the whole house, without main items and as if no file had ever said a rank."""
    with mould(whole_installation, tmp_path / "var") as found:
        with found.room() as room:
            for code, item in list(room.items.items()):
                item.rank, item.parent, item.parts = *NOWHERE, ()
                if whole.items[code].source_row == 0:
                    del room.items[code]
                    del room.register.provisioned[f"item/{code}"]
            for key in [key for key in room.register.provisioned if key.startswith("rank/")]:
                del room.register.provisioned[key]
            room.register.provisioned["files"] = "of before"
            assert len(room.items) == 3407
        yield found


def test_a_catalogue_of_before_becomes_that_of_today_and_a_second_run_changes_nothing(of_before, whole):
    report = of_before.provision(whole)
    assert (dict(report.made), dict(report.updated)) == ({"items": 323, "ranks": 1499 + 723 + 363}, {})
    assert (report.kept["items"], report.notes, report.conflicts) == (3407, [], [])
    with of_before.room() as room:
        assert {code: placed(item) for code, item in room.items.items()} == {
            code: item.place for code, item in whole.items.items()
        }
        assert sum(item.only_gathers for item in room.items.values()) == 323
        assert sum(len(item.parts) for item in room.items.values()) == 723 + 363
    before = of_before.tid
    assert not of_before.provision(whole).changed
    assert of_before.tid == before
