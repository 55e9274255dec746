"""Leaves pages for the web server before the hall: what it says while the hall is not there to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wangting.gateways import durable
from wangting.listening.answers import BUSY, MOMENT, TOO_LARGE
from wangting.terms import CHINESE

#: Under which names etc/nginx.conf finds them.
PAGES = {BUSY: "busy.html", TOO_LARGE: "too_large.html"}
#: What nginx puts the moment of its answer in for, when ``ssi`` is on.
NOW = '<!--# echo var="time_iso8601" -->'


def leave_pages(pages: Mapping[tuple[str, str], bytes], folder: Path) -> None:
    """Write the pages into ``folder`` anew; nobody is named in them, so another user's web server may read them."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    for code, name in PAGES.items():
        durable.write(folder / name, pages[code, CHINESE].replace(MOMENT.encode(), NOW.encode()), 0o644)
