"""The page of field kinds: every kind a form may have; a kind without an explanation here stops the tool."""

from __future__ import annotations

from markdown import code, page, table

from wangting.declare.registered import FIELD_KINDS
from wangting.errors import DeclarationError
from wangting.forms.kinds import KINDS, OWN_KINDS, FieldKind
from wangting.forms.spec import FieldSpec, Named

#: What each kind asks for.
ASKS = {
    "address": "a postal address on one line",
    "choice": "one of the declared options: round buttons up to six, a list beyond",
    "code": "a code that somebody was given",
    "date": "a day, as numbers or with 年月日",
    "group": "rows of further fields, added and taken away one by one",
    "hidden": "what the page itself sends back",
    "id_number": "a resident's number of 18 characters, with its check digit and day of birth looked at",
    "login": "who signs in",
    "material": "the files of a paper on the item's list, or that its original is brought to the counter",
    "new_password": "a password that is chosen now",
    "number": "a number",
    "one_time": "a code that is good once; it is never shown again",
    "options": "what can be chosen, a line each, in Chinese and English",
    "paragraph": "text of several lines",
    "password": "a password; it is never shown again",
    "phone": "a mobile number of the mainland",
    "text": "one line of text",
    "tick": "that something is agreed to",
    "whole": "a whole number, none below nought",
    "yes_no": "yes or no",
}
#: Enough of a field for a kind to say by which template it is asked: few options, and many.
FEW, MANY = (FieldSpec("a", "a", options=(Named("b", "b"),) * count) for count in (2, 9))


def text() -> str:
    """Return the page; raises DeclarationError for a kind that nobody explains, or an explanation of none."""
    problems = [f"tools/docs/kinds.py: {kind}: explained or made, not both" for kind in {*KINDS, *OWN_KINDS} ^ {*ASKS}]
    if problems:
        raise DeclarationError(sorted(problems))
    columns = ("kind", "asks for", "template", "longest", "hidden in part")
    return page(
        "Field kinds",
        "A kind is one record of `src/wangting/forms/kinds.py`: how it is asked, read, checked, shown again. How to "
        "add one: [the tutorial](../tutorial/develop.md#a-field-kind). Templates are in `templates/widgets/` of a "
        "theme.",
        "## What an edition may declare",
        table(columns, (_row(name, KINDS[name]) for name in sorted(FIELD_KINDS))),
        "## What only our own pages use",
        table(columns, (_row(name, kind) for name, kind in sorted({**KINDS, **OWN_KINDS}.items())
                        if name not in FIELD_KINDS)),
    )  # fmt: skip


def _row(name: str, kind: FieldKind) -> tuple[str, ...]:
    templates = dict.fromkeys((kind.widget(FEW), kind.widget(MANY)))
    hidden = "everything" if kind.shown(FEW, "x", "en") == "" else "yes" if kind.masked else "–"
    return code(name), ASKS[name], ", ".join(map(code, templates)), str(kind.limit), hidden
