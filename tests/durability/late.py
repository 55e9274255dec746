"""The twin that must fail: a hall that answers first and commits 50 ms later, what is filed and what is decided.

Started as ``python late.py serve INI`` in place of the command.  Everything else is the hall as it is.
"""

from __future__ import annotations

import sys
import threading

from transaction import TransactionManager, manager
from ZODB.Connection import Connection

from wangting import app
from wangting.scripts.command import main
from wangting.views import closing

LATE = 0.05
#: Where people are told that something is done: the last button of an application, and an act.
PROMISES = ("/submit", "/act")


class LateManager(TransactionManager):
    """Says that it has committed, and does so later; its connection is given back after that."""

    def __init__(self) -> None:
        super().__init__()
        self.owed = False
        self.connection: Connection | None = None
        #: Held by who asks whether something is owed, and by who has just paid.
        self.word = threading.Lock()

    def commit(self) -> None:
        """Say yes now."""
        self.owed = True
        threading.Timer(LATE, self._commit).start()

    def abort(self) -> None:
        """Leave alone what is still owed."""
        if not self.owed:
            super().abort()

    def _commit(self) -> None:
        try:
            super().commit()
        finally:
            super().abort()
            with self.word:
                self.owed = False
            if self.connection is not None:
                self.connection.close()


def close_later(connection: Connection, primary: bool = True) -> None:
    """Close a connection unless its manager still owes a commit, or is in the middle of it."""
    manager = connection.transaction_manager
    if isinstance(manager, LateManager):
        with manager.word:
            if manager.owed:
                manager.connection = connection
                return
    close(connection, primary)


def settings_with_a_late_manager(settings: object) -> dict:
    """Return what the application asks for, with what is promised to people under the late manager.

    Who has just registered comes back sooner than that, and would never file anything.
    """
    return {
        **pyramid_settings(settings),
        "tm.manager_hook": lambda request: LateManager() if request.path.endswith(PROMISES) else manager,
    }


def let_go_later(event: object) -> None:
    """Leave a connection with the manager that still owes its commit."""
    if not getattr(event.conn.transaction_manager, "owed", False):
        let_go(event)


if __name__ == "__main__":
    close, pyramid_settings, let_go = Connection.close, app.pyramid_settings, closing.let_go
    closing.let_go = let_go_later
    Connection.close = close_later
    app.pyramid_settings = settings_with_a_late_manager
    sys.exit(main())
