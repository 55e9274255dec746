"""``wangting bench``: what a guide page, a filing and an act cost, beside a bare page and a raw commit of the same run.

Machines are noisy: read processor time and ratios, never seconds (QUALITY).  Everything runs in a folder of its own
that is removed afterwards; the hall's own var/ is not touched.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import secrets
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from transaction import TransactionManager

from wangting.app import make_app
from wangting.bench.bare import raw_commit
from wangting.bench.browser import Browser
from wangting.bench.clients import Applicant, accepting, reading
from wangting.bench.load import Cost, measure
from wangting.bench.process import HOST, Served, free_port
from wangting.bench.rows import Row, act_row, filing_row, guide_rows, table
from wangting.bench.walking import Offered
from wangting.clock import SystemClock
from wangting.declare import load
from wangting.gateways.durable import write
from wangting.rules.iso7064 import mod_11_2
from wangting.scripts.provision import ACCOUNTS, provision
from wangting.services.opening import open_house
from wangting.services.provisioning.keys import make_keys
from wangting.services.workroom import Workroom
from wangting.settings import read
from wangting.storage import open_database, open_storage

HELP = "measure a guide page, a filing and an act beside a bare page and a raw commit"
#: 普通话水平测试等级证书核发: one paper, a form of eight fields, offered by every department 教育局.
OFFERED = Offered("mengcheng", "440702103000")
MATERIAL = "m1"
CLIENTS = 4
#: Drafts that are prepared for each second of a run, more than are filed in it.
DRAFTS_A_SECOND = 80
PAPER = b"%PDF-1.4\n%" + bytes(range(256)) * 195 + b"\n%%EOF\n"
PASSWORD = "bench: " + secrets.token_urlsafe(9)
SERVE = ("-c", "import sys; from wangting.scripts.command import main; sys.exit(main())", "serve")
INI = """[app:main]
use = egg:wangting
wangting.mode = demo
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
class Prepared:
    """A provisioned hall that is not yet served."""

    ini: Path
    port: int
    tick: float
    phones: tuple[str, ...]
    drafts: tuple[tuple[str, ...], ...]
    counter: dict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where the report goes and how long each part runs."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the report to this file")
    parser.add_argument("--seconds", type=float, default=5.0, metavar="N", help="length of each part (5)")
    parser.add_argument("--home", type=Path, default=Path(), metavar="FOLDER", help="the checkout (the current folder)")


def run(args: argparse.Namespace) -> int:
    """Measure, print the table, write the report; 1 when a target is missed."""
    with tempfile.TemporaryDirectory(prefix="wangting-bench-") as name:
        folder = Path(name)
        print("preparing a hall of its own ...", flush=True)
        prepared = prepare(folder, args.home.resolve(), args.seconds)
        baselines = bare(folder, args.seconds)
        rows = hall(prepared, folder, args.seconds, baselines)
    print("\n".join(table(baselines, rows)))
    if args.json:
        report = {
            "at": SystemClock().now().isoformat(timespec="seconds"),
            "machine": {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()},
            "seconds": args.seconds,
            "baselines": {name: cost.as_dict() for name, cost in baselines.items()},
            "rows": [row.as_dict() for row in rows],
        }
        write(args.json, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode(), mode=0o644)
    return 0 if all(row.kept for row in rows) else 1


def prepare(folder: Path, home: Path, seconds: float) -> Prepared:
    """Provision a hall under ``folder``, with citizens who have drafts."""
    ini, port, var = folder / "hall.ini", free_port(), folder / "var"
    ini.write_text(INI.format(home=home, var=var, host=HOST, port=port), "utf-8")
    settings = read(ini)
    declared = load(settings.home)
    make_keys(settings, declared.tenants, SystemClock())
    house = open_house(settings, declared)
    database = open_database(open_storage(var))
    try:
        provision(settings, declared, house, database, make_app(settings, declared, house, database).registry)
        manager = TransactionManager()
        connection = database.open(transaction_manager=manager)
        room = Workroom(house, connection.root(), house.slots.shared())
        people = [_citizen(room, serial) for serial in range(CLIENTS)]
        manager.commit()
        each = max(5, round(seconds * DRAFTS_A_SECOND / CLIENTS))
        edition = room.catalogue.offer(OFFERED.hall, OFFERED.code).edition.number
        drafts = [
            tuple(house.side.drafts.create(owner, OFFERED.hall, OFFERED.code, edition).id for _ in range(each))
            for _phone, owner in people
        ]
        manager.abort()
        connection.close()
    finally:
        database.close()
        house.side.close()
    accounts = json.loads((var / ACCOUNTS).read_text("utf-8"))
    counter = next(one for one in accounts if (one["role"], one["hall"]) == ("counter", OFFERED.hall))
    return Prepared(ini, port, house.tick, tuple(phone for phone, _ in people), tuple(drafts), counter)


def _citizen(room: Workroom, serial: int) -> tuple[str, int]:
    body, phone = f"34160219010404{serial:03d}", f"136{serial:08d}"
    hashed = room.registering.hashed(PASSWORD)
    person = room.registering.register(
        name="量速者", id_number=body + mod_11_2(body), phone=phone, password_hash=hashed
    )
    return phone, person.id


def bare(folder: Path, seconds: float) -> dict[str, Cost]:
    """Measure what the hall is compared with."""
    port = free_port()
    costs = {}
    with Served(("-m", "wangting.bench.bare", str(port)), port, folder / "bare.log") as served:
        for name in ("hello", "page"):
            costs[f"bare {name}"] = anonymous(served, f"/{name}", seconds)
    costs["raw commit with a blob of 50 kB"] = raw_commit(folder, seconds, PAPER)
    return costs


def anonymous(served: Served, path: str, seconds: float) -> Cost:
    """Measure one page as visitors see it, after a few that warm the server up."""
    with ExitStack() as stack:
        browsers = [stack.enter_context(Browser(HOST, served.port)) for _ in range(CLIENTS)]
        for browser in browsers:
            for _ in range(5):
                next(reading(browser, path))
        return measure(served, [reading(browser, path) for browser in browsers], seconds)


def hall(prepared: Prepared, folder: Path, seconds: float, baselines: dict[str, Cost]) -> list[Row]:
    """Serve the prepared hall and measure its rows."""

    def settle() -> None:
        """Wait for the worker, who closes a bucket one tick after its own and sends its notices then."""
        time.sleep(4 * prepared.tick)

    with Served((*SERVE, str(prepared.ini)), prepared.port, folder / "hall.log") as served, ExitStack() as stack:
        # With two slashes the same page is made each time: what is written in an unusual way is never kept.
        guides = [anonymous(served, f"/{OFFERED.hall}{slash}items/{OFFERED.code}", seconds) for slash in ("/", "//")]
        people = [stack.enter_context(Browser(HOST, prepared.port)) for _ in prepared.phones]
        for browser, phone in zip(people, prepared.phones, strict=True):
            browser.sign_in(phone, PASSWORD)
        applicants = [Applicant(*pair, MATERIAL) for pair in zip(people, prepared.drafts, strict=True)]
        parts = {
            "upload": measure(served, [one.uploading(PAPER) for one in applicants], seconds * 9),
            "answers": measure(served, [one.answering() for one in applicants], seconds * 9),
            "submit and notice": measure(served, [one.submitting() for one in applicants], seconds * 9, settle),
        }
        desks = [stack.enter_context(Browser(HOST, prepared.port)) for _ in applicants]
        for desk in desks:
            desk.sign_in(prepared.counter["login"], prepared.counter["password"])
        acts = measure(served, _accepting(desks, applicants), seconds * 9, settle)
    return [*guide_rows(*guides, baselines), filing_row(parts), act_row(acts)]


def _accepting(desks: Sequence[Browser], applicants: Sequence[Applicant]) -> list:
    return [accepting(desk, OFFERED, one.numbers) for desk, one in zip(desks, applicants, strict=True)]
