"""The spool: every message is one durable file, named by its id, so that sending again replaces it.

On one machine without a mail server this is where letters are read (and what the sample hall shows); a mail server
or an SMS centre can also be fed from it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from wangting.clock import Clock
from wangting.gateways import choice, durable
from wangting.gateways.messages.letter import Letter
from wangting.gateways.messages.mime import as_mail


class Spool:
    """A directory of messages, readable by its owner only: they carry addresses and names."""

    def __init__(self, directory: Path, suffix: str, written: Callable[[Letter], bytes]) -> None:
        self._directory = choice.private_directory(directory)
        self._suffix = suffix
        self._written = written

    def send(self, letter: Letter) -> None:
        """Write the letter, fsynced, under the name of its id; raises NoRoom when the disk is full."""
        durable.write(self._directory / f"{letter.message_id}{self._suffix}", self._written(letter))


def mail_spool(var: Path, sender: str, clock: Clock) -> Spool:
    """Return the spool of mails (``spool/mail/<id>.eml``, RFC 5322)."""
    return Spool(var / "spool" / "mail", ".eml", lambda letter: bytes(as_mail(letter, sender, clock.now())))


def sms_spool(var: Path, clock: Clock) -> Spool:
    """Return the spool of short messages (``spool/sms/<id>.json``)."""
    return Spool(var / "spool" / "sms", ".json", lambda letter: _as_json(letter, clock))


def _as_json(letter: Letter, clock: Clock) -> bytes:
    record = {
        "id": letter.message_id,
        "to": letter.to,
        "text": letter.body,
        "at": clock.now().isoformat(timespec="seconds"),
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
