"""Items that the finder does not know: never published, to come, or ended; the office looks for them by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wangting.content.ahead import AT_ONCE, ahead
from wangting.content.item import Item
from wangting.rules.matching import Script
from wangting.services.finding.index import Index


def unlisted(items: Mapping[str, Item], index: Index, text: str, script: Script) -> Iterator[Item]:
    """Yield the items outside ``index`` whose newest name or everyday word holds every word of ``text``, by code.

    There are few of them, so that each is read; a file may have brought thousands, and whoever takes only the first
    ones reads no more than these.
    """
    words = [plain for plain in map(script.plain, text.split()) if plain]
    if not words:
        return
    listed = {entry.code for entry in index.entries}
    codes = [code for code in sorted(items.keys()) if code not in listed]
    for start in range(0, len(codes), AT_ONCE):
        group = ahead(items[code] for code in codes[start : start + AT_ONCE])
        ahead(item.editions[-1] for item in group)
        for item in group:
            names = [script.plain(name) for name in (item.editions[-1].name, *item.aliases)]
            if any(all(word in name for word in words) for name in names):
                yield item
