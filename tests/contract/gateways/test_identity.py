"""Checks of identity: each says the same about the same people; what is no answer is never taken for one."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from contract.gateways.peers import serving
from wangting.errors import DeclarationError
from wangting.gateways import calling
from wangting.gateways.identity.interface import AGREES, DIFFERS, UNKNOWN, Represented, Unanswered
from wangting.gateways.identity.opening import open_face_check, open_firm_check, open_name_check
from wangting.gateways.identity.organisations import OrganisationRegister
from wangting.gateways.identity.peer import FacePeer, FirmPeer, NamePeer
from wangting.gateways.identity.population import PopulationRegister

ANNA, BEN = ("王小样", "341602190101010014"), ("李样例", "341602190101010022")
PEOPLE = {ANNA[1]: ANNA[0], BEN[1]: BEN[0]}
FIRM = Represented("91990000MA0000001B", "亳州样例（集团）有限公司", *ANNA)


def verdict_of_person(asked):
    """Say what the office for people says."""
    known = PEOPLE.get(asked["id_number"])
    return UNKNOWN if known is None else AGREES if known == asked["name"] else DIFFERS


def verdict_of_firm(asked):
    """Say what the office for organisations says."""
    if asked["credit_code"] != FIRM.credit_code:
        return UNKNOWN
    said = {name: text for name, text in asked.items() if name != "id"}
    return AGREES if said == asdict(FIRM) else DIFFERS


@contextmanager
def office():
    """Yield another office that keeps a register: what it was asked, and what it says instead of an answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append((dict(self.headers), asked))
            verdict = verdict_of_firm(asked) if "credit_code" in asked else verdict_of_person(asked)
            body = server.instead if server.instead is not None else json.dumps({"result": verdict}).encode()
            self.send_response(server.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Say nothing: the test asks what came."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.instead, server.status = [], None, 200
    server.address = f"http://127.0.0.1:{server.server_address[1]}/compare?from=hall"
    with serving(server):
        yield server


@pytest.fixture
def peer():
    with office() as found:
        yield found


@pytest.fixture(params=["register", "http"])
def names(request, tmp_path, keyed, peer):
    if request.param == "http":
        return NamePeer(peer.address, "shared secret")
    register = PopulationRegister(tmp_path / "var" / "population.sqlite", keyed)
    register.put([ANNA, BEN])
    return register


def test_a_name_check_tells_the_three_cases_apart(names):
    assert names.is_connected()
    assert names.compare(*ANNA) == AGREES
    assert names.compare(BEN[0], ANNA[1]) == DIFFERS
    assert names.compare(ANNA[0], "341602190101019990") == UNKNOWN


@pytest.fixture(params=["register", "http"])
def firms(request, tmp_path, keyed, peer):
    if request.param == "http":
        return FirmPeer(peer.address, "shared secret")
    register = OrganisationRegister(tmp_path / "var" / "organisations.sqlite", keyed)
    register.put([FIRM])
    return register


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, AGREES),
        ({"name": "亳州样例有限公司"}, DIFFERS),
        ({"representative": BEN[0]}, DIFFERS),
        ({"id_number": BEN[1]}, DIFFERS),
        ({"credit_code": "91341622MA0000001M"}, UNKNOWN),
    ],
)
def test_a_check_of_organisations_agrees_only_where_all_of_it_is_so(firms, changed, said):
    assert firms.is_connected()
    assert firms.compare(replace(FIRM, **changed)) == said


def test_the_embedded_register_of_organisations_reads_what_people_type_and_keeps_none_of_it(tmp_path, keyed):
    path = tmp_path / "organisations.sqlite"
    register = OrganisationRegister(path, keyed)
    assert not register.is_connected()
    with pytest.raises(Unanswered):
        register.compare(FIRM)
    register.put([FIRM])
    typed = Represented(FIRM.credit_code.lower(), "亳州样例(集团) 有限公司", FIRM.representative, FIRM.id_number)
    assert register.compare(typed) == AGREES
    mixed = replace(FIRM, name=FIRM.name + FIRM.representative[0], representative=FIRM.representative[1:])
    assert register.compare(mixed) == DIFFERS
    content = path.read_bytes()
    for part in (FIRM.name, FIRM.representative, FIRM.id_number, FIRM.credit_code):
        assert part.encode() not in content
    assert path.stat().st_mode & 0o077 == 0
    register.put([replace(FIRM, name="改名以后")])
    assert register.compare(FIRM) == DIFFERS


def test_an_office_for_organisations_that_is_away_or_answers_otherwise_is_no_answer(peer):
    peer.instead = b'{"result": "probably"}'
    with pytest.raises(Unanswered):
        FirmPeer(peer.address).compare(FIRM)
    with pytest.raises(Unanswered):
        FirmPeer("http://127.0.0.1:9/compare", seconds=2).compare(FIRM)


def test_the_embedded_register_keeps_no_name_and_no_number_and_is_closed_to_others(tmp_path, keyed):
    path = tmp_path / "population.sqlite"
    register = PopulationRegister(path, keyed)
    assert not register.is_connected()
    with pytest.raises(Unanswered):
        register.compare(*ANNA)
    register.put([])
    assert not register.is_connected()
    register.put([ANNA])
    content = path.read_bytes()
    assert ANNA[0].encode() not in content
    assert ANNA[1].encode() not in content
    assert path.stat().st_mode & 0o077 == 0


def test_who_is_written_again_has_the_new_name(tmp_path, keyed):
    register = PopulationRegister(tmp_path / "population.sqlite", keyed)
    register.put([ANNA])
    register.put([("王大样", ANNA[1])])
    assert (register.compare(*ANNA), register.compare("王大样", ANNA[1].lower())) == (DIFFERS, AGREES)


def test_a_damaged_register_is_no_answer(tmp_path, keyed):
    path = tmp_path / "population.sqlite"
    path.write_bytes(b"not a database, and long enough to be looked at as one")
    with pytest.raises(Unanswered):
        PopulationRegister(path, keyed).compare(*ANNA)


def test_a_peer_is_shown_the_token_and_asked_with_a_new_number_each_time(peer):
    NamePeer(peer.address, "shared secret").compare(*ANNA)
    NamePeer(peer.address).compare(*ANNA)
    (first_headers, first), (second_headers, second) = peer.asked
    assert first_headers["Authorization"] == "Bearer shared secret"
    assert "Authorization" not in second_headers
    assert first["id"] != second["id"]
    assert {key: first[key] for key in ("name", "id_number")} == {"name": ANNA[0], "id_number": ANNA[1]}


def test_a_face_is_sent_whole(peer):
    assert FacePeer(peer.address).is_connected()
    assert FacePeer(peer.address).compare(*ANNA, b"\x89PNG") == AGREES
    assert peer.asked[0][1]["photo"] == "iVBORw=="


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b'{"result": "agrees"}'),
        (302, b'{"result": "agrees"}'),
        (200, b"agrees"),
        (200, b'{"result": "yes"}'),
        (200, b'["agrees"]'),
        (200, b"x" * (calling.LONGEST + 1)),
    ],
)
def test_what_is_no_answer_is_never_taken_for_one(peer, status, body):
    peer.status, peer.instead = status, body
    with pytest.raises(Unanswered):
        NamePeer(peer.address).compare(*ANNA)


def test_a_peer_that_is_away_is_no_answer():
    with pytest.raises(Unanswered):
        NamePeer("http://127.0.0.1:9/compare", seconds=2).compare(*ANNA)


def test_the_settings_choose_and_what_cannot_work_stops_the_boot(tmp_path, keyed):
    token = tmp_path / "token"
    token.write_text("secret")
    token.chmod(0o600)
    address = {"wangting.identity.url": "https://register.example.cn/compare", "wangting.face.url": "https://x.cn/"}
    firms = {"wangting.organisations": "http", "wangting.organisations.url": "https://register.example.cn/firm"}
    http = {"wangting.identity": "http", "wangting.face": "http", "wangting.identity.token_file": str(token), **address}
    assert isinstance(open_name_check({}, tmp_path, keyed), PopulationRegister)
    assert isinstance(open_name_check(http, tmp_path, keyed), NamePeer)
    assert isinstance(open_face_check(http), FacePeer)
    assert isinstance(open_firm_check({}, tmp_path, keyed), OrganisationRegister)
    assert isinstance(open_firm_check(firms, tmp_path, keyed), FirmPeer)
    open_to_all = {"wangting.organisations.url": "http://register.example.cn/", "wangting.mode": "production"}
    for wrong in (
        {"wangting.organisations": "http"},
        {"wangting.organisations": "hearsay"},
        {**firms, **open_to_all},
        {**firms, "wangting.organisations.token_file": str(tmp_path / "none")},
    ):
        with pytest.raises(DeclarationError):
            open_firm_check(wrong, tmp_path, keyed)
    with pytest.raises(Unanswered):
        open_face_check({}).compare(*ANNA, b"")
    assert not open_face_check({}).is_connected()
    plain = {"wangting.mode": "production", "wangting.identity.url": "http://register.example.cn/"}
    for wrong in (
        {"wangting.identity": "telepathy"},
        {"wangting.identity": "http"},
        {"wangting.identity": "http", "wangting.identity.url": "register.example.cn"},
        {"wangting.identity": "http", "wangting.identity.url": "https://register.example.cn:port/"},
        {"wangting.identity": "http", **plain},
        {**http, "wangting.identity.token_file": str(tmp_path / "none")},
    ):
        with pytest.raises(DeclarationError):
            open_name_check(wrong, tmp_path, keyed)
    with pytest.raises(DeclarationError):
        open_face_check({"wangting.face": "mirror"})
