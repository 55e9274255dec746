"""Puts what somebody had typed back into the form of a finished page, whichever form that is.

Forms come from widgets and from templates; what all of them have is HTML.  So nobody who writes a page has to think of
a session that runs out.  The form is known by the address it is sent to, and by its hidden fields where a page has
several to one address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

#: Hidden fields that differ from page to page and say nothing of which form it is.
PASSING = frozenset({"csrf_token", "version", "mark"})
#: Inputs that hold no words of a person, and those that are never filled in for one.
UNTYPED = frozenset({"hidden", "submit", "button", "reset", "image", "file", "password"})
TICKED = frozenset({"checkbox", "radio"})

Typed = Mapping[str, Sequence[str]]


@dataclass
class _Control:
    """One control: from where to where its start tag stands, and for a text area or a choice what is inside."""

    name: str
    attributes: dict[str, str | None]
    start: int
    end: int
    tag: str
    inner: int = 0
    options: list[_Control] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return (self.attributes.get("type") or "text").lower() if self.tag == "input" else self.tag


@dataclass
class _Form:
    """One form: where it is sent, its hidden fields, its controls, the folds around it, and where its inside begins."""

    inside: int
    paths: set[str]
    hidden: dict[str, str] = field(default_factory=dict)
    controls: list[_Control] = field(default_factory=list)
    folds: tuple[_Control, ...] = ()


def refill(html: str, path: str, typed: Typed, note: str) -> str | None:
    """Return ``html`` with ``typed`` in the form that is posted to ``path``, and ``note`` at its head.

    None where no form of the page is the one, or none of its fields was typed into: then it waits for another page.
    """
    reader = _Reader(html)
    reader.feed(html)
    form = next((form for form in reader.forms if path in form.paths and _is_the_one(form, typed)), None)
    if form is None:
        return None
    edits = [edit for control in form.controls for edit in _edits(control, typed, html)]
    # What was put back into something folded would be there, and nobody would see it.
    edits += [_tag(fold, html, open=True) for fold in form.folds]
    edits.append((form.inside, form.inside, f'<p class="wt-note wt-note-info" role="status">{escape(note)}</p>'))
    for start, end, text in sorted(edits, reverse=True):
        html = html[:start] + text + html[end:]
    return html


def _is_the_one(form: _Form, typed: Typed) -> bool:
    said = any(control.name in typed and control.kind not in UNTYPED for control in form.controls)
    hidden = form.hidden.items()
    return said and all(name in PASSING or typed.get(name, [value])[0] == value for name, value in hidden)


def _edits(control: _Control, typed: Typed, html: str) -> list[tuple[int, int, str]]:
    if control.kind in TICKED:
        # Whatever is not sent was not ticked; a field of which nothing was sent at all may not have been on the form.
        ticked = control.attributes.get("value") or "on"
        return [_tag(control, html, checked=ticked in typed.get(control.name, ()))]
    if control.name not in typed or control.kind in UNTYPED:
        return []
    words = typed[control.name][0]
    if control.tag == "textarea":
        return [(control.end, control.inner, "\n" + escape(words, quote=False))]
    if control.tag == "select":
        return [_tag(option, html, selected=option.attributes.get("value") == words) for option in control.options]
    return [_tag(control, html, value=words)]


def _tag(control: _Control, html: str, **changed: str | bool) -> tuple[int, int, str]:
    """Return the start tag with attributes changed: True and False are there and not there."""
    attributes = {**control.attributes, **{name: None if is_on is True else is_on for name, is_on in changed.items()}}
    said = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in attributes.items() if value is not False
    )  # fmt: skip
    close = "/>" if html[control.start : control.end].endswith("/>") else ">"
    return control.start, control.end, f"<{control.tag}{said}{close}"


class _Reader(HTMLParser):
    """Finds the forms of a page that are posted, with the places of their controls."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._lines = [0]
        # Lines as the parser counts them: other separators than this one end none.
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.forms: list[_Form] = []
        self._by_id: dict[str, _Form] = {}
        self._form: _Form | None = None
        self._open: _Control | None = None
        self._folds: tuple[_Control, ...] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes, start = dict(attrs), self._place()
        end = start + len(self.get_starttag_text() or "")
        if tag == "form":
            is_posted = (attributes.get("method") or "").lower() == "post"
            paths = {_path(attributes.get("action"))} if is_posted else set()
            self._form = _Form(end, paths, folds=self._folds)
            self.forms.append(self._form)
            self._by_id[attributes.get("id") or ""] = self._form
            return
        control = _Control(attributes.get("name") or "", attributes, start, end, tag)
        if tag == "details":
            self._folds = (*self._folds, control)
            return
        if tag == "option" and self._open is not None:
            self._open.options.append(control)
            return
        form = self._by_id.get(attributes["form"] or "") if "form" in attributes else self._form
        if form is None:
            return
        if "formaction" in attributes:
            form.paths.add(_path(attributes["formaction"]))
        if tag in ("input", "textarea", "select") and control.name:
            if control.kind == "hidden":
                form.hidden[control.name] = attributes.get("value") or ""
            form.controls.append(control)
            self._open = control if tag != "input" else self._open

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "details":
            self._folds = self._folds[:-1]
        elif self._open is not None and tag == self._open.tag:
            self._open.inner, self._open = self._place(), None

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _path(address: str | None) -> str:
    return urlsplit(address or "").path
