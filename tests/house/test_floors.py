"""An import may only point down (DESIGN 3); each rule is first shown to find a fault planted in a small tree."""

from pathlib import Path

import pytest

from house.floors import arrow_faults, circles, hidden_faults, plan

ROOT = Path(__file__).parents[2]
HOUSE = plan(Path(__file__).parent / "rooms.toml")


def build(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / "wangting" / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def test_every_import_of_the_house_points_down():
    assert arrow_faults(ROOT / "src", HOUSE) == []


def test_no_modules_import_each_other_in_a_circle():
    assert circles(ROOT / "src") == []


def test_no_import_is_hidden_in_a_function():
    assert hidden_faults(ROOT / "src") == []


@pytest.mark.parametrize(
    ("module", "line", "told"),
    [
        ("rules__access", "from wangting.services.filing import submit", "rules (floor 2) → services (floor 4)"),
        ("content__case", "import wangting.views.page", "content (floor 3) → views (floor 5)"),
        ("content__case", "from wangting.gateways.side import sessions", "content (floor 3) → gateways (floor 3)"),
        ("views__desk__list", "from wangting.views.portal.guide import guide", "views.desk (floor 5) → views.portal"),
        ("services__filing", "from wangting.storage import attach", "services (floor 4) → storage (floor 3)"),
        ("views__page", "from wangting import app", "views (floor 5) → app (floor 6)"),
        ("errors", "from wangting.clock import ZONE", "errors (floor 1) → clock (floor 1)"),
        ("rules__workday", "from pathlib import Path", "which rules never sees"),
        ("rules__workday", "import pyramid.request", "which rules never sees"),
        ("attic__box", "", "attic.box: stands on no floor"),
    ],
)
def test_an_arrow_that_does_not_point_down_is_found(tmp_path, module, line, told):
    (fault,) = arrow_faults(build(tmp_path, **{module: line}), HOUSE)
    assert told in fault


def test_an_arrow_that_points_down_is_no_fault(tmp_path):
    tree = build(
        tmp_path,
        services__filing="from wangting.rules.access import decide\nfrom wangting.security.gate import Gate",
        scripts__serve="from wangting.storage import attach\nfrom wangting import app",
        content__case="import wangting.content.ledger\nfrom datetime import date",
    )
    assert arrow_faults(tree, HOUSE) == []


def test_a_circle_is_found_also_over_three_modules_and_through_a_package(tmp_path):
    tree = build(
        tmp_path,
        rules__a="from wangting.rules.b import one",
        rules__b="from wangting.rules import c",
        rules__c="def late():\n    import wangting.rules.a",
        rules__d="from wangting.rules.a import two",
    )
    assert circles(tree) == ["rules.a ↔ rules.b ↔ rules.c"]


def test_an_import_inside_a_function_is_found(tmp_path):
    tree = build(tmp_path, rules__a="import os\nclass A:\n    def late(self):\n        from decimal import Decimal\n")
    assert hidden_faults(tree) == ["rules.a:4: imports decimal.Decimal inside a function"]
