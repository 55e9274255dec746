"""What a theme gives to Deform: its own templates for the widgets of forms, looked for like every other template."""

from __future__ import annotations

from collections.abc import Callable

from chameleon import PageTemplateFile

from wangting.theming.filling import fill
from wangting.theming.html import Html
from wangting.theming.texts import translator
from wangting.theming.ui import Ui

FOLDER = "widgets"


class Widgets:
    """The widget templates of one theme in one language, called by Deform with the name of a template."""

    def __init__(self, lang: str, ui: Ui, template: Callable[[str], PageTemplateFile]) -> None:
        self.lang = lang
        self.translate = translator(lang)
        self._given = ui.given
        self._template = template

    def __call__(self, name: str, **values: object) -> Html:
        """Return the widget template ``name`` filled with ``values``; what is not HTML already is escaped."""
        return fill(self._template(f"{FOLDER}/{name}.pt").include, {**values, **self._given})
