"""Days as squares: one square is one day, thirty in a line (look/README 3)."""

from __future__ import annotations

from functools import lru_cache

from wangting.theming.html import Html

LINE, PITCH, INSET, SIDE, RADIUS = 30, 20, 1.5, 15, 1.5
#: Kinds and amounts differ little from item to item; so many are kept as are ever in use.
KEPT = 512


@lru_cache(maxsize=KEPT)
def squares(amount: int, kind: str) -> Html:
    """Return the drawing of ``amount`` days in the colour of ``kind``: promise, real or law."""
    high = PITCH * max(1, -(-amount // LINE))
    days = "".join(
        f'<rect class="wt-sq-{kind}" x="{INSET + PITCH * (place % LINE)}" y="{INSET + PITCH * (place // LINE)}" '
        f'width="{SIDE}" height="{SIDE}" rx="{RADIUS}"/>'
        for place in range(amount)
    )
    return Html(f'<svg viewBox="0 0 {LINE * PITCH} {high}" aria-hidden="true" focusable="false">{days}</svg>')
