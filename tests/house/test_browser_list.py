"""Every view has a row in the list of pages that the browser looks at, or a reason why it shows none.

The list stands in tests/browser/pages.py and is looked at here, where no browser is needed: whoever adds a view learns
of it at once.  Which views there are is told by docs/reference/addresses.md, which test_docs.py holds to the code.
"""

import re
from pathlib import Path

from browser.pages import NO_PAGE, PAGES
from browser.rows import Row

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"^\| `(?P<path>/[^`]*)` \| (?P<method>[A-Z, a-z]+) \|", re.MULTILINE)
#: Refusals and faults have a status instead of an address.
REFUSAL = re.compile(r"\d{3}")


class Names(dict):
    """Any name of the world stands for one step of a path."""

    def __missing__(self, name):
        return name


NAMES = Names()


def addresses(text):
    """Return the views that the page of addresses tells of, as rows name them."""
    return {row["path"] if row["method"] == "GET" else f"{row['method']} {row['path']}" for row in LINE.finditer(text)}


def listed():
    return {row.address for row in PAGES if not REFUSAL.fullmatch(row.address)}


def test_every_view_is_looked_at_or_says_why_not():
    known = addresses((ROOT / "docs/reference/addresses.md").read_text("utf-8"))
    assert len(known) > 30
    assert sorted(known - listed() - NO_PAGE.keys()) == []


def test_no_row_is_of_a_view_that_is_gone():
    known = addresses((ROOT / "docs/reference/addresses.md").read_text("utf-8"))
    assert sorted((listed() | NO_PAGE.keys()) - known) == []
    assert listed() & NO_PAGE.keys() == set()


def test_a_view_without_a_row_is_found():
    text = "| `/new` | GET | `public` | New. |\n| `/new` | POST | `public` | New. |\n"
    assert addresses(text) - listed() == {"/new", "POST /new"}


def looked_at(address):
    """Return the pattern of the paths at which a view is found: `<…>` is one step, and more may stand behind it."""
    path = address.removeprefix("POST ").rstrip("/")
    pattern = "".join("[^/]+" if part.startswith("<") else re.escape(part) for part in re.split("(<[^>]*>)", path))
    return re.compile(pattern + r"(?=[/?]|$)")


def strays(rows):
    """Return the rows that look elsewhere than at the address they stand for; steps may lead to it from anywhere."""
    return [
        row for row in rows
        if row.do is None and not REFUSAL.fullmatch(row.address)
        and not looked_at(row.address).match(row.at.format_map(NAMES))
    ]  # fmt: skip


def test_every_row_looks_at_the_address_it_stands_for():
    assert strays(PAGES) == []


def test_a_row_that_looks_elsewhere_is_found():
    assert strays([Row("/<hall>/items/<code>", "/{hall}/items/", ())]) != []
    assert strays([Row("/verify", "/verify/{licence}", ()), Row("/", "/?v=1", ())]) == []
