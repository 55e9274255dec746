"""Which senders there are, and how the settings choose them.

``wangting.mail = spool | smtp`` and ``wangting.sms = spool | terminal | http``; what only the real ones need is asked
only then.
Secrets are not settings: they stand in files that the settings name.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wangting.clock import Clock
from wangting.errors import DeclarationError
from wangting.gateways import choice
from wangting.gateways.messages.letter import Sender
from wangting.gateways.messages.sms import HttpSmsSender, SmsCentre
from wangting.gateways.messages.smtp import MailServer, SmtpSender
from wangting.gateways.messages.spool import mail_spool, sms_spool
from wangting.gateways.messages.terminal import Terminal

_SAMPLE_SENDER = "wangting@localhost"
_LAST_PORT = 65_535


def open_mail(settings: Mapping[str, str], var: Path, clock: Clock) -> Sender:
    """Return the mail sender of the settings; raises DeclarationError for what cannot work."""
    sender = settings.get("wangting.mail.sender", "").strip() or _SAMPLE_SENDER
    if choice.chosen(settings, "wangting.mail", "spool", ("spool", "smtp")) == "spool":
        return mail_spool(var, sender, clock)
    starttls = choice.chosen(settings, "wangting.smtp.starttls", "on", ("on", "off")) == "on"
    host = choice.required(settings, "wangting.smtp.host", "mail goes by smtp and needs a server")
    if not starttls and host not in choice.LOOPBACK and choice.is_production(settings):
        raise DeclarationError(
            ["settings: wangting.smtp.starttls: off is refused in production, it shows every letter"]
        )
    server = MailServer(
        host=host,
        port=choice.whole_number(settings, "wangting.smtp.port", 587, 1, _LAST_PORT),
        sender=choice.required(settings, "wangting.mail.sender", "mail goes by smtp and needs a sender's address"),
        starttls=starttls,
        user=settings.get("wangting.smtp.user", "").strip(),
        password=choice.secret(settings, "wangting.smtp.password_file"),
    )
    return SmtpSender(server, clock)


def open_sms(settings: Mapping[str, str], var: Path, clock: Clock) -> Sender:
    """Return the SMS sender of the settings; raises DeclarationError for what cannot work."""
    chosen = choice.chosen(settings, "wangting.sms", "spool", ("spool", "terminal", "http"))
    if chosen == "spool":
        return sms_spool(var, clock)
    if chosen == "terminal":
        if choice.is_production(settings):
            raise DeclarationError(["settings: wangting.sms: terminal is refused in production, it shows every code"])
        return Terminal(sms_spool(var, clock), lambda line: print(line, flush=True))  # noqa: T201 - that is what it is for
    url = choice.peer(settings, "wangting.sms.url", "SMS go by http and need the address of a centre")
    return HttpSmsSender(SmsCentre(url, choice.secret(settings, "wangting.sms.token_file")))
