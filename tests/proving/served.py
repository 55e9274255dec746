"""A copy of the installation served by the real command in a process of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from narrowing import NARROWED
from wangting.bench.process import HOST, Served, free_port
from wangting.services.provisioning.service import FILES
from wangting.storage import open_database, open_storage

#: What a shell would start, and by which words Python starts it without one.
SERVE = ("-c", "import sys; from wangting.scripts.command import main; sys.exit(main())", "serve")
INI = """[app:main]
use = egg:wangting
wangting.mode = demo
wangting.home = {home}
wangting.var = {var}
wangting.public_url = http://{host}:{port}
wangting.listen = {host}:{port}
wangting.sdi = off
wangting.rates = off
{more}

[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys = plain
[logger_root]
level = WARNING
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = plain
[formatter_plain]
format = %(asctime)s %(levelname)s %(name)s %(message)s
"""


def _settle(var: Path, digest: str) -> None:
    """Let the copy count as provisioned from the declared files, so that a server does not bring 3,393 items more."""
    database = open_database(open_storage(var))
    with database.transaction() as connection:
        connection.root()["register"].provisioned[FILES] = digest.removesuffix(NARROWED)
    database.close()


class ServedHall:
    """One installation under ``folder``, copied unless it is there; started, killed and started at one address."""

    def __init__(self, installation: object, folder: Path, words: tuple[str, ...] = SERVE,
                 settings: tuple[str, ...] = ()) -> None:  # fmt: skip
        self.var = folder / "var"
        if not self.var.exists():
            shutil.copytree(installation.settings.var, self.var)
            _settle(self.var, installation.declared.digest)
        self.port = free_port()
        self.log = folder / "serve.log"
        self.ini = folder / "hall.ini"
        more = "\n".join(f"wangting.{line}" for line in settings)
        filled = INI.format(home=installation.settings.home, var=self.var, host=HOST, port=self.port, more=more)
        self.ini.write_text(filled, "utf-8")
        self._words = (*words, str(self.ini))

    def start(self) -> Served:
        """Start the server and return it once it answers."""
        served = Served(self._words, self.port, self.log)
        served.wait_until_it_answers()
        return served
