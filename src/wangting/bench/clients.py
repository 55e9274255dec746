"""Clients of ``wangting bench``: each step of an iterator is one request, sent ready-made and its answer checked.

What a step needs of a page - its token, its fields - is fetched when the iterator is made, before anything is measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import cycle
from typing import Any

from wangting.bench.browser import Answer, Browser, Unexpected
from wangting.bench.walking import Offered, filled, form_of, number_in


def reading(browser: Browser, *paths: str) -> Iterator[Answer]:
    """Get one page after the other, again and again."""
    return asking(browser, cycle(paths))


def asking(browser: Browser, paths: Iterable[str]) -> Iterator[Answer]:
    """Get each page once."""
    return (_expected(browser.get(path), HTTPStatus.OK) for path in paths)


def signing_in(host: str, port: int, people: Iterable[tuple[str, str]]) -> Iterator[Answer]:
    """Sign in as each of (login, password), at a machine of its own: the form, the password, the page after it."""
    for login, password in people:
        with Browser(host, port) as browser:
            yield _expected(browser.sign_in(login, password), HTTPStatus.OK)


@dataclass
class Applicant:
    """A citizen who is signed in, with drafts of one item that wait for each step of being filed."""

    browser: Browser
    drafts: Sequence[str]
    material: str
    numbers: list[str] = field(default_factory=list)

    def uploading(self, content: bytes) -> Iterator[Answer]:
        """Upload one paper to each draft."""
        file = (f"file-{self.material}", "paper.pdf", content)
        fields = self._form() | {"upload": self.material}
        return (self._post(draft, fields, multipart=True, file=file) for draft in self.drafts)

    def answering(self) -> Iterator[Answer]:
        """Send the answers of each draft, which are kept and checked."""
        fields = self._form() | {"act": "next"}
        return (self._answered(draft, fields) for draft in self.drafts)

    def submitting(self) -> Iterator[Answer]:
        """Hand in each draft."""
        page = self.browser.get(f"/me/drafts/{self.drafts[0]}/check")
        fields = form_of(page, "submit").fields | {"consent": "yes"}
        return (self._submitted(draft, fields) for draft in self.drafts)

    def _answered(self, draft: str, fields: dict[str, str]) -> Answer:
        answer = self._post(draft, fields, multipart=True)
        if not answer.location.endswith("/check"):
            raise Unexpected(answer.location)
        return answer

    def _submitted(self, draft: str, fields: dict[str, str]) -> Answer:
        answer = self._post(f"{draft}/submit", fields)
        self.numbers.append(number_in(answer))
        return answer

    def _form(self) -> dict[str, str]:
        form = form_of(self.browser.get(f"/me/drafts/{self.drafts[0]}"), "draft")
        return {**form.fields, **filled(form)}

    def _post(self, path: str, fields: dict[str, str], **more: Any) -> Answer:
        return _expected(self.browser.post(f"/me/drafts/{path}", fields, **more), HTTPStatus.SEE_OTHER)


def accepting(browser: Browser, offered: Offered, numbers: Sequence[str]) -> Iterator[Answer]:
    """Accept one case after the other at the counter."""
    desk = f"/{offered.hall}/desk/cases"
    fields = form_of(browser.get(f"{desk}/{numbers[0]}"), "act").fields | {"act": "accept"}
    return (
        _expected(browser.post(f"{desk}/{number}/act", fields), HTTPStatus.SEE_OTHER) for number in numbers
    )


def _expected(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        raise Unexpected(f"{answer.status}: {answer.text[:2000]}")
    return answer
