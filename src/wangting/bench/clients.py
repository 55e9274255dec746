"""Clients of ``wangting bench``: each step of an iterator is one request, sent ready-made and its answer checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from wangting.bench.browser import Answer, Browser, Unexpected
from wangting.bench.walking import Offered, filled, form_of, number_in


def reading(browser: Browser, path: str) -> Iterator[Answer]:
    """Get one page again and again."""
    while True:
        yield _expected(browser.get(path), HTTPStatus.OK)


@dataclass
class Applicant:
    """A citizen who is signed in, with drafts of one item that wait for each step of being filed."""

    browser: Browser
    drafts: Sequence[str]
    material: str
    numbers: list[str] = field(default_factory=list)

    def uploading(self, content: bytes) -> Iterator[Answer]:
        """Upload one paper to each draft."""
        form = self._form()
        file = (f"file-{self.material}", "paper.pdf", content)
        fields = form | {"upload": self.material}
        for draft in self.drafts:
            yield self._post(draft, fields, multipart=True, file=file)

    def answering(self) -> Iterator[Answer]:
        """Send the answers of each draft, which are kept and checked."""
        fields = self._form() | {"act": "next"}
        for draft in self.drafts:
            answer = self._post(draft, fields, multipart=True)
            if not answer.location.endswith("/check"):
                raise Unexpected(answer.location)
            yield answer

    def submitting(self) -> Iterator[Answer]:
        """Hand in each draft."""
        page = self.browser.get(f"/me/drafts/{self.drafts[0]}/check")
        fields = form_of(page, "submit").fields | {"consent": "yes"}
        for draft in self.drafts:
            answer = self._post(f"{draft}/submit", fields)
            self.numbers.append(number_in(answer))
            yield answer

    def _form(self) -> dict[str, str]:
        form = form_of(self.browser.get(f"/me/drafts/{self.drafts[0]}"), "draft")
        return {**form.fields, **filled(form)}

    def _post(self, path: str, fields: dict[str, str], **more: Any) -> Answer:
        return _expected(self.browser.post(f"/me/drafts/{path}", fields, **more), HTTPStatus.SEE_OTHER)


def accepting(browser: Browser, offered: Offered, numbers: Sequence[str]) -> Iterator[Answer]:
    """Accept one case after the other at the counter."""
    fields: dict[str, str] = {}
    for number in numbers:
        if not fields:
            form = form_of(browser.get(f"/{offered.hall}/desk/cases/{number}"), "act")
            fields = {**form.fields, "act": "accept"}
        yield _expected(browser.post(f"/{offered.hall}/desk/cases/{number}/act", fields), HTTPStatus.SEE_OTHER)


def _expected(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        raise Unexpected(f"{answer.status}: {answer.text[:2000]}")
    return answer
