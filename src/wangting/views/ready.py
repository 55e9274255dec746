"""The pages of ``listening``, made once when the hall starts: nothing of a request is known, and none is needed."""

from __future__ import annotations

from collections.abc import Iterable

from pyramid.registry import Registry

from wangting.theming.faults import fault_of
from wangting.theming.loader import Themes
from wangting.theming.page import LANGUAGES, Page
from wangting.theming.renderer import dressed
from wangting.theming.texts import translator
from wangting.views.headers import ALWAYS, HSTS
from wangting.views.page import DEFAULT_THEME

TEMPLATE = "ready.pt"


def ready_pages(registry: Registry, statuses: Iterable[tuple[str, int]], moment: str,
                wait: int) -> dict[tuple[str, str], bytes]:  # fmt: skip
    """Return the page of each code in each language; ``moment`` stands where the moment of an answer goes."""
    return {
        (code, lang): plain_page(registry, lang, code, status, wait, moment).encode()
        for code, status in statuses
        for lang in LANGUAGES
    }


def plain_page(registry: Registry, lang: str, code: str, status: int, wait: int, moment: str) -> str:
    """Return a page that was made without asking the database, the side store or the session for anything."""
    themes: Themes = registry[Themes]
    fault = fault_of(code, status, {"wait": wait})
    page = Page(lang=lang, theme=DEFAULT_THEME, mode="demo" if registry.house.is_demo else "production")
    page.title = translator(lang)(fault.heading)
    model = {"code": code, "fault": fault, "told_at": moment, "noindex": True}
    return themes.page(TEMPLATE, dressed(page, registry), model)


def ready_headers(*, is_https: bool) -> tuple[tuple[str, str], ...]:
    """Return what every answer of the house carries."""
    return (*ALWAYS.items(), *(HSTS.items() if is_https else ()))
