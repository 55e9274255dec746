"""A material template 材料模板 of the central office; the rule of it is ``rules/template.py``."""

from __future__ import annotations

from collections.abc import Mapping

from persistent import Persistent

from wangting.content.item import Deed


class MaterialTemplate(Persistent):
    """``register.templates[key]``: ``data`` as ``rules.template`` has it, and who changed what, oldest first."""

    log: tuple[Deed, ...] = ()

    def __init__(self, key: str, data: Mapping[str, object]) -> None:
        self.key = key
        self.data = dict(data)

    @property
    def name(self) -> str:
        """What the paper is called."""
        return str(self.data["name"])

    @property
    def seen_mark(self) -> str:
        """What a page carries of it, so that nobody writes over what they have not seen."""
        return f"{len(self.log)}.{self._p_serial.hex()}"
