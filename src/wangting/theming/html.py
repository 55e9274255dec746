"""Text that is HTML already."""

from __future__ import annotations


class Html(str):
    """What a template of ours has made and escaped: Chameleon puts it in as it is, where any other text is escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return self
