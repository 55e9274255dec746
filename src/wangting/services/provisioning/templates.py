"""Material templates as file and database have them; afterwards they are edited in the browser."""

from __future__ import annotations

from collections.abc import Mapping

from wangting.content.register import Register
from wangting.content.template import MaterialTemplate

Fields = Mapping[str, object]


class ImportedTemplate:
    """A material template: what its file says, field by field."""

    kind = "templates"
    assumed = None

    def __init__(self, code: str, told: Fields, register: Register) -> None:
        self.key = f"template/{code}"
        self._code = code
        self._told = told
        self._register = register

    def told(self) -> Fields:
        """Return what the file says."""
        return self._told

    def held(self) -> Fields | None:
        """Return what the database has."""
        found = self._register.templates.get(self._code)
        return None if found is None else found.data

    def make(self) -> None:
        """Keep the template."""
        self._register.add_template(MaterialTemplate(self._code, self._told))

    def update(self, names: frozenset[str]) -> None:
        """Take over the changed fields."""
        found = self._register.templates[self._code]
        found.data = {**found.data, **{name: self._told[name] for name in names}}
