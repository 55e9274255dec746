"""Reader of ``tenants/_shared/mandates.yaml``: the periods and the words of mandates."""

from __future__ import annotations

from pathlib import Path

import colander

from wangting.declare.schema import check, mapping, sequence, text, whole
from wangting.declare.yaml import Problem, read
from wangting.rules.mandate import CODE_NAMES, COMPANY_CODE_NAMES, NAMES, MandateLaw
from wangting.rules.notice import unknown_places

FILE = Path("tenants/_shared/mandates.yaml")


def _schema() -> colander.SchemaNode:
    return mapping(
        "mandates",
        text("title"),
        text("title_en"),
        whole("guardian_below", 1),
        whole("longest", 1),
        whole("usual", 1),
        mapping("code", whole("minutes", 1), whole("tries", 1)),
        text("code_text"),
        sequence("text", text("paragraph")),
        text("guardian_text"),
        text("company_text"),
        text("company_code_text"),
    )


def load(home: Path) -> tuple[MandateLaw | None, list[Problem]]:
    """Return the law of mandates, and every problem: an impossible period, a place in a text that nothing fills."""
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return None, document.problems
    if data["usual"] > data["longest"]:
        document.complain(("usual",), "must not be longer than longest")
    said = [(("code_text",), data["code_text"], CODE_NAMES),
            (("guardian_text",), data["guardian_text"], NAMES),
            (("company_text",), data["company_text"], NAMES),
            (("company_code_text",), data["company_code_text"], COMPANY_CODE_NAMES)]
    said += [(("text", number), words, NAMES) for number, words in enumerate(data["text"])]
    for path, words, names in said:
        for place in unknown_places(words, names):
            document.complain(path, f"nothing is filled in for {{{place}}}")
    law = MandateLaw(
        guardian_below=data["guardian_below"],
        longest=data["longest"],
        usual=data["usual"],
        code_minutes=data["code"]["minutes"],
        code_tries=data["code"]["tries"],
        code_text=data["code_text"],
        text=tuple(data["text"]),
        guardian_text=data["guardian_text"],
        company_text=data["company_text"],
        company_code_text=data["company_code_text"],
    )
    return law, document.problems
