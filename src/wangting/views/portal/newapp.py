"""What binding an authenticator app shows: the secret that is offered, and this once the recovery codes."""

from __future__ import annotations

from collections.abc import Sequence

from pyramid.request import Request
from translationstring import TranslationStringFactory

from wangting.content.parties import Party
from wangting.gateways.qr import svg
from wangting.gateways.totp import new_secret
from wangting.services.recovering import RecoveryCode
from wangting.theming.html import Html
from wangting.theming.texts import translator

_ = TranslationStringFactory("wangting")

#: Under which word the session keeps the secret of an app that is being bound, sealed; what it is sealed for.
NEW_APP = "new_app"
#: Where new recovery codes lie for the next attempt of the request, if there is one: ten hashes are made once.
CODES = "wangting.recovery_codes"
WRONG_APP = _("6 位数不对。看应用里现在的数，手机的时间要准")
#: Letters of the secret, and of a recovery code, between two gaps, for who types them.
GROUP = 4


def secret_of(request: Request) -> str:
    """Return the secret offered in this session, the same one as long as it lasts."""
    vault, kept = request.room.house.vault, request.session.get(NEW_APP)
    if isinstance(kept, str):
        return vault.open(bytes.fromhex(kept), NEW_APP)
    secret = new_secret()
    request.session[NEW_APP] = vault.seal(secret, NEW_APP).hex()
    return secret


def new_codes(request: Request) -> Sequence[RecoveryCode]:
    """Return new recovery codes, the same ones for all attempts of the request."""
    made = request.environ.get(CODES)
    if made is None:
        made = request.environ[CODES] = request.room.recovering.make()
    return made


def offered(request: Request, party: Party, secret: str) -> dict:
    """Return what the page needs to show ``secret`` to ``party``."""
    address, say = request.room.second_factor.address(party, secret), translator(request.page.lang)
    return {"qr": Html(svg(address, say(_("二维码：用验证器应用扫")))), "secret": _grouped(secret, " "),
            "login": request.room.second_factor.label(party)}  # fmt: skip


def shown_codes(codes: Sequence[RecoveryCode]) -> dict:
    """Return what the page needs to show ``codes``; nobody can read them again."""
    return {"title": _("抄下恢复码"), "codes": [_grouped(code.letters, "-") for code in codes], "errors": (),
            "noindex": True}  # fmt: skip


def _grouped(text: str, gap: str) -> str:
    return gap.join(text[start : start + GROUP] for start in range(0, len(text), GROUP))
