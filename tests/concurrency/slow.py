"""A hall in which every act takes 30 ms longer between what it reads and its commit: whoever can collide does.

Started as ``python slow.py serve INI`` in place of the command.
"""

from __future__ import annotations

import sys
import time

from wangting.scripts.command import main
from wangting.services.casework.service import Casework

SLOW = 0.03

if __name__ == "__main__":
    act = Casework.act

    def slow_act(*args: object, **kw: object) -> None:
        """Act, and dawdle before the commit."""
        act(*args, **kw)
        time.sleep(SLOW)

    Casework.act = slow_act
    sys.exit(main())
