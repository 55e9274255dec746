"""Templates and files by name, looked for in the hall's theme, then its parent, then the default theme.

A name never leaves the theme: it is checked by its form and by where it ends up.  Themes are trusted code shipped by
developers (DESIGN 3); the check guards against a mistake in a view, not against a hostile theme.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from chameleon import PageTemplateFile
from chameleon.loader import ModuleLoader

from wangting.theming.filling import fill
from wangting.theming.html import Html
from wangting.theming.page import Page
from wangting.theming.ui import Ui
from wangting.theming.widgets import Widgets

DEFAULT = "default"

_NAME = re.compile(r"[a-z0-9_]+(?:[/.-][a-z0-9_]+)*")
_MACRO = re.compile(r'metal:define-macro="([a-z_]+)"')


class NoSuchFileError(LookupError):
    """No theme of the chain has a file of that name: a mistake in a view or a theme, never in what a user sent."""


class Themes:
    """Every theme with its parents, and the compiled templates they share."""

    def __init__(
        self, root: Path, parents: Mapping[str, str | None], *, reload: bool = False, cache: Path | None = None
    ) -> None:
        """Take the folder of themes and each theme's parent; raises ValueError when parents do not lead anywhere.

        ``cache`` is a folder in which compiled templates are kept from one start to the next, each under the digest
        of its source; only the owner may write there, for what lies in it is run.
        """
        self.root = root.resolve()
        self.chains = {name: _chain(name, parents) for name in parents}
        self.reload = reload
        self._found: dict[tuple[str, str], PageTemplateFile] = {}
        self._compiled: dict[Path, PageTemplateFile] = {}
        self._uis: dict[tuple[str, str], Ui] = {}
        self._widgets: dict[tuple[str, str], Widgets] = {}
        self._compiling = threading.RLock()
        self._cache = ModuleLoader(str(cache)) if cache is not None else None
        if cache is not None:
            cache.mkdir(mode=0o700, parents=True, exist_ok=True)

    def find(self, theme: str, kind: str, name: str) -> Path:
        """Return the file ``name`` of ``kind`` (templates, static) nearest to ``theme``; raises NoSuchFileError."""
        if not _NAME.fullmatch(name):
            raise NoSuchFileError(f"{name!r} is no name of a file in a theme")
        for link in self.chains[theme]:
            folder = self.root / link / kind
            path = (folder / name).resolve()
            if path.is_relative_to(folder) and path.is_file():
                return path
        raise NoSuchFileError(f"{kind}/{name} is in none of the themes {', '.join(self.chains[theme])}")

    def template(self, theme: str, name: str) -> PageTemplateFile:
        """Return the compiled template ``name`` as ``theme`` has it; each file is compiled once, on first use."""
        found = self._found.get((theme, name))
        if found is None:
            with self._compiling:
                found = self._found[theme, name] = self._template(self.find(theme, "templates", name))
        return found

    def _template(self, path: Path) -> PageTemplateFile:
        """Compile one file, one at a time: CPython up to 3.11.8 confuses two compilations that meet (gh-106905)."""
        found = self._compiled.get(path)
        if found is None:
            found = PageTemplateFile(str(path), auto_reload=self.reload)
            if self._cache is not None:
                found.loader = self._cache
            found.cook_check()
            self._compiled[path] = found
        return found

    def names(self, theme: str, folder: str = "") -> list[str]:
        """Return the names of all templates that ``theme`` sees under ``folder``, its own and inherited, sorted."""
        seen = set()
        for link in self.chains[theme]:
            base = self.root / link / "templates"
            seen.update(path.relative_to(base).as_posix() for path in (base / folder).rglob("*.pt"))
        return sorted(seen)

    def components(self, theme: str) -> dict[str, str]:
        """Return the file of each macro under ``components/``, as ``theme`` sees it."""
        return {
            macro: name
            for name in self.names(theme, "components")
            for macro in _MACRO.findall(self.find(theme, "templates", name).read_text("utf-8"))
        }

    def ui(self, theme: str, lang: str) -> Ui:
        """Return the shared components of ``theme`` in ``lang``."""
        ui = self._uis.get((theme, lang))
        if ui is None:
            ui = self._uis[theme, lang] = Ui(
                lang, self.components(theme), partial(self.template, theme), reload=self.reload
            )
        return ui

    def widgets(self, theme: str, lang: str) -> Widgets:
        """Return what Deform renders its widgets with, in ``theme`` and ``lang``."""
        widgets = self._widgets.get((theme, lang))
        if widgets is None:
            made = Widgets(lang, self.ui(theme, lang), partial(self.template, theme))
            widgets = self._widgets.setdefault((theme, lang), made)
        return widgets

    def render(self, theme: str, lang: str, name: str, model: Mapping[str, object]) -> Html:
        """Return the template ``name`` filled with ``model``, in ``lang``; what is not HTML already is escaped."""
        return fill(self.template(theme, name).include, {**model, **self.ui(theme, lang).given})

    def page(self, name: str, page: Page, model: Mapping[str, object]) -> Html:
        """Return a whole page: what the model says of the frame (title, errors, noindex) goes into ``page``."""
        for part in ("title", "errors", "noindex"):
            if part in model:
                setattr(page, part, model[part])
        return self.render(page.theme, page.lang, name, {**model, "page": page})


def _chain(name: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    chain: list[str] = []
    link: str | None = name
    while link is not None:
        if link in chain:
            raise ValueError(f"theme {name}: its parents run in a circle: {' → '.join([*chain, link])}")
        if link not in parents:
            raise ValueError(f"theme {name}: there is no theme {link}")
        chain.append(link)
        link = parents[link]
    return tuple(chain) if DEFAULT in chain else (*chain, DEFAULT)
