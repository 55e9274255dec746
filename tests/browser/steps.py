"""Steps that lead from an address to a page that only a form shows; names of the world stand in braces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

#: What is done in a tab (chromium.Tab); this file is read where no browser is installed.
Steps = Callable[[Any, Mapping[str, str]], None]


def press(tab: Any, selector: str) -> None:
    """Press what leads to the next page and wait for that."""
    with tab.page.expect_navigation(wait_until="load"):
        tab.page.locator(f"{selector}:visible").first.click()


def one_by_one(*parts: Steps) -> Steps:
    """Return the steps that take ``parts`` one after the other."""

    def steps(tab: Any, names: Mapping[str, str]) -> None:
        for part in parts:
            part(tab, names)

    return steps


def pressing(selector: str, **typed: str) -> Steps:
    """Return the steps that type, by the names of fields, and press."""

    def steps(tab: Any, names: Mapping[str, str]) -> None:
        for name, value in typed.items():
            tab.page.fill(f"main [name={name}]", value.format_map(names))
        press(tab, selector)

    return steps


def filling(selector: str, value: str) -> Steps:
    """Return the step that types into one field, for fields that share a name."""

    def steps(tab: Any, _names: Mapping[str, str]) -> None:
        tab.page.fill(selector, value)

    return steps


def as_before(selector: str, value: str = "0") -> Steps:
    """Return the step that makes the page one from before somebody else acted: ``selector`` tells what it showed."""

    def steps(tab: Any, _names: Mapping[str, str]) -> None:
        tab.page.eval_on_selector(selector, "(control, value) => { control.value = value }", value)

    return steps


def checking(selector: str) -> Steps:
    """Return the step that ticks a box."""

    def steps(tab: Any, _names: Mapping[str, str]) -> None:
        tab.page.check(selector)

    return steps


def unfolding(selector: str) -> Steps:
    """Return the step that opens a fold, which leads nowhere."""

    def steps(tab: Any, _names: Mapping[str, str]) -> None:
        tab.page.locator(selector).first.click()

    return steps
