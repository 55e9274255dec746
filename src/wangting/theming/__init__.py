"""The dress of every page: themes, templates, the look, both languages (DESIGN 3, 8).

``config.include('wangting.theming')`` reads the themes under ``wangting.home``; a process that has its declared files
at hand already calls :func:`wangting.theming.renderer.install` with what it knows.
"""

from __future__ import annotations

from pathlib import Path

from pyramid.config import Configurator

from wangting.theming.folders import parents_in
from wangting.theming.renderer import install

FOLDER = "themes"


def includeme(config: Configurator) -> None:
    """Dress the application in the themes found under the folder ``wangting.home``."""
    root = Path(config.registry.settings["wangting.home"]) / FOLDER
    install(config, root, parents_in(root), reload=config.registry.settings.get("pyramid.reload_templates", False))
