"""What a reader sees of a page."""

from __future__ import annotations

import re

HAN = re.compile("[\u3400-\u9fff]")


def text_outside_chinese(page: object) -> str:
    """Return the text of a page without what is marked as Chinese."""
    soup = page.html
    for marked in soup.select("[lang=zh-Hans]"):
        marked.extract()
    attributes = [
        element.get(name, "") for element in soup.select("*") for name in ("aria-label", "title", "alt", "value")
    ]
    return soup.get_text(" ") + " ".join(attributes)


def listed(page: object) -> list[str]:
    """Return the names in the list of items of a page."""
    return [row.get_text() for row in page.html.select("#items .wt-row-name")]


def hrefs(page: object, selector: str) -> list[str]:
    """Return where the links go that ``selector`` finds."""
    return [link["href"] for link in page.html.select(selector)]
