"""The kinds of fields, one record each: how it is asked, read, checked and shown again.

A new kind is one record here and, if it looks like none before, one template under ``themes/…/widgets``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from translationstring import TranslationString, TranslationStringFactory

from wangting.forms import messages, readers
from wangting.forms.messages import BadAnswerError, Message
from wangting.forms.spec import FieldSpec, Named
from wangting.rules.identifiers import BadIdentifier, read_id_number
from wangting.rules.masking import mask_id_number, mask_phone

_ = TranslationStringFactory("wangting")

YES, NO = "yes", "no"
PAPER = "paper"
YES_NO = (Named(YES, "是", "Yes"), Named(NO, "否", "No"))
EASY_TO_SEE = 6

Text = str | TranslationString


@dataclass(frozen=True)
class Facts:
    """What a check needs beyond the answer itself: the files already sent, by field, and the present day."""

    files: Mapping[str, Sequence[object]]
    today: date


@dataclass(frozen=True)
class FieldKind:
    """One kind of field.

    ``read`` returns the normal form of an answer that is not empty, or raises BadAnswerError; ``limit`` is in
    characters.  ``check`` sees the answer, empty or not, together with the facts.  ``shown`` is what the page for
    checking answers says, ``masked`` what it says where the whole may not be seen; None: nothing to hide.  ``title`` is
    what an editor of forms calls it, its own name where nobody has said.
    """

    widget: Callable[[FieldSpec], str]
    read: Callable[[FieldSpec, str], str]
    missing: Message | None = messages.WRITE
    limit: int = 200
    check: Callable[[FieldSpec, str, Facts], Message | None] = lambda _spec, _answer, _facts: None
    shown: Callable[[FieldSpec, str, str], Text] = lambda _spec, answer, _lang: answer
    masked: Callable[[str], str] | None = None
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    width: str = ""
    title: str = ""
    title_en: str = ""


def options_of(spec: FieldSpec) -> tuple[Named, ...]:
    """Return what can be chosen: the declared options, yes and no for a question."""
    return YES_NO if spec.kind == "yes_no" else spec.options


def _line(_spec: FieldSpec, answer: str) -> str:
    return readers.line(answer)


def _paragraph(_spec: FieldSpec, answer: str) -> str:
    return readers.paragraph(answer)


def _as_it_is(_spec: FieldSpec, answer: str) -> str:
    return answer


def _never(_spec: FieldSpec, _answer: str, _lang: str) -> str:
    return ""


def _one_of(spec: FieldSpec, answer: str) -> str:
    if all(option.id != answer for option in options_of(spec)):
        raise BadAnswerError(messages.NO_OPTION)
    return answer


def _chosen(spec: FieldSpec, answer: str, lang: str) -> str:
    return next((option.titled(lang) for option in options_of(spec) if option.id == answer), answer)


def _paper(spec: FieldSpec, answer: str) -> str:
    # Whoever ticks what the material does not allow has not used our page: as if nothing had been ticked.
    return PAPER if spec.original and answer == PAPER else ""


def _has_material(spec: FieldSpec, answer: str, facts: Facts) -> Message | None:
    if not spec.required or answer == PAPER or facts.files.get(spec.id):
        return None
    return messages.missing(spec, messages.UPLOAD)


def _real_id_number(_spec: FieldSpec, answer: str, facts: Facts) -> Message | None:
    try:
        read_id_number(answer, facts.today)
    except BadIdentifier:
        return messages.NO_ID_NUMBER if answer else None
    return None


def _ticked(spec: FieldSpec, answer: str, _facts: Facts) -> Message | None:
    return messages.TICK if spec.required and answer != YES else None


def _always(template: str) -> Callable[[FieldSpec], str]:
    return lambda _spec: template


def _radio_or_select(spec: FieldSpec) -> str:
    return "radio" if len(spec.options) <= EASY_TO_SEE else "select"


KINDS: Mapping[str, FieldKind] = MappingProxyType(
    {
        "text": FieldKind(_always("textinput"), _line, title="一行字", title_en="One line"),
        "paragraph": FieldKind(_always("textarea"), _paragraph, limit=2000, title="一段话", title_en="Several lines"),
        "choice": FieldKind(
            _radio_or_select, _one_of, messages.CHOOSE, shown=_chosen, title="从几项里选", title_en="One of several"
        ),
        "yes_no": FieldKind(
            _always("radio"), _one_of, messages.CHOOSE, shown=_chosen, title="是或否", title_en="Yes or no"
        ),
        "date": FieldKind(
            _always("date"),
            lambda _spec, answer: readers.day(answer),
            attributes={"inputmode": "numeric"},
            width="wt-w-10",
            title="日期",
            title_en="Day",
        ),
        "phone": FieldKind(
            _always("textinput"),
            lambda _spec, answer: readers.phone(answer),
            masked=mask_phone,
            attributes={"inputmode": "tel", "autocomplete": "tel"},
            width="wt-w-20",
            title="电话号码",
            title_en="Phone number",
        ),
        "id_number": FieldKind(
            _always("textinput"),
            lambda _spec, answer: readers.line(answer).replace(" ", "").upper(),
            check=_real_id_number,
            masked=mask_id_number,
            attributes={"autocomplete": "off", "spellcheck": "false"},
            width="wt-w-20",
            title="身份证号码",
            title_en="ID number",
        ),
        "number": FieldKind(
            _always("textinput"),
            lambda _spec, answer: readers.number(answer),
            attributes={"inputmode": "decimal"},
            width="wt-w-10",
            title="数字",
            title_en="Number",
        ),
        "address": FieldKind(
            _always("textinput"), _line, attributes={"autocomplete": "street-address"}, title="地址", title_en="Address"
        ),
        "material": FieldKind(_always("material"), _paper, None, check=_has_material),
        "group": FieldKind(_always("group"), _line, messages.NO_ROW, limit=20),
    }
)

# Kinds of our own pages (sign-in, registration); an item cannot declare them.
OWN_KINDS: Mapping[str, FieldKind] = MappingProxyType(
    {
        "login": FieldKind(_always("textinput"), _line, limit=64, attributes={"autocomplete": "username"}),
        "code": FieldKind(
            _always("textinput"), _line, attributes={"autocomplete": "off", "spellcheck": "false"}, width="wt-w-20"
        ),
        "one_time": FieldKind(
            _always("textinput"), _line, shown=_never, attributes={"autocomplete": "one-time-code"}, width="wt-w-20"
        ),
        "password": FieldKind(
            _always("password"), _as_it_is, shown=_never, limit=128, attributes={"autocomplete": "current-password"}
        ),
        "new_password": FieldKind(
            _always("password"), _as_it_is, shown=_never, limit=128, attributes={"autocomplete": "new-password"}
        ),
        "tick": FieldKind(_always("checkbox"), lambda _spec, answer: YES if answer == YES else "", None, check=_ticked),
        "whole": FieldKind(
            _always("textinput"),
            lambda _spec, answer: readers.whole(answer),
            attributes={"inputmode": "numeric"},
            width="wt-w-10",
        ),
        "options": FieldKind(_always("textarea"), lambda _spec, answer: readers.options(answer), limit=5000),
        "hidden": FieldKind(_always("hidden"), _line),
    }
)


def kind_of(spec: FieldSpec) -> FieldKind:
    """Return the kind of ``spec``; raises KeyError for a kind nobody has made."""
    return KINDS.get(spec.kind) or OWN_KINDS[spec.kind]
