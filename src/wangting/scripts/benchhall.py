"""The hall that ``wangting bench`` measures: provisioned, populated, with people who know what they want."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from BTrees.LOBTree import LOBTree
from transaction import TransactionManager

from wangting.app import make_app
from wangting.bench.population import MARK, Loader, populate
from wangting.bench.process import HOST, free_port
from wangting.bench.programme import PEOPLE, VISITORS, Prepared
from wangting.bench.walking import Offered
from wangting.clock import SystemClock
from wangting.content.register import Register
from wangting.declare import load
from wangting.rules.access import Asker, Facts, Holding
from wangting.rules.iso7064 import mod_11_2
from wangting.scripts.provision import ACCOUNTS, provision
from wangting.security.permissions import CASE_ACT
from wangting.services.opening import open_house
from wangting.services.provisioning.keys import make_keys
from wangting.services.workroom import House, Workroom
from wangting.settings import read
from wangting.storage import open_database, open_storage

#: 普通话水平测试等级证书核发: one paper, a form of eight fields, offered by every department 教育局.
OFFERED = Offered("mengcheng", "440702103000")
MATERIAL = "m1"
PAPER = b"%PDF-1.4\n%" + bytes(range(256)) * 195 + b"\n%%EOF\n"
#: Cases of each reader, fields of the form that is measured.
CASES, FIELDS = 20, 12
#: Names of items to search by, and numbers of cases to open.
NAMES, NUMBERS = 1500, 1000
#: Questions to the gate that are timed.
ASKED = 2000
INI = """[app:main]
use = egg:wangting
wangting.mode = demo
wangting.rates = off
wangting.home = {home}
wangting.var = {var}
wangting.public_url = http://{host}:{port}
wangting.listen = {host}:{port}
wangting.sdi = off
[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys = plain
[logger_root]
level = ERROR
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = plain
[formatter_plain]
format = %(asctime)s %(levelname)s %(name)s %(message)s
"""


@dataclass(frozen=True)
class Ground:
    """What was prepared, and what was measured while preparing: cpu-ms a case loaded, µs a permission."""

    prepared: Prepared
    loaded: int
    load_cpu_seconds: float
    permission_us: float


def prepare(folder: Path, home: Path, cases: int, drafts: int, told: Callable[[int, int], object]) -> Ground:
    """Provision and populate a hall under ``folder``, which may be there already; people come with each call.

    ``drafts`` is the number for each of the people who file.
    """
    ini, port, var = folder / "hall.ini", free_port(), folder / "var"
    ini.write_text(INI.format(home=home, var=var, host=HOST, port=port), "utf-8")
    settings = read(ini)
    declared = load(settings.home)
    make_keys(settings, declared.tenants, SystemClock())
    house = open_house(settings, declared)
    database = open_database(open_storage(var))
    try:
        provision(settings, declared, house, database, make_app(settings, declared, house, database).registry)
        began = time.process_time()
        loaded = populate(database, house, cases, told)
        spent = time.process_time() - began
        manager = TransactionManager()
        connection = database.open(transaction_manager=manager)
        room = Workroom(house, connection.root(), house.slots.shared())
        people = _People(house, connection.root())
        # With nothing but time between them, two runs on one folder make people of their own.
        applicants = [people.make() for _ in range(PEOPLE)]
        readers = [people.make(cases=CASES) for _ in range(VISITORS)]
        manager.commit()
        edition = room.catalogue.offer(OFFERED.hall, OFFERED.code).edition.number
        long = next(offer for offer in room.catalogue.offers(OFFERED.hall) if _fields(offer.edition) == FIELDS)
        begun = house.side.drafts.create
        prepared = Prepared(
            ini=ini,
            data=var / "Data.fs",
            port=port,
            tick=house.tick,
            offered=OFFERED,
            material=MATERIAL,
            paper=PAPER,
            applicants=tuple((phone, people.password) for phone, _id in applicants),
            readers=tuple((phone, people.password) for phone, _id in readers),
            counter=_counter(var),
            drafts=tuple(
                tuple(begun(owner, OFFERED.hall, OFFERED.code, edition).id for _ in range(drafts))
                for _phone, owner in applicants
            ),
            forms=tuple(begun(owner, OFFERED.hall, long.code, long.edition.number).id for _phone, owner in readers),
            names=tuple(offer.edition.name for offer in room.catalogue.offers(OFFERED.hall)[:NAMES]),
            numbers=tuple(_numbers(room.register, OFFERED.hall)),
        )
        permission = permission_us(room)
        manager.abort()
        connection.close()
    finally:
        database.close()
        house.side.close()
    return Ground(prepared, loaded, spent, permission)


class _People:
    """Citizens of this run, who share a password."""

    def __init__(self, house: House, root: dict) -> None:
        self._room = Workroom(house, root, 0)
        self._loader = Loader(house, root, secrets.randbits(32))
        self._mark = root[MARK]
        self.password = "bench: " + secrets.token_urlsafe(9)
        self._hashed = self._room.registering.hashed(self.password)

    def make(self, *, cases: int = 0) -> tuple[str, int]:
        """Return phone and id of one more, who handed in ``cases`` cases."""
        serial = self._mark["runners"] = self._mark.get("runners", 0) + 1
        body, phone = f"341602190001{serial // 999 + 1:02d}{serial % 999:03d}", f"136{serial:08d}"
        person = self._room.registering.register(
            name="量速者", id_number=body + mod_11_2(body), phone=phone, password_hash=self._hashed
        )
        if cases:
            self._loader.add_cases(LOBTree({0: person.id}), 0, cases, cases)
        return phone, person.id


def _fields(edition: object) -> int:
    return sum(len(section["fields"]) for section in edition.form)


def _counter(var: Path) -> tuple[str, str]:
    accounts = json.loads((var / ACCOUNTS).read_text("utf-8"))
    return next((one["login"], one["password"]) for one in accounts
                if (one["role"], one["hall"]) == ("counter", OFFERED.hall))  # fmt: skip


def _numbers(register: Register, hall: str) -> Iterator[str]:
    """Yield the numbers of some cases of ``hall``, from all over the register."""
    dice, found = Random(1), 0  # noqa: S311 - a figure that can be had again, nothing secret
    known = [case_id for tree in register.cases for case_id in tree]
    for case_id in dice.sample(known, min(len(known), 20 * NUMBERS)):
        case = register.case(case_id)
        if case.owner_hall == hall:
            yield case.number
            found += 1
            if found == NUMBERS:
                return


def permission_us(room: Workroom) -> float:
    """Return what one question to the gate costs, in microseconds of this thread."""
    today = room.house.clock.now().date()
    unit = room.catalogue.offer(OFFERED.hall, OFFERED.code).implementation.unit
    asker = Asker(1, "official", (Holding("counter", OFFERED.hall, today, None, OFFERED.hall),))
    facts = Facts(kind="case", hall=OFFERED.hall, path=room.register.orgunit(unit).path, on=today,
                  act_posts=frozenset({"counter"}))  # fmt: skip
    began = time.thread_time()
    for _ in range(ASKED):
        if not room.gate.may(asker, CASE_ACT, facts).allowed:
            raise LookupError("the counter may not accept: what is measured is a refusal")
    return 1e6 * (time.thread_time() - began) / ASKED


@contextmanager
def said(text: str) -> Iterator[None]:
    """Say what is being done, and how much processor time of this process it took."""
    print(f"{text} ...", flush=True)
    began = time.process_time()
    yield
    print(f"  {time.process_time() - began:.0f} cpu-s", flush=True)
