"""One served hall with the whole catalogue, one Chromium, and for each reader a browser of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from browser.chromium import Tab, chromium, new_context, new_tab
from browser.rows import AGENT, AGENT_AT_WORK, KEEPER, VISITOR
from browser.steps import press
from browser.world import DEPARTMENT, HALL, WRITING, World, prepare
from conftest import Installation
from proving.served import ServedHall

#: Whose account a role has; the others have that of their own name in the hall.
CITIZENS = {"citizen": 0, "newcomer": 1}
OF_THE_CITY = ("central_office", "item_maintainer")
OF_THE_DEPARTMENT = ("reviewer", "approver")


@dataclass
class Place:
    """The served hall with what was prepared in it, and who has a browser open there."""

    browser: Browser
    origin: str
    installation: Installation
    world: World
    #: Where short messages are written.
    spool: Path
    _states: dict[str, dict] = field(default_factory=dict)
    _tabs: dict[tuple, Tab] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """What the world prepared, as rows name it."""
        return self.world.names

    def account(self, role: str) -> dict:
        """Return the sample account that looks at pages as ``role``."""
        if role in CITIZENS:
            return [one for one in self.installation.accounts if one["role"] == "citizen"][CITIZENS[role]]
        if role == KEEPER:
            return self.installation.account(AGENT, WRITING)
        role = AGENT if role == AGENT_AT_WORK else role
        unit = DEPARTMENT if role in OF_THE_DEPARTMENT else None
        return self.installation.account(role, None if role in OF_THE_CITY else HALL, unit)

    def tab(self, role: str, *, scripts: bool = True, elder: bool = False) -> Tab:
        """Return the one tab of ``role`` that is kept open; who signs out in it spoils it for the others."""
        key = (role, scripts, elder)
        if key not in self._tabs:
            self._tabs[key] = self.new_tab(role, scripts=scripts, elder=elder)
        return self._tabs[key]

    def new_tab(self, role: str = VISITOR, *, scripts: bool = True, elder: bool = False) -> Tab:
        """Open a browser of its own, signed in as ``role``."""
        state = None if role == VISITOR else self._signed_in(role)
        return new_tab(self._context(scripts=scripts, elder=elder, state=state), self.origin)

    def forget(self, role: str) -> None:
        """Sign ``role`` in anew for whoever comes next: its sessions were ended."""
        self._states.pop(role, None)
        for key in [key for key in self._tabs if key[0] == role]:
            self._tabs.pop(key).page.context.close()

    def _context(self, *, scripts: bool, elder: bool, state: dict | None) -> BrowserContext:
        return new_context(self.browser, scripts=scripts, elder_at=self.origin if elder else None, state=state)

    def _signed_in(self, role: str) -> dict:
        """Sign in once and keep the cookies."""
        if role not in self._states:
            context = self._context(scripts=True, elder=False, state=None)
            tab = new_tab(context, self.origin)
            sign_in(tab, self.account(role), self.names["keeper_code"] if role == KEEPER else None)
            if role == AGENT_AT_WORK:
                tab.go("/me/point/")
                press(tab, "form[action*=switch] button")
            self._states[role] = context.storage_state()
            context.close()
        return self._states[role]


def sign_in(tab: Tab, account: dict, code: str | None = None) -> None:
    """Sign in by the form, and by ``code`` where an app is bound."""
    tab.go("/sign-in")
    tab.page.fill("[name=login]", account["login"])
    tab.page.fill("[name=password]", account["password"])
    tab.page.press("[name=password]", "Enter")
    if code is not None:
        tab.page.wait_for_url("**/sign-in-code*")
        tab.page.fill("[name=code]", code)
        press(tab, "#second-step .wt-btn-main")
    tab.page.wait_for_url(lambda address: "/sign-in" not in address)


@pytest.fixture(scope="session")
def place(whole_installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Serve a copy of the whole installation by the real command, and open Chromium beside it."""
    served = ServedHall(whole_installation, tmp_path_factory.mktemp("served"))
    world = prepare(whole_installation, served.var)
    with served.start(), chromium() as browser:
        yield Place(browser, f"http://127.0.0.1:{served.port}", whole_installation, world, served.var / "spool" / "sms")


@pytest.fixture(scope="session")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures go: WANGTING_PICTURES, or a folder that is thrown away."""
    asked = os.environ.get("WANGTING_PICTURES")
    folder = Path(asked) if asked else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
