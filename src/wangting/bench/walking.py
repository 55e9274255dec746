"""The steps of a citizen and of an officer through the pages, as plain HTTP."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wangting.bench.browser import Answer, Browser, Unexpected
from wangting.bench.forms import Form

NUMBER = re.compile(r"[0-9A-Z]{6}-\d{8}-\d{2}-\d{5}-[0-9A-Z]")
#: What is written where a form asks for words.
WORDS = "申请普通话水平测试等级证书"
#: What is written where it asks for something else.
ANSWERS = {"date": "2026-09-01", "numeric": "92", "decimal": "92", "number": "92"}


@dataclass(frozen=True)
class Offered:
    """What is applied for, and where."""

    hall: str
    code: str


def filled(form: Form) -> dict[str, str]:
    """Return an answer for every question of ``form`` that has none yet."""
    found = {
        name: ANSWERS.get(form.kinds.get(name, ""), WORDS)
        for name, value in form.fields.items()
        if not value and name not in form.choices
    }
    for name, values in form.choices.items():
        if not form.fields.get(name):
            found[name] = next(value for value in values if value)
    return found


def begin(browser: Browser, offered: Offered) -> Form:
    """Begin an application and return its form; raises Unexpected."""
    page = browser.get(f"/{offered.hall}/items/{offered.code}/apply")
    return form_of(page, "draft")


def upload(browser: Browser, form: Form, material: str, content: bytes) -> Answer:
    """Upload one paper with the button beside it."""
    file = (f"file-{material}", f"{material}.pdf", content)
    return browser.submit(form, filled(form), press=("upload", material), file=file)


def papers_of(form: Form) -> list[str]:
    """Return the materials that the form takes files for."""
    return [name.removeprefix("file-") for name in form.files]


def hand_over(browser: Browser, form: Form) -> Answer:
    """Go on from the filled form to the page for checking; raises Unexpected when an answer cannot stand."""
    return browser.follow(browser.submit(form, filled(form), press=("act", "next")))


def file_case(browser: Browser, offered: Offered, content: bytes) -> str:
    """Take an application from its first page to the receipt, with one file for each paper; return its number."""
    form = begin(browser, offered)
    for material in papers_of(form):
        form = form_of(browser.follow(upload(browser, form, material, content)), "draft")
    check = hand_over(browser, form)
    return number_in(browser.submit(form_of(check, "submit"), {"consent": "yes"}))


def act(browser: Browser, hall: str, number: str, name: str) -> Answer:
    """Open a case at the desk and press one button."""
    form = form_of(browser.get(f"/{hall}/desk/cases/{number}"), "act")
    return browser.submit(form, press=("act", name))


def form_of(page: Answer, form_id: str) -> Form:
    """Return one form of a page; raises Unexpected when it is not there."""
    found = page.forms.get(form_id)
    if found is None:
        raise Unexpected(f"{page.status}, no form {form_id}: {page.text[:2000]}")
    return found


def number_in(answer: Answer) -> str:
    """Return the case number that a redirect to a receipt names; raises Unexpected."""
    found = NUMBER.search(answer.location)
    if found is None:
        raise Unexpected(f"{answer.status}: {answer.text[:2000]}")
    return found[0]
