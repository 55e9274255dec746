"""Which senders there are, and how the settings choose them.

``wangting.mail = spool | smtp`` and ``wangting.sms = spool | http``; what only the real ones need is asked only then.
Secrets are not settings: they stand in files that the settings name.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from wangting.clock import Clock
from wangting.errors import DeclarationError
from wangting.gateways import choice
from wangting.gateways.messages.letter import Sender
from wangting.gateways.messages.sms import HttpSmsSender, SmsCentre
from wangting.gateways.messages.smtp import MailServer, SmtpSender
from wangting.gateways.messages.spool import mail_spool, sms_spool

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_SAMPLE_SENDER = "wangting@localhost"
_LAST_PORT = 65_535


def open_mail(settings: Mapping[str, str], var: Path, clock: Clock) -> Sender:
    """Return the mail sender of the settings; raises DeclarationError for what cannot work."""
    sender = settings.get("wangting.mail.sender", "").strip() or _SAMPLE_SENDER
    if choice.chosen(settings, "wangting.mail", "spool", ("spool", "smtp")) == "spool":
        return mail_spool(var, sender, clock)
    starttls = choice.chosen(settings, "wangting.smtp.starttls", "on", ("on", "off")) == "on"
    host = choice.required(settings, "wangting.smtp.host", "mail goes by smtp and needs a server")
    if not starttls and host not in _LOOPBACK and choice.is_production(settings):
        raise DeclarationError(
            ["settings: wangting.smtp.starttls: off is refused in production, it shows every letter"]
        )
    server = MailServer(
        host=host,
        port=choice.whole_number(settings, "wangting.smtp.port", 587, 1, _LAST_PORT),
        sender=choice.required(settings, "wangting.mail.sender", "mail goes by smtp and needs a sender's address"),
        starttls=starttls,
        user=settings.get("wangting.smtp.user", "").strip(),
        password=_secret(settings, "wangting.smtp.password_file"),
    )
    return SmtpSender(server, clock)


def open_sms(settings: Mapping[str, str], var: Path, clock: Clock) -> Sender:
    """Return the SMS sender of the settings; raises DeclarationError for what cannot work."""
    if choice.chosen(settings, "wangting.sms", "spool", ("spool", "http")) == "spool":
        return sms_spool(var, clock)
    url = choice.required(settings, "wangting.sms.url", "SMS go by http and need the address of a centre")
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise DeclarationError(["settings: wangting.sms.url: not an http or https address"])
    if address.scheme == "http" and address.hostname not in _LOOPBACK and choice.is_production(settings):
        raise DeclarationError(["settings: wangting.sms.url: plain http is refused in production, use https"])
    return HttpSmsSender(SmsCentre(url, _secret(settings, "wangting.sms.token_file")))


def _secret(settings: Mapping[str, str], key: str) -> str:
    """Return the content of the file that the setting names, or nothing; raises DeclarationError when it is open."""
    name = settings.get(key, "").strip()
    if not name:
        return ""
    path = Path(name)
    if not path.is_file():
        raise DeclarationError([f"settings: {key}: there is no such file"])
    if path.stat().st_mode & 0o077:
        raise DeclarationError([f"settings: {key}: others can read the file, run chmod 0600"])
    return path.read_text("utf-8").strip()
