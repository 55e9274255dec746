"""A letter as a mail (RFC 5322), with the same Message-ID at every try."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from wangting.gateways.messages.letter import Letter


def as_mail(letter: Letter, sender: str, at: datetime) -> EmailMessage:
    """Return the mail of ``letter`` from the address ``sender``, dated ``at``; plain text in UTF-8.

    Its Message-ID is made of the letter's id and the domain of the sender, so a resend is recognised as one.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = letter.to
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{letter.message_id}@{sender.rpartition('@')[2].rstrip('>')}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.body, charset="utf-8")
    return mail
