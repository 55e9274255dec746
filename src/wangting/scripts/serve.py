"""``wangting serve``: the hall - embedded in one process, or as several under a parent that looks after them.

In one process there are web threads, the worker and the SDI's own listener; with ZEO or PostgreSQL each of them has a
process of its own.  The parent listens and hands the socket down, so that all web processes answer at one address: a
connection goes to whichever is free, and none is lost with a process that falls (docs/adr/0022).
"""

from __future__ import annotations

import argparse
import errno
import gc
import ipaddress
import json
import logging.config
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from pyramid.router import Router

from wangting.app import make_app
from wangting.clock import SystemClock
from wangting.declare import load
from wangting.engines.meeting import answers
from wangting.errors import DeclarationError, WangtingError
from wangting.listening.server import Listening
from wangting.scripts.front import front_of
from wangting.scripts.provision import ACCOUNTS, provision
from wangting.scripts.running import writing
from wangting.scripts.supervising import Part, Supervisor
from wangting.services.opening import open_house
from wangting.services.provisioning.keys import make_keys
from wangting.services.working.worker import Worker
from wangting.settings import ZEO, Settings, read
from wangting.substrate.predicates import LISTENER

HELP = "Serve the halls; a new installation is provisioned first."
#: The SDI is for this machine, wherever the halls listen (DESIGN 6.11).
SDI_HOST = "127.0.0.1"


class AddressTaken(WangtingError):
    """Another program listens at the address of the hall or of the SDI."""

    code = "address_taken"


#: Seconds left to requests under way after SIGTERM; the whole end takes at most five.
GRACE = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/wangting.ini")


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT."""
    settings = read(args.ini)
    log_as_told(args.ini)
    return embedded(settings) if settings.is_one_process else supervised(settings, args.ini)


def embedded(settings: Settings) -> int:
    """Serve from this process alone."""
    declared = load(settings.home, base=False)
    make_keys(settings, declared.tenants, SystemClock())
    with writing(settings) as database:
        house = open_house(settings, declared)
        application = make_app(settings, declared, house, database)
        report = provision(settings, declared, house, database, application.registry)
        worker = Worker(house, database)
        application.registry.worker = worker
        thread = threading.Thread(target=worker.run, name="worker", daemon=True)
        if settings.worker:
            thread.start()
        print("\n".join([*report.lines(), *welcome(settings)]), flush=True)
        try:
            listen(settings, application, doors_of(settings))
        finally:
            worker.stop()
            if thread.is_alive():
                thread.join(GRACE)
            house.side.close()
    return 0


def supervised(settings: Settings, ini: Path) -> int:
    """Serve from several processes; return 0, or the exit code of the part that will not stand."""
    doors = doors_of(settings)
    supervisor = Supervisor()
    supervisor.heed_signals()
    try:
        if settings.engine == ZEO:
            ground = Part("storage", ("part", "storage", str(ini)), is_ground=True)
            supervisor.start(ground)
            if not supervisor.wait_for(ground, lambda: answers(settings.var)):
                return ground.process.returncode or 0
        code = supervisor.finish(Part("prepare", ("part", "prepare", str(ini))))
        if code or supervisor.is_over:
            return 0 if supervisor.is_over else code
        for part in parts_of(settings, ini, doors):
            supervisor.start(part)
        print("\n".join(welcome(settings)), flush=True)
        return supervisor.watch()
    finally:
        supervisor.end()
        for door in doors:
            door.close()


def parts_of(settings: Settings, ini: Path, doors: Sequence[socket.socket]) -> list[Part]:
    """Return the processes that stand on the storage, with the sockets at which they listen."""
    handles = [door.fileno() for door in doors]

    def listening(name: str, handle: int, *words: str) -> Part:
        return Part(name, ("part", name, str(ini), "--socket", str(handle), *words), (handle,))

    found = [
        listening("web", handles[0], "--share", f"{place}/{settings.processes}")
        for place in range(1, settings.processes + 1)
    ]
    if settings.sdi:
        found.append(listening("sdi", handles[1]))
    if settings.worker:
        found.append(Part("worker", ("part", "worker", str(ini))))
    return found


def log_as_told(ini: Path) -> None:
    """Set the logs up as the sections for them say; raises DeclarationError for what does not hold together."""
    try:
        logging.config.fileConfig(ini, disable_existing_loggers=False)
    except (KeyError, ValueError, RuntimeError) as problem:
        told = f"{ini}: [loggers], [handlers], [formatters] and what they name: {problem} is missing or wrong"
        raise DeclarationError([told]) from problem


def doors_of(settings: Settings) -> list[socket.socket]:
    """Return sockets bound to the hall's address and, when it is on, to the SDI's; raises AddressTaken."""
    return [bound_to(settings.listen)] + ([sdi_door(settings)] if settings.sdi else [])


def sdi_door(settings: Settings) -> socket.socket:
    """Return a socket bound to the SDI's address; raises AddressTaken."""
    return bound_to((SDI_HOST, settings.sdi_port))


def listen(settings: Settings, application: Router, doors: Sequence[socket.socket]) -> None:
    """Listen at sockets that are bound already; return after SIGTERM or SIGINT."""
    # What a start has made stays for good: walking through it again and again cost the collector a sixth of each page.
    gc.collect()
    gc.freeze()
    listening = Listening(front_of(settings, application.registry), threads=settings.threads, queue=settings.queue)
    for door in doors:
        host, port = door.getsockname()[:2]
        listening.at(heard_at(application, port), host, port, bound=door, **adjustments(settings))
    signal.signal(signal.SIGTERM, listening.stop)
    signal.signal(signal.SIGINT, listening.stop)
    listening.run(GRACE)


def bound_to(address: tuple[str, int]) -> socket.socket:
    """Return a socket that is bound to ``address``; raises AddressTaken when somebody else listens there."""
    host, port = address
    try:
        return socket.create_server(address, family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        following = "End the other program, or set another wangting.listen (or wangting.sdi_port)."
        raise AddressTaken(address=f"{host}:{port}", next=following) from fault


def heard_at(application: Callable, port: int) -> Callable:
    """Return ``application`` that is told at which port it is asked, whatever a proxy says of its own."""

    def told(environ: dict, start_response: Callable) -> object:
        environ[LISTENER] = str(port)
        return application(environ, start_response)

    return told


def adjustments(settings: Settings) -> dict[str, object]:
    """Return what waitress is told besides where to listen; raises DeclarationError for a proxy it cannot believe."""
    return {
        "ident": None,
        "clear_untrusted_proxy_headers": True,
        **_proxy(settings.trusted_proxy),
    }


def _proxy(trusted: tuple[str, ...]) -> dict[str, object]:
    """Return whose headers waitress believes: it compares one address, letter by letter, and knows no networks."""
    if not trusted:
        return {}
    network = ipaddress.ip_network(trusted[0])
    if len(trusted) > 1 or network.num_addresses > 1:
        raise DeclarationError(["wangting.trusted_proxy: the embedded server believes one address, no network"])
    address = str(network.network_address)
    return {"trusted_proxy": address, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}


def welcome(settings: Settings) -> list[str]:
    """Return what somebody who just started the hall wants to know."""
    lines = [f"亳州网厅 wangting: {settings.public_url}  ({settings.mode})"]
    if settings.sdi:
        lines.append(f"site management (SDI): http://{SDI_HOST}:{settings.sdi_port}/manage")
    accounts = settings.var / ACCOUNTS
    if settings.is_demo and accounts.exists():
        lines.append(f"sample accounts, all of them in {ACCOUNTS} under var/:")
        shown: set[str] = set()
        for account in json.loads(accounts.read_text("utf-8")):
            if account["role"] not in shown:
                shown.add(account["role"])
                lines.append(f"  {account['role']:<15} {account['login']:<32} {account['password']}")
    return lines
