"""The page of settings: every line an ini file may have; a setting without an explanation here stops the tool."""

from __future__ import annotations

import re
from pathlib import Path

from markdown import code, page, table

from wangting import gateways
from wangting.errors import DeclarationError
from wangting.settings import OPTIONS, PREFIX

#: What a setting of the house means; its default stands in OPTIONS.
HOUSE = {
    "mode": "`demo` or `production`",
    "home": "the folder with `tenants/`, `workflows/`, `themes/`; absolute, so begin it with `%(here)s`",
    "var": "where everything that is written lies: database, blobs, side store, keys, spool",
    "public_url": "the address people type; it stands in notices, on certificates and in QR codes",
    "listen": "host and port of the hall",
    "engine": "`file` (one process), `zeo` (several on this machine) or `relstorage` (PostgreSQL, several machines)",
    "processes": "how many processes answer requests; with `file` it is one, whatever stands here",
    "threads": "threads of each process that answer requests",
    "queue": "how many requests may wait for a thread; further ones are answered 503 at once",
    "slots": "the slots in which this machine numbers cases, shared out among its processes; two never share one",
    "sdi": "the maintenance surface for site managers: on in demo, off in production",
    "sdi_port": "its port, on the host of `listen`",
    "trusted_proxy": "whose `X-Forwarded-*` headers are believed: addresses or networks, separated by spaces",
    "worker": "whether the worker runs here too (timers, outbox, certificates); of several machines, on one",
    "worker_slot": "the slot of the worker's own acts",
    "outbox_tick": "seconds: how long a bucket of outgoing messages is collected",
    "session_idle_citizen": "minutes without a request after which a citizen is signed out",
    "staff_totp": "whether officials sign in with a second factor as well: `on` or `off`; by itself on in production",
    "session_idle_staff": "the same for officials",
    "session_lifetime": "minutes after which everybody signs in again",
    "ready_pages": "a folder where the hall leaves, at its start, pages for the web server before it; empty: nowhere",
    "rates": "how often one account or network may send forms is limited; `off` only to measure what the hall can do",
    "backup_within": "minutes after which a missing backup makes `/health` say 503; 0: nobody watches",
    "metrics_from": "who may read `/metrics`: addresses or networks, separated by spaces",
    "metrics_port": "the port of this machine at which the first of several web processes is met alone, for its own"
    " `/metrics`; the next one at the next port; 0: none",
    "draft_life": "days after its last change for which a draft is kept; people are told the day",
}
#: What a setting of a gateway means, and what holds when it is not written.
GATEWAYS = {
    "argon2.at_once": ("2", "how many passwords are hashed at once, 1 or 2; others wait"),
    "argon2.memory_kib": ("9216", "memory of one password hash, KiB, 7168 to 65536"),
    "argon2.passes": ("4", "passes over it, 1 to 10"),
    "face": ("none", "who compares a face with the photo of the card: `none` (pages lead to a window) or `http`"),
    "face.token_file": ("", "a file of mode 0600 with the token that is shown to it"),
    "face.url": ("", "its address; https in production"),
    "identity": ("register", "who compares name and number: `register` under var/ (in a demo, of samples), or `http`"),
    "identity.token_file": ("", "a file of mode 0600 with the token that is shown to it"),
    "identity.url": ("", "the address of the population register; https in production"),
    "mail": ("spool", "`spool` writes letters under `var/spool/`, `smtp` sends them"),
    "mail.sender": ("wangting@localhost", "the sender's address; must be set for `smtp`"),
    "oidc": ("off", "whether people may sign in with another government's account, by OpenID Connect: `off` or `on`"),
    "oidc.claim_id_number": ("id_number", "how the provider calls the identity number that it vouches for"),
    "oidc.claim_name": ("name", "the same for the name"),
    "oidc.claim_phone": ("phone_number", "the same for the phone; it counts where `<claim>_verified` is true"),
    "oidc.client_id": ("", "what the hall is called there; the address to register is `<public_url>/sign-in-arrive`"),
    "oidc.issuer": ("", "the provider, as it calls itself; https in production"),
    "oidc.name": ("统一身份认证", "what the button on the sign-in page calls it"),
    "oidc.name_en": ("the unified identity service", "the same in English"),
    "oidc.scope": ("openid profile phone", "what is asked for"),
    "oidc.secret_file": ("", "a file of mode 0600 with the secret that the provider gave"),
    "organisations": (
        "register",
        "who compares organisations and representatives: `register` under var/ (in a demo, of samples), or `http`",
    ),
    "organisations.token_file": ("", "a file of mode 0600 with the token that is shown to it"),
    "organisations.url": ("", "the address of the register of organisations; https in production"),
    "postgresql.dsn": ("", "where PostgreSQL is, in libpq's words; the password in a `passfile` of mode 0600"),
    "side": ("sqlite", "the side store (sessions, throttles, drafts, logs): `sqlite` under var/, or `postgresql`"),
    "signer": ("embedded", "who signs certificates; keys of the halls under an authority of the house"),
    "signer.keys": ("var/keys/signing", "the folder of the signing keys"),
    "sms": ("spool", "`spool` writes them under `var/spool/`, `terminal` shows them as well, `http` to a centre"),
    "sms.token_file": ("", "a file of mode 0600 with the centre's token"),
    "sms.url": ("", "the address of the centre; https in production"),
    "smtp.host": ("", "the mail server; must be set for `smtp`"),
    "smtp.password_file": ("", "a file of mode 0600 with the password"),
    "smtp.port": ("587", "its port"),
    "smtp.starttls": ("on", "`off` is refused in production, unless the server is on this machine"),
    "smtp.user": ("", "who signs in to it"),
    "uploads.case_mb": ("100", "megabytes of all files of a case, at most 100"),
    "uploads.file_mb": ("20", "megabytes of one file, at most 20"),
    "uploads.files": ("30", "files of a case, at most 30"),
    "uploads.form_kinds": ("pdf docx xlsx png jpg", "the same for blank forms and samples that halls give out"),
    "uploads.form_mb": ("10", "megabytes of one of those, at most 20 and never more than `uploads.file_mb`"),
    "uploads.kinds": ("jpg png pdf", "what may be uploaded, by its ending; the content is looked at too"),
    "vault.key": ("var/keys/vault.key", "the key that seals personal numbers and drafts"),
}


def text() -> str:
    """Return the page; raises DeclarationError for a setting that nobody explains, or an explanation of none."""
    _complete({option.key for option in OPTIONS}, set(HOUSE))
    _complete(_asked_by_gateways(), set(GATEWAYS))
    house = ((code(PREFIX + option.key), _default(option.default), HOUSE[option.key]) for option in OPTIONS)
    others = ((code(PREFIX + key), code(default), said) for key, (default, said) in GATEWAYS.items())
    return page(
        "Settings",
        "An ini file has them in `[app:main]`; `etc/wangting.ini` is the demo, `etc/production.ini.example` a start "
        "for a real hall. Every command and the application read the same file, check all of it, print every mistake "
        "at once and stop. A setting that does not exist is a mistake, too. Secrets are never settings: a setting "
        "names the file, of mode 0600, in which the secret stands.",
        "## The house",
        table(("setting", "default", "what"), house),
        "Production also refuses an address that is not https, a missing trusted proxy, sample keys and sample people.",
        "## Gateways",
        table(("setting", "default", "what"), others),
    )


def _asked_by_gateways() -> set[str]:
    """Return every setting that a gateway's code spells, ``mode`` apart; a module of ours is spelled alike."""
    texts = (path.read_text("utf-8") for path in Path(gateways.__file__).parent.rglob("*.py"))
    spelled = {key for text in texts for key in re.findall(r'"wangting\.([a-z_0-9.]+)"', text)}
    return {key for key in spelled if not key.startswith("gateways.")} - {"mode"}


def _complete(known: set[str], explained: set[str]) -> None:
    problems = [f"tools/docs/settings.py: {key}: is not explained" for key in sorted(known - explained)]
    problems += [f"tools/docs/settings.py: {key}: there is no such setting" for key in sorted(explained - known)]
    if problems:
        raise DeclarationError(problems)


def _default(default: str | None) -> str:
    return "must be set" if default is None else code(default)
