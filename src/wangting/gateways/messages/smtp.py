"""Mail by SMTP (RFC 5321): the real sender; STARTTLS and a login are settings."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass

from wangting.clock import Clock
from wangting.gateways.messages.letter import Letter, Undelivered
from wangting.gateways.messages.mime import as_mail

_PERMANENT = 500
"""Replies from 500 on say that trying again is no use (RFC 5321, 4.2.1)."""


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over; ``timeout`` in seconds for each step of the conversation."""

    host: str
    port: int
    sender: str
    starttls: bool = True
    user: str = ""
    password: str = ""
    timeout: float = 20.0


class SmtpSender:
    """Hands each letter to a mail server in a conversation of its own."""

    def __init__(self, server: MailServer, clock: Clock) -> None:
        self._server = server
        self._clock = clock

    def send(self, letter: Letter) -> None:
        """Hand the letter over; raises Undelivered, permanent when the server will never take it."""
        server = self._server
        try:
            with smtplib.SMTP(server.host, server.port, timeout=server.timeout) as peer:
                if server.starttls:
                    peer.starttls(context=ssl.create_default_context())
                if server.user:
                    peer.login(server.user, server.password)
                peer.send_message(as_mail(letter, server.sender, self._clock.now()))
        except smtplib.SMTPRecipientsRefused as fault:
            replies = [reply for reply, _ in fault.recipients.values()]
            raise Undelivered(permanent=min(replies) >= _PERMANENT, reason=f"smtp {min(replies)}") from fault
        except smtplib.SMTPAuthenticationError as fault:
            # A wrong login is our fault, not the letter's: it is tried again when the setting is mended.
            raise Undelivered(permanent=False, reason=f"smtp {fault.smtp_code}") from fault
        except smtplib.SMTPResponseException as fault:
            raise Undelivered(permanent=fault.smtp_code >= _PERMANENT, reason=f"smtp {fault.smtp_code}") from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise Undelivered(permanent=False, reason=type(fault).__name__) from fault
