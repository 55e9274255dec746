"""Chromium as a reader has it: watched for everything that leaves the hall or that the content policy refuses."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]
MEASURE = Path(__file__).with_name("measure.js").read_text("utf-8")
#: The rules of WCAG 2.0 to 2.2 at levels A and AA (QUALITY 3); the program comes with axe-playwright-python.
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations'], iframes: false})"
#: What the policy refused is noted before any script of the page could hide it.
NOTE_REFUSALS = """
window.refusedByPolicy = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.refusedByPolicy.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""
#: Whether what asks for the focus has it, and the seconds within which it must.
HAS_FOCUS = "() => [null, document.activeElement].includes(document.querySelector('[autofocus]'))"
FOCUS = 2
#: Addresses that stay inside the browser.
INSIDE = ("data:", "blob:", "about:")
HEIGHT = 844
BROKEN = 400


class NoChromium(Exception):
    """There is no program named chromium; the text says how to get one."""


@dataclass
class Tab:
    """One tab of one reader; ``seen`` is what was noticed since it was last asked for."""

    page: Page
    origin: str
    seen: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note requests to other places, parts of a page that are not there, and what the console complains of."""

        def asked(request: object) -> None:
            if not request.url.startswith((self.origin + "/", *INSIDE)):
                self.seen.append(f"asked another place: {request.url[:120]}")

        def answered(response: object) -> None:
            if response.status >= BROKEN and not response.request.is_navigation_request():
                self.seen.append(f"{response.status} for a part of the page: {response.url}")

        def said(message: object) -> None:
            # Chromium complains of a page whose own status says that it is a refusal: that is no fault of the page.
            if message.type == "error" and "Failed to load resource" not in message.text:
                self.seen.append(f"console: {message.text[:200]}")

        self.page.on("request", asked)
        self.page.on("response", answered)
        self.page.on("console", said)
        self.page.on("pageerror", lambda error: self.seen.append(f"script: {error}"))

    def go(self, path: str) -> int:
        """Open an address of the hall and return the status of the answer."""
        answer = self.page.goto(self.origin + path, wait_until="load")
        return answer.status if answer else 0

    def measure(self, *, target: int, english: bool = False, print_: bool = False) -> list[str]:
        """Return what a reader of the page as it is shown now would stumble over."""
        self._let_focus_come()
        return self.page.evaluate(MEASURE, {"target": target, "english": english, "print": print_})

    def _let_focus_come(self) -> None:
        """Wait for what the browser does of itself when a page is painted: on a busy machine that is a moment later."""
        until = time.monotonic() + FOCUS
        while not self.page.evaluate(HAS_FOCUS) and time.monotonic() < until:
            self.page.wait_for_timeout(50)

    def axe(self) -> list[str]:
        """Return the violations of WCAG that axe finds on the page as it is shown now."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(RUN_AXE, TAGS)["violations"]
        return [f"axe {one['id']}: {node['html'][:140]}" for one in found for node in one["nodes"][:3]]

    def noticed(self) -> list[str]:
        """Return what was seen and what the policy refused since the last time, and forget it."""
        refused = self.page.evaluate("() => (window.refusedByPolicy || []).splice(0)")
        found = [*self.seen, *(f"the content policy refused {one}" for one in refused)]
        self.seen.clear()
        return found

    def wide(self, width: int) -> None:
        """Make the window so many pixels wide."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})


def new_context(browser: Browser, *, scripts: bool = True, elder_at: str | None = None,
                state: dict | None = None) -> BrowserContext:  # fmt: skip
    """Return a reader's browser: with or without scripts, in 长辈版 at that address, signed in as ``state`` says."""
    context = browser.new_context(
        viewport={"width": 1280, "height": HEIGHT}, locale="zh-CN", java_script_enabled=scripts, storage_state=state
    )
    if elder_at:
        context.add_cookies([{"name": "size", "value": "elder", "url": elder_at}])
    if scripts:
        context.add_init_script(NOTE_REFUSALS)
    # A machine that does much else is slow, and that is no fault of a page.
    context.set_default_timeout(60_000)
    return context


def new_tab(context: BrowserContext, origin: str) -> Tab:
    """Open a tab that is watched."""
    tab = Tab(context.new_page(), origin)
    tab.watch()
    return tab


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium; raises NoChromium."""
    program = shutil.which("chromium")
    if program is None:
        raise NoChromium("no chromium on PATH; on Debian: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
