"""``/me/account/identity``: how sure the hall is of who somebody is, by what, and how to raise it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.parties import Party
from wangting.errors import Refused
from wangting.forms.messages import Problem
from wangting.gateways.identity.interface import AGREES, DIFFERS
from wangting.gateways.uploads import inspect
from wangting.rules.assurance import DATA, FACE, PROVIDER, WINDOW
from wangting.rules.masking import mask_name
from wangting.security.permissions import SIGNED_IN
from wangting.views.assurance import level_name, subject_of
from wangting.views.dressing import go
from wangting.views.portal.signing import local_path
from wangting.views.traversal.contexts import MyAccount

_ = TranslationStringFactory("wangting")

PATH = "/me/account/identity"
#: The field of the photo, and the bytes of it at most: what a peer compares needs no more.
PHOTO, LARGEST = "file-face", 5 << 20
PICTURES = ("image/jpeg", "image/png")
#: Where a verdict lies for the next attempt of the request, if there is one.
VERDICT = "wangting.identity_verdict"
WAYS = {
    DATA: _("跟人口库核对姓名和号码"),
    FACE: _("核对人脸"),
    WINDOW: _("窗口看过本人和身份证"),
    PROVIDER: _("用统一身份认证登录"),
}


@view_config(context=MyAccount, name="identity", request_method="GET", permission=SIGNED_IN,
             renderer="portal/identity.pt")  # fmt: skip
def show(context: MyAccount, request: Request) -> dict:
    """Show the level and the ways to a higher one."""
    return _page(request, ())


@view_config(context=MyAccount, name="identity", request_method="POST", permission=SIGNED_IN,
             renderer="portal/identity.pt")  # fmt: skip
def check(context: MyAccount, request: Request) -> dict | Response:
    """Ask the register that the button names, and go back to where the level was needed."""
    way, assuring, subject = request.POST.get("act", ""), request.room.assuring, subject_of(request)
    if way not in _open_ways(request):
        raise Refused("no_such_check")
    sent = request.POST.get(PHOTO)
    if way == FACE and not hasattr(sent, "file"):
        return _page(request, (Problem(FACE, _("请先选一张照片，再按核对")),))
    about = assuring.about(subject)
    verdict = _verdict(request, subject, _photo(request) if way == FACE else None)
    if verdict != AGREES:
        return _page(request, (Problem(way, _words(way, verdict)),))
    assuring.prove(subject, way, about)
    request.session.flash("raised", "identity")
    return go(request, local_path(request.POST.get("next")) or PATH)


def _verdict(request: Request, subject: Party, photo: bytes | None) -> str:
    """Ask between two transactions, and once for all attempts of the request: the register takes its time."""
    said = request.environ.get(VERDICT)
    if said is None:
        said = request.environ[VERDICT] = request.room.assuring.compare(subject, photo)
        request.tm.abort()
        request.tm.begin()
    return said


def _open_ways(request: Request) -> tuple[str, ...]:
    """Return what can be asked from here: a face only of who sits in front of the page, nothing without a mandate."""
    at_hand = request.room.assuring.at_hand()
    if request.behalf is None:
        return tuple(way for way in (DATA, FACE) if way in at_hand)
    if request.behalf.lapse:
        raise Refused(request.behalf.lapse)
    return (DATA,) if DATA in at_hand else ()


def _photo(request: Request) -> bytes:
    """Return the photo that was sent; raises TooLarge and Refused for what is none."""
    sent = request.POST[PHOTO]
    rules = replace(request.room.house.upload_rules, kinds=PICTURES, file_size=LARGEST)
    inspect(sent.file, sent.filename, rules)
    return sent.file.read()


def _words(way: str, verdict: str) -> str:
    if way == FACE:
        return _("照片和身份证上的人没有对上，请正对镜头再拍一张，或者带身份证到窗口")
    if verdict == DIFFERS:
        return _("姓名和这个身份证号码对不上，请看看姓名有没有写错，或者带身份证到窗口")
    return _("人口库里没有查到这个号码，请带身份证到窗口，当场就能升级")


def _page(request: Request, errors: tuple[Problem, ...]) -> dict:
    request.response.status_int = 422 if errors else 200
    assuring, subject = request.room.assuring, subject_of(request)
    level, law = assuring.level(subject), assuring.law
    whose = {"name": mask_name(subject.name), "level": level_name(request, level)}
    own = _("您的实名等级：${level}", mapping=whose)
    ways = _open_ways(request)
    return {
        "title": own if request.behalf is None else _("${name}的实名等级：${level}", mapping=whose),
        "means": request.page.say(law.levels[level].means, law.levels[level].means_en),
        "has_number": bool(subject.id_sealed),
        "is_own": request.behalf is None,
        "ways": [_way(request, way, level, is_open=way in ways) for way in (DATA, FACE)],
        "top": level_name(request, law.ways[WINDOW].level),
        "is_top": level >= law.ways[WINDOW].level,
        "proofs": [_proof(request, shown) for shown in assuring.shown(subject)],
        "next": local_path(request.params.get("next")),
        "path": PATH,
        "errors": errors,
        "told": request.session.pop_flash("identity"),
        "noindex": True,
    }


def _way(request: Request, way: str, level: int, *, is_open: bool) -> dict:
    gives = request.room.assuring.law.ways[way].level
    return {"key": way, "gives": level_name(request, gives), "is_open": is_open, "is_reached": level >= gives}


def _proof(request: Request, shown: object) -> dict:
    proof, hall = shown.proof, request.room.halls.get(shown.proof.hall or "")
    return {
        "at": datetime.fromisoformat(proof.at),
        "what": WAYS[proof.way],
        "hall": request.page.say(hall.title, hall.face["name_en"]) if hall is not None else "",
        "level": level_name(request, shown.level),
        "until": shown.until,
        "holds": shown.holds,
    }
