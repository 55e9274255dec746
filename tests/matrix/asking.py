"""How an address is asked: what stands in its path, and what is sent so that it would be done if it were allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from webob import Request

from matrix.people import ITEM, Who
from matrix.table import Row
from matrix.world import CREDIT_CODE, SHOWN, UNSHOWN, Things, World

#: From where people ask: networks that are nobody's (RFC 5737, RFC 3849), so that nobody is trusted for being near.
NETWORK = "2001:db8:{}::7"
ADDRESS = re.compile(r"<[^>]+>")
#: Of which case an address is asked, by address and what is asked there; everywhere else of one just handed in.
STATE: Mapping[tuple[str, str], str] = {
    ("/<hall>/desk/cases/<number>/act", "review"): "accepted",
    ("/<hall>/desk/cases/<number>/act", "approve"): "reviewed",
    ("/<hall>/desk/cases/<number>/licence.pdf", ""): "approved",
    ("/<hall>/desk/cases/<number>/custody", "as reviewer"): "accepted",
    ("/me/cases/<number>/answer", ""): "supplementing",
    ("/me/cases/<number>/documents", ""): "supplementing",
    ("/me/cases/<number>/licence.pdf", ""): "approved",
}
#: What stands behind an address.
BEHIND: Mapping[str, str] = {
    "/<hall>/desk/cases/<number>/files": "/1",
    "/<hall>/desk/mandates/<number>/evidence": "/1",
    "/me/cases/<number>/documents": "/1",
    "/me/cases/<number>/files": "/1",
    "/me/mandates/<number>/evidence": "/1",
    "/verify": "/{licence}",
    "/office/items/<code>/edit/file": f"/{UNSHOWN}",
    "/search": "?q=普通话",
    "/<hall>/search": "?q=普通话",
    "/api/v1/items": "?hall={hall}",
    "/api/v1/search": "?q=普通话&hall={hall}",
    "/<hall>/admin/officials": "?q=issuer",
    "/api/v1/suggest": "?q=普通话&hall={hall}",
}
#: What is asked of a public file besides: one that nothing published has named.
OF_A_DRAFT = "of a draft"
#: Where the number is that of a mandate which still waits, elsewhere it is that of the one in force.
WAITING = ("/<hall>/desk/mandates/<number>", "/me/mandates/<number>/code", "/me/mandates/<number>/confirm")


@dataclass(frozen=True)
class Question:
    """``row`` asked in ``hall`` by ``who`` as ``role``, about what ``theirs`` has."""

    row: Row
    hall: str
    role: str
    who: Who
    theirs: str

    def __str__(self) -> str:
        about = "" if self.theirs == self.hall else f" about {self.theirs}"
        return f"{self.row.name} in {self.hall}{about} by {self.role} ({self.who.role} of {self.who.hall or 'no hall'})"


def path_of(question: Question, world: World) -> str:
    """Return the path and query to ask; raises KeyError for a placeholder that nobody has filled in here."""
    view, things = question.row.view, world.things[question.theirs]
    sha256, _slash, file = (UNSHOWN if question.row.ask == OF_A_DRAFT else SHOWN).partition("/")
    own = f"{'told' if '/announcements/' in view else 'about'}-{question.theirs}"
    names = {
        "<hall>": question.hall,
        "<code>": things.names["village"] if "/points/" in view else ITEM,
        "<slug>": world.slugs[question.theirs],
        "<law>": "administrative_licensing",
        "<n>": "2" if view.startswith("/office/") else "1",
        "<sha256>": sha256,
        "<name>": file if view.startswith("/files/") else own,
        "<part>": "limits",
        "<key>": "M0001",
        "<id>": str(world.id("issuer", question.theirs)) if "/admin/" in view else things.names["draft"],
        "<draft id>": world.names["mandate_draft"],
        "<credit code>": CREDIT_CODE,
        "<number>": _number(question.row, things),
    }
    path = ADDRESS.sub(lambda found: names[found[0]], view)
    behind = BEHIND.get(view, "").format(hall=question.hall, licence=things.names["licence"])
    return path + quote(behind, safe="/?&=")


def request_of(question: Question, world: World) -> Request:
    """Return the request, with the cookie and the token of who asks."""
    who, method = question.who, question.row.method
    environ = {"REMOTE_ADDR": NETWORK.format(who.cookie.encode()[:2].hex() or "0"), "REQUEST_METHOD": method}
    if who.cookie:
        environ["HTTP_COOKIE"] = f"wangting={who.cookie}"
    request = Request.blank(path_of(question, world), environ)
    if method == "POST":
        sent = SENT.get((question.row.view, question.row.ask), _nothing)(question, world)
        request.content_type = "application/x-www-form-urlencoded"
        request.body = urlencode({"csrf_token": who.token, **sent}).encode()
    return request


def _number(row: Row, things: Things) -> str:
    if "/mandates/" in row.view:
        waiting = row.view.startswith(WAITING) and not row.view.endswith("/revoke")
        return things.names["waiting" if waiting else "mandate"]
    return things.cases[STATE.get((row.view, row.ask), "submitted")]


Sent = Callable[[Question, World], Mapping[str, str]]


def _nothing(_question: Question, _world: World) -> Mapping[str, str]:
    return {}


def _words(**sent: str) -> Sent:
    return lambda _question, _world: sent


def _seen(**sent: str) -> Sent:
    """Send the version of the case that the page showed as well."""

    def send(question: Question, world: World) -> Mapping[str, str]:
        state = STATE.get((question.row.view, question.row.ask), "submitted")
        return {"version": str(world.things[question.theirs].versions[state]), **sent}

    return send


def _read(**sent: str) -> Sent:
    """Send what the page of the draft carried as well."""

    def send(_question: Question, world: World) -> Mapping[str, str]:
        with world.hall.room() as room:
            return {"mark": room.items[ITEM].editions[-1].seen_mark, **sent}

    return send


ACT, CUSTODY = "/<hall>/desk/cases/<number>/act", "/<hall>/desk/cases/<number>/custody"
#: What a form sends.  What is not here sends its token only.
SENT: Mapping[tuple[str, str], Sent] = {
    (ACT, "accept"): _seen(act="accept"),
    (ACT, "review"): _seen(act="review", opinion="材料齐全"),
    (ACT, "approve"): _seen(act="approve", opinion="准予"),
    (CUSTODY, ""): _seen(do="take"),
    (CUSTODY, "as reviewer"): _seen(do="take"),
    ("/<hall>/desk/cases/<number>/numbers", ""): _words(purpose="identity"),
    ("/<hall>/desk/find", ""): lambda question, world: {"who": world.names["applicant"]},
    ("/<hall>/desk/mandates", ""): lambda question, world: {"number": world.things[question.theirs].names["waiting"]},
    ("/<hall>/desk/mandates/<number>/confirm", ""): _words(seen="yes"),
    ("/<hall>/admin/departments/<slug>/close", ""): _words(reason="撤并"),
    ("/<hall>/admin/officials/<id>/end-post", ""): _words(place="0", reason="调离"),
    ("/<hall>/admin/officials/<id>/shut-out", ""): _words(reason="离职"),
    ("/<hall>/admin/officials/<id>/let-in", ""): _words(reason="回来"),
    ("/<hall>/admin/officials/<id>/password", ""): _words(reason="忘了密码"),
    ("/me/account/end", ""): _words(session="00"),
    ("/me/cases/<number>/withdraw", ""): _seen(),
    ("/me/drafts/<id>", ""): _words(act="save", score="91"),
    ("/me/mandates/<draft id>", ""): _words(act="save", name="李四"),
    ("/me/mandates/<number>/confirm", ""): _words(code="000000"),
    ("/me/point/find", ""): _words(who="没有这个人"),
    ("/office/items/<code>/edit/alias", ""): _words(word="考普通话"),
    ("/office/items/<code>/edit/comment", ""): _words(words="再看一遍时限"),
    ("/office/items/<code>/retire", ""): _words(reason="已取消", sure="yes", day="2099-01-01", number="1"),
    ("/office/items/<code>/keep", ""): _words(reason="留下", number="1"),
    ("/office/items/<code>/editions/<n>/send-back", ""): _read(reason="再看看"),
    ("/office/items/<code>/editions/<n>/review", ""): _read(),
    ("/office/items/<code>/editions/<n>/hand-in", ""): _read(),
    ("/office/items/<code>/editions/<n>/take-back", ""): _read(),
    ("/office/items/<code>/editions/<n>/publish", ""): _read(effective="2099-01-01"),
    ("/office/items/<code>/editions/<n>/discard", ""): _read(),
    ("/me/point/switch", ""): lambda question, world: {"person": str(world.id("citizen_a"))},
}
