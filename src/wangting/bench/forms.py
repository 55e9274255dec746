"""Reads the forms of a page as a browser does: names, values and buttons, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Inputs that send nothing unless they are pressed, ticked or filled.
BUTTONS = frozenset({"submit", "image", "button", "reset"})
TICKED = frozenset({"checkbox", "radio"})


@dataclass
class Form:
    """One form: what it would send as it stands, and what else it could."""

    id: str
    action: str
    method: str
    multipart: bool
    fields: dict[str, str] = field(default_factory=dict)
    #: What the browser's own keyboard is told of a field: ``inputmode``, else ``type``.
    kinds: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    #: Values of radio buttons, ticks and options by name, in the order of the page.
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


def forms_of(html: str) -> list[Form]:
    """Return the forms of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._area: str | None = None
        self._list: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what the opening tag says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            multipart = said.get("enctype", "").startswith("multipart")
            method = said.get("method", "get").upper()
            self._form = Form(said.get("id", ""), said.get("action", ""), method, multipart)
            self.forms.append(self._form)
        elif self._form is not None and tag in ("input", "button", "textarea", "select", "option"):
            getattr(self, f"_{tag}")(self._form, said, dict(attrs))

    def handle_data(self, data: str) -> None:
        """Take the text of a text area."""
        if self._form is not None and self._area is not None:
            # The line break right behind the opening tag is not part of the text.
            kept = self._form.fields[self._area]
            self._form.fields[self._area] = kept + (data if kept else data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        """Leave what ends."""
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._list = None

    def _input(self, form: Form, said: dict, attrs: dict) -> None:
        kind, name = said.get("type", "text"), said.get("name")
        if not name:
            return
        if kind == "file":
            form.files.append(name)
        elif kind in TICKED:
            form.choices.setdefault(name, []).append(said.get("value", "on"))
            if "checked" in attrs:
                form.fields[name] = said.get("value", "on")
        elif kind in BUTTONS:
            form.buttons.append((name, said.get("value", "")))
        else:
            form.fields[name] = said.get("value", "")
            form.kinds[name] = said.get("inputmode", kind)

    def _button(self, form: Form, said: dict, attrs: dict) -> None:
        if said.get("name"):
            form.buttons.append((said["name"], said.get("value", "")))

    def _textarea(self, form: Form, said: dict, attrs: dict) -> None:
        self._area = said.get("name")
        if self._area:
            form.fields[self._area] = ""

    def _select(self, form: Form, said: dict, attrs: dict) -> None:
        self._list = said.get("name")

    def _option(self, form: Form, said: dict, attrs: dict) -> None:
        if self._list is None:
            return
        value = said.get("value", "")
        first = self._list not in form.choices
        form.choices.setdefault(self._list, []).append(value)
        if first or "selected" in attrs:
            form.fields[self._list] = value
