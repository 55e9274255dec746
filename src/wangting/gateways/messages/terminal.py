"""The sample sender of short messages: the spool, and a line where the hall was started, so that a newcomer gets in."""

from __future__ import annotations

from collections.abc import Callable

from wangting.gateways.messages.letter import Letter, Sender


class Terminal:
    """Shows each letter that ``keeper`` has taken; refused in production, because whoever starts a hall reads it."""

    def __init__(self, keeper: Sender, show: Callable[[str], object]) -> None:
        self._keeper = keeper
        self._show = show

    def send(self, letter: Letter) -> None:
        """Hand the letter over and show it; raises what the keeper raises, and shows nothing then."""
        self._keeper.send(letter)
        self._show(f"SMS {letter.to}: {letter.body}")
