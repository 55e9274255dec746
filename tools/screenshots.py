"""Takes the pictures of docs/images/: walks one case through a running demo, as docs/tutorial/first-case.md tells it.

``python tools/screenshots.py http://127.0.0.1:6543 var/sample-accounts.json docs/images`` with the package playwright
and a chromium on PATH.  Each run files one new case.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ITEM = "/mengcheng/items/440702103000"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run"
)
COLOURS = 128
WIDE, NARROW = (1280, 860), (390, 844)
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


class Walk:
    """One walk with several people, each in a browser of their own."""

    def __init__(self, browser: Browser, address: str, accounts: list[dict], folder: Path) -> None:
        self._browser = browser
        self._address = address
        self._accounts = accounts
        self._folder = folder

    def account(self, login: str) -> dict:
        """Return the sample account that signs in as ``login``."""
        return next(account for account in self._accounts if account["login"] == login)

    @contextmanager
    def person(self, login: str | None, size: tuple[int, int] = WIDE) -> Iterator[Page]:
        """Open a browser, signed in as ``login`` when one is given."""
        width, height = size
        context = self._browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        page = context.new_page()
        if login is not None:
            page.goto(f"{self._address}/sign-in")
            page.fill("[name=login]", login)
            page.fill("[name=password]", self.account(login)["password"])
            page.press("[name=password]", "Enter")
            page.wait_for_url(lambda url: not url.endswith("/sign-in"))
        yield page
        context.close()

    def take(self, page: Page, name: str) -> None:
        """Take the picture ``name``; a page has few colours, so that 128 are enough and the file is small."""
        taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        taken.quantize(COLOURS).save(self._folder / f"{name}.png", optimize=True)

    def public(self) -> None:
        """Take the pages that anybody sees."""
        with self.person(None) as page:
            page.goto(self._address + "/mengcheng/")
            self.take(page, "hall")
            page.goto(self._address + ITEM)
            self.take(page, "guide")
        with self.person(None, NARROW) as page:
            page.goto(self._address + ITEM)
            self.take(page, "guide-phone")

    def file(self) -> str:
        """File the case and return its number."""
        with self.person("19900000001") as page:
            page.goto(f"{self._address}{ITEM}/apply")
            paper = {"name": "居民身份证.pdf", "mimeType": "application/pdf", "buffer": PAPER}
            page.set_input_files("[name=file-m1]", paper)
            page.click("[name=upload][value=m1]")
            page.fill("[name=address]", "蒙城县庄子大道 1 号")
            page.fill("[name=score]", "92")
            page.check("[name=delivery][value=counter]")
            self.take(page, "form")
            page.click("main .wt-btn-main")
            page.check("[name=consent]")
            page.click("main .wt-btn-main")
            page.wait_for_url("**/receipt*")
            self.take(page, "receipt")
            return page.url.split("/")[-2]

    def decide(self, number: str) -> None:
        """Let three officials take the case to its licence."""
        steps = (
            ("mengcheng-counter", "accept"),
            ("mengcheng-jiaoyu-reviewer", "review"),
            ("mengcheng-jiaoyu-approver", "approve"),
        )
        for login, act in steps:
            with self.person(login) as page:
                page.goto(f"{self._address}/mengcheng/desk/")
                if act == "accept":
                    self.take(page, "desk")
                page.goto(f"{self._address}/mengcheng/desk/cases/{number}")
                if act == "accept":
                    self.take(page, "desk-case")
                page.click(f"[name=act][value={act}]:visible")
                page.wait_for_load_state()

    def follow(self, number: str) -> None:
        """Wait for the licence's file, then show how the case went and how the licence is checked."""
        with self.person("19900000001") as page:
            for _try in range(30):
                page.goto(f"{self._address}/me/cases/{number}")
                if page.locator("a[href*='licence.pdf']").count():
                    break
                page.wait_for_timeout(1000)
            self.take(page, "case")
            page.locator("a[href*='/verify/']").first.click()
            page.wait_for_load_state()
            self.take(page, "verify")


def main() -> int:
    """Walk and return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address", help="where the demo runs")
    parser.add_argument("accounts", type=Path, help="its file of sample accounts")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        walk = Walk(browser, args.address.rstrip("/"), json.loads(args.accounts.read_text("utf-8")), args.folder)
        walk.public()
        number = walk.file()
        walk.decide(number)
        walk.follow(number)
        browser.close()
    sys.stdout.write(f"{number}: pictures in {args.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
