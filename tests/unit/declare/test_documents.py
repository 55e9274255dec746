"""The words of documents: all of them are there, and every mistake is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from wangting.declare.documents import FILE, load
from wangting.declare.registered import DOCUMENTS
from wangting.rules.document import NAMES
from wangting.rules.notice import fill, unknown_places

ROOT = Path(__file__).resolve().parents[3]
HEAD = "title: 文书文本\ntitle_en: Texts\ndocuments:\n"
NOTE = "  receipt:\n    paragraphs: ['{applicant}：']\n    basis: [{law: 法, article: 第一条, text: 文}]\n"


@pytest.fixture
def written(tmp_path):
    def write(body):
        path = tmp_path / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + body, "utf-8")
        return load(tmp_path, frozenset({"receipt"}))

    return write


def test_every_registered_document_has_words_and_a_law():
    found, problems = load(ROOT, frozenset(DOCUMENTS))
    assert problems == []
    assert set(found) == set(DOCUMENTS)
    assert all(said.paragraphs and said.basis for said in found.values())


def test_every_document_against_somebody_says_what_can_be_done():
    found, _problems = load(ROOT, frozenset(DOCUMENTS))
    against = {name for name, said in found.items() if said.remedies}
    assert against == {"non_acceptance_notice", "refusal_decision"}
    assert all("行政复议" in line and "行政诉讼" in line for name in against for line in found[name].remedies)


def test_everything_a_document_asks_for_is_filled_in():
    found, _problems = load(ROOT, frozenset(DOCUMENTS))
    values = dict.fromkeys(NAMES, "甲")
    filled = [fill(words, values) for said in found.values() for words in (*said.paragraphs, *said.remedies)]
    assert not any(unknown_places(words) for words in filled)


def test_a_place_that_nothing_fills_is_told_with_its_line(written):
    _found, problems = written(NOTE.replace("{applicant}", "{applicnat}"))
    assert [str(problem) for problem in problems] == [
        "tenants/_shared/documents.yaml:5: documents.receipt.paragraphs.1: nothing is filled in for {applicnat}"
    ]


def test_a_document_without_words_and_one_nobody_writes_are_told(written):
    _found, problems = written(NOTE.replace("receipt", "recipe"))
    assert any("receipt has no words" in str(problem) for problem in problems)
    assert any("no such document: receipt" in str(problem) for problem in problems)


def test_what_is_not_a_document_at_all_is_told_and_gives_nothing(written):
    found, problems = written("  receipt: {paragraphs: x, colour: red}\n")
    assert found == {}
    assert problems
