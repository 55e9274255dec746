"""What is said to a person whose answer cannot stand.  Chinese here, English in the catalogue.

A message that names the field has a twin that does not, for English pages whose field has a Chinese name only: no
Chinese may stand inside an English sentence (QUALITY 3, Browser).
"""

from __future__ import annotations

from typing import NamedTuple

from translationstring import TranslationString, TranslationStringFactory

from wangting.forms.spec import FieldSpec, Named

_ = TranslationStringFactory("wangting")


class Message(NamedTuple):
    """The words for a field that can be named in the language of the page, and for one that cannot."""

    named: TranslationString
    plain: TranslationString


class Problem(NamedTuple):
    """One answer that cannot stand: where, what is wrong, and the Chinese name where the message could not say it."""

    field: str
    message: TranslationString
    about: str = ""


class BadAnswerError(ValueError):
    """Raised by a kind that cannot read an answer; carries the message, never the answer."""

    def __init__(self, message: Message, **facts: object) -> None:
        super().__init__(message.plain)
        self.message = message
        self.facts = facts


def both(text: TranslationString) -> Message:
    """Return a message that never names its field."""
    return Message(text, text)


WRITE = Message(_("请填写${title}"), _("请填写这一项"))
CHOOSE = Message(_("请选择${title}"), _("请选择一项"))
UPLOAD = Message(_("请上传${title}"), _("请上传这份材料"))
UPLOAD_OR_BRING = Message(_("请上传${title}，或者勾选到窗口交原件"), _("请上传这份材料，或者勾选到窗口交原件"))
NO_OPTION = Message(_("请从列出的选项里选${title}"), _("请从列出的选项里选一项"))
TICK = Message(_("请勾选“${title}”"), _("请勾选这一项"))
TOO_LONG = Message(_("${title}最多 ${limit} 个字"), _("这一项最多 ${limit} 个字"))
NO_DATE = both(_("写年、月、日，例如 2024-06-01"))
NO_WHOLE = both(_("请填整数，例如 5"))
NO_NUMBER = both(_("只写数字，例如 4.8"))
NO_PHONE = both(_("写 11 位手机号，或带区号的座机号"))
NO_ID_NUMBER = both(_("身份证号码不对，请对照证件再核对一遍"))
NO_OPTIONS = both(_("一行一个选项，写成：中文 | 英文，不能重名"))
NO_ROW = Message(_("请至少填一行${title}"), _("请至少填一行"))
TOO_MANY_ROWS = Message(_("${title}最多 ${limit} 行"), _("这里最多 ${limit} 行"))


def problem(anchor: str, spec: Named, lang: str, message: Message, **facts: object) -> Problem:
    """Return ``message`` about ``spec`` as a page in ``lang`` can say it."""
    if spec.tongue(lang):
        return Problem(anchor, TranslationString(message.plain, mapping=facts), spec.title)
    return Problem(anchor, TranslationString(message.named, mapping={**facts, "title": spec.titled(lang)}))


def missing(spec: FieldSpec, kind_says: Message) -> Message:
    """Return what to say when nothing was answered: a material that may be brought says so."""
    return UPLOAD_OR_BRING if spec.original and kind_says is UPLOAD else kind_says
