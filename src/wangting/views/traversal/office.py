"""Addresses of the central office: what is once for the whole city (DESIGN 9)."""

from __future__ import annotations

from wangting.views.traversal.context import Context


class Office(Context):
    """``/office``: where the central office works; a part of it is one line in ``BELOW``."""

    staff = True

    def __getitem__(self, name: str) -> Context:
        below = BELOW.get(name)
        if below is None:
            raise KeyError(name)
        return below(self.request, self, name)


#: The parts of the office by the first segment of their address.
BELOW: dict[str, type[Context]] = {}
