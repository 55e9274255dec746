"""Pyramid's side of the themes: the renderer for ``.pt``, the address of static files, the language of a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from pyramid.config import Configurator
from pyramid.interfaces import IRendererFactory, IRequest
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid_chameleon import zpt

from wangting.theming.drawings import Drawings
from wangting.theming.loader import Themes
from wangting.theming.page import Page
from wangting.theming.static import StaticFiles
from wangting.theming.texts import language_of


class ThemedRenderer:
    """Dress what a view returns in the theme of the page at ``request.page``."""

    def __init__(self, name: str, themes: Themes) -> None:
        self._name = name
        self._themes = themes

    def __call__(self, value: Mapping[str, object], system: Mapping[str, object]) -> str:
        """Return the page; ``value`` is the page model, a plain dict."""
        request: IRequest = system["request"]
        return self._themes.page(self._name, request.page, value)


class RendererFactory:
    """Give our own templates to the themes, and those of installed packages (Substance D's) to pyramid_chameleon."""

    def __init__(self, themes: Themes) -> None:
        self._themes = themes

    def __call__(self, info: object) -> Callable[..., str]:
        """Return the renderer of a view; a name with a package in it, or of another package, is not ours."""
        package = getattr(info.package, "__name__", "wangting")
        if ":" in info.name or package.partition(".")[0] == "substanced":
            return zpt.renderer_factory(info)
        return ThemedRenderer(info.name, self._themes)


def install(config: Configurator, themes: Themes) -> None:
    """Register the renderer and ``/static`` for ``themes``."""
    files = StaticFiles(themes)
    config.registry[Themes] = themes
    config.registry[StaticFiles] = files
    config.registry[Drawings] = Drawings(themes)

    # The last word without a conflict: Substance D includes pyramid_chameleon, which claims .pt as well.
    register = partial(config.registry.registerUtility, RendererFactory(themes), IRendererFactory, name=".pt")
    config.action(None, register, order=0)

    config.add_route("static", "/static/*name", request_method=("GET", "HEAD"))
    config.add_view(files.serve, route_name="static", permission=NO_PERMISSION_REQUIRED)
    config.set_locale_negotiator(locale_of)
    config.add_translation_dirs("wangting:locale")


def dress(page: Page, request: IRequest) -> Page:
    """Tell ``page`` where its style sheets and files are; ``views/page.py`` calls it when it makes the page."""
    return dressed(page, request.registry)


def dressed(page: Page, registry: Mapping[type, object]) -> Page:
    """Do what :func:`dress` does where there is no request."""
    files: StaticFiles = registry[StaticFiles]
    page.static = partial(files.url, page.theme)
    page.styles = files.styles(page.theme)
    return page


def render(request: IRequest, name: str, model: Mapping[str, object]) -> str:
    """Return the page ``name`` where no view returns it: the error views, the overload answer."""
    themes: Themes = request.registry[Themes]
    return themes.page(name, request.page, model)


def locale_of(request: IRequest) -> str:
    """Return the language asked for by ``?lang=``; no cookie, so that a link says what it shows."""
    return language_of(request.GET.get("lang"))
