"""A reader who has a keyboard and nothing else; what they type and how many screens they see is counted."""

from __future__ import annotations

from dataclasses import dataclass

from browser.chromium import Tab

#: More stops than any page has: a reader who has not found it by then is caught in a trap or was never led there.
STOPS = 400
#: What a focused element lacks that shows its focus: nothing to see is a reader who is lost (WCAG 2.4.7).  A field of
#: a drawing has no outline: it is looked at with and without the focus.
FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  if (e === document.body) return "";  // the round of the page is over and the browser's own buttons have the focus
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  if (ring || style.boxShadow !== "none") return "";
  const drawn = () => [...e.querySelectorAll("*")].map((part) => getComputedStyle(part).fill).join();
  const focused = drawn();
  e.blur();
  const left = drawn();
  e.focus({focusVisible: true});
  return focused !== left ? "" : e.outerHTML.slice(0, 120);
}"""


class OutOfReach(AssertionError):
    """The Tab key never leads there."""


@dataclass
class Keyboard:
    """The keys of one tab."""

    tab: Tab
    typed: int = 0
    screens: int = 0

    def open(self, path: str) -> None:
        """Open an address, as a bookmark does; it is the first screen and nothing was typed."""
        self.tab.go(path)
        self.screens += 1

    def reach(self, selector: str) -> None:
        """Press Tab until the focus is on ``selector``; every stop shows where it is."""
        keyboard = self.tab.page.keyboard
        for _ in range(STOPS):
            if self.tab.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
            keyboard.press("Tab")
            lost = self.tab.page.evaluate(FOCUS)
            assert not lost, f"no focus to be seen on {lost}"
        raise OutOfReach(f"{selector} on {self.tab.page.url}")

    def write(self, selector: str, text: str) -> None:
        """Type ``text`` into ``selector``."""
        self.reach(selector)
        self.tab.page.keyboard.insert_text(text)
        self.typed += len(text)

    def press(self, selector: str, key: str = "Enter") -> None:
        """Press ``key`` on ``selector``, which leads to the next screen."""
        self.reach(selector)
        with self.tab.page.expect_navigation(wait_until="load"):
            self.tab.page.keyboard.press(key)
        self.screens += 1

    def jump(self, selector: str) -> None:
        """Follow a link that leads to a place on the same screen."""
        self.reach(selector)
        self.tab.page.keyboard.press("Enter")

    def choose(self, selector: str) -> None:
        """Choose the first of several answers."""
        self.reach(selector)
        self.tab.page.keyboard.press("Space")
        assert self.tab.page.locator(f"{selector}:checked").count() == 1

    def tick(self, selector: str) -> None:
        """Tick a box."""
        self.reach(selector)
        self.tab.page.keyboard.press("Space")
        assert self.tab.page.is_checked(selector)

    def choose_file(self, selector: str, name: str, content: bytes) -> None:
        """Choose a file: the keys lead to the field; its window is the machine's own, with its own keys."""
        self.reach(selector)
        focused = self.tab.page.locator(f"{selector}:focus:enabled")
        focused.set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
