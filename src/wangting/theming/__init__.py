"""The dress of every page: themes, templates, the look, both languages (DESIGN 3, 8)."""

from __future__ import annotations

from pathlib import Path

from pyramid.config import Configurator

from wangting.declare import themes
from wangting.errors import DeclarationError
from wangting.theming.loader import Themes
from wangting.theming.renderer import install

FOLDER = "themes"


def includeme(config: Configurator) -> None:
    """Dress the application in the themes declared under ``wangting.home``; raises DeclarationError for bad ones."""
    home = Path(config.registry.settings["wangting.home"])
    declared, problems = themes.load(home)
    if problems:
        raise DeclarationError([str(problem) for problem in problems])
    parents = {key: theme.parent for key, theme in declared.items()}
    cache = config.registry.settings.get("wangting.template_cache")
    reload = config.registry.settings.get("pyramid.reload_templates", False)
    install(config, Themes(home / FOLDER, parents, reload=reload, cache=Path(cache) if cache else None))
