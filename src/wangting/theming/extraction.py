"""Which texts there are: what Python marks with ``_("…")`` and what templates mark with ``i18n``.

In a template, a marked element holds text and elements with ``i18n:name`` only; everything else would become part of
the text and is told as a mistake.
"""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

_CALL = re.compile(r"(?<![\w.])_\('([^']+)'\)")
VOID = frozenset({"br", "img", "input", "link", "meta", "hr", "wbr"})


class MixedTextError(ValueError):
    """A marked element holds an element or an expression without ``i18n:name``."""


def in_python(source: str) -> set[str]:
    """Return the texts that a module marks."""
    return {
        call.args[0].value
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "_"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def in_template(source: str) -> set[str]:
    """Return the texts that a template marks; raises MixedTextError."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.texts | set(_CALL.findall(source))


def in_folder(root: Path) -> dict[str, set[str]]:
    """Return, for each text under ``root``, the files that mark it, named from ``root``."""
    found: dict[str, set[str]] = {}
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.pt")]):
        read = in_python if path.suffix == ".py" else in_template
        try:
            texts = read(path.read_text("utf-8"))
        except MixedTextError as mistake:
            raise MixedTextError(f"{path.relative_to(root).as_posix()}: {mistake}") from None
        for text in texts:
            found.setdefault(text, set()).add(path.relative_to(root).as_posix())
    return found


class _Reader(HTMLParser):
    """Collect marked texts; the stack holds, for each open element, the text it collects or the place it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: set[str] = set()
        self._open: list[tuple[str, list[str] | None, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        for name in (known.get("i18n:attributes") or "").split(";"):
            if name.strip():
                self.texts.add(known[name.strip()] or "")
        outer = self._collecting()
        if outer is not None and "i18n:name" not in known:
            raise MixedTextError(f"<{tag}> stands inside a text without i18n:name")
        if outer is not None:
            outer.append(f"${{{known['i18n:name']}}}")
        marked = "i18n:translate" in known
        if tag not in VOID:
            self._open.append((tag, [] if marked else None, "i18n:name" in known and not marked))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        text = self._collecting()
        if text is not None and "${" in data:
            raise MixedTextError(f"{data.strip()!r} holds an expression outside of an element with i18n:name")
        if text is not None:
            text.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, text, _named = self._open.pop()
            if text is not None:
                self.texts.add(" ".join("".join(text).split()))
            if name == tag:
                break

    def _collecting(self) -> list[str] | None:
        """Return the text the parser stands directly in; inside a named element nothing is collected."""
        if not self._open:
            return None
        _tag, text, named = self._open[-1]
        return None if named else text
