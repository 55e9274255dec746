"""One process of several that draw numbers from one hall: ``python numbering.py INI SLOTS EACH LOGIN…``.

Each login is a thread.  The numbers go to the output, one a line, and then a line that says how often it collided.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).parents[1]))

from proving.casefiles import submission_of, upload
from proving.ground import Ground, open_ground, together
from proving.size import sized
from wangting.clock import SystemClock
from wangting.declare import load
from wangting.settings import read

#: Seconds in which all of them must have their numbers.
PATIENCE = sized(240, 5_400)


def client(ground: Ground, login: str, each: int) -> list[str]:
    """File ``each`` cases and return their numbers."""
    with ground.hand() as hand:
        return [hand.insist(submission_of(upload(ground, login, None)))[0] for _ in range(each)]


def main() -> None:
    """Draw the numbers."""
    ini, slots, each, *logins = sys.argv[1:]
    settings = read(Path(ini))
    installation = SimpleNamespace(settings=settings, declared=load(settings.home, base=False), accounts=[])
    ground = open_ground(
        installation,
        settings.var,
        # It goes on: at one moment all messages would lie in one bucket, which each filing writes anew.
        SystemClock(),
        threads=len(logins),
        slots=tuple(int(slot) for slot in slots.split(",")),
        engine=settings.engine,
    )
    try:
        works = [lambda login=login: client(ground, login, int(each)) for login in logins]
        results = together(works, PATIENCE)
        for result in results:
            if isinstance(result, BaseException):
                raise result
            sys.stdout.writelines(f"{number}\n" for number in result)
        sys.stdout.write(f"collided {ground.conflicts}\n")
    finally:
        ground.close()


if __name__ == "__main__":
    main()
