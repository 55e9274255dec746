"""A conflict at will: what happens once in a thousand commits, made to happen now."""

from __future__ import annotations

from ZODB.POSException import ConflictError


class Contrary:
    """A participant in a transaction that lets everybody else store what they have, blobs too, and then says no."""

    def __init__(self, manager):
        self.transaction_manager = manager

    def abort(self, transaction):
        pass

    tpc_begin = commit = tpc_finish = tpc_abort = abort

    def tpc_vote(self, transaction):
        raise ConflictError("forced")

    def sortKey(self):  # noqa: N802 - the transaction package names it
        return "~ behind every database"
