"""The other process of a contract: opens the database of an ini and does what it is asked, one line at a time."""

from __future__ import annotations

import sys
from pathlib import Path

from transaction import TransactionManager

from wangting.errors import WangtingError
from wangting.scripts.running import writing
from wangting.services.attempts import attempt
from wangting.settings import read


def say(text: object) -> None:
    """Answer with one line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until the line is closed."""
    manager = TransactionManager()
    with writing(read(Path(sys.argv[1]))) as database:
        connection = database.open(transaction_manager=manager)
        say("ready")
        for line in sys.stdin:
            word, *values = line.split()
            if word == "count":
                for _ in range(int(values[0])):
                    attempt(manager, lambda: connection.root()["counts"].add("submitted"))
                say("done")
            elif word == "read":
                manager.begin()
                say(connection.root().get(values[0]))
                manager.abort()
            elif word == "blob":
                manager.begin()
                with connection.root()["paper"].open("r") as stream:
                    say(stream.read().decode())
                manager.abort()
        manager.abort()
        connection.close()


if __name__ == "__main__":
    try:
        main()
    except WangtingError as refusal:
        say(refusal.code)
