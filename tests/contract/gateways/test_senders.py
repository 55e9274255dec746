"""Every sender delivers a letter with its id, again under the same id, and says what it could not deliver."""

import json
from base64 import b64encode
from email import message_from_bytes
from email.policy import default

import pytest

from contract.gateways.peers import guarded_mail_server, mail_server, sms_centre
from wangting.errors import DeclarationError, NoRoom
from wangting.gateways import durable
from wangting.gateways.messages.letter import Letter, Undelivered
from wangting.gateways.messages.opening import open_mail, open_sms

LETTER = Letter("n-341622.1", "wang@example.org", "受理通知", "王小明：\n您的申请已受理。\n")
SMTP = {"wangting.mail": "smtp", "wangting.smtp.host": "127.0.0.1", "wangting.smtp.starttls": "off"}


class MailSpool:
    """Mail in the spool."""

    def __init__(self, tmp_path, clock):
        self.directory = tmp_path / "spool" / "mail"
        self.sender = open_mail({}, tmp_path, clock)

    def delivered(self):
        mails = [message_from_bytes(path.read_bytes(), policy=default) for path in self.directory.iterdir()]
        return [(mail["Message-ID"].split("@")[0][1:], mail["To"], mail.get_content()) for mail in mails]


class SmsSpool:
    """Short messages in the spool."""

    def __init__(self, tmp_path, clock):
        self.directory = tmp_path / "spool" / "sms"
        self.sender = open_sms({}, tmp_path, clock)

    def delivered(self):
        records = [json.loads(path.read_text("utf-8")) for path in self.directory.iterdir()]
        return [(record["id"], record["to"], record["text"]) for record in records]


class Smtp:
    """Mail by SMTP to a peer that drops repetitions by their Message-ID, as mail servers do."""

    def __init__(self, clock, mailbox, port):
        settings = {**SMTP, "wangting.smtp.port": str(port), "wangting.mail.sender": "hall@bozhou.example"}
        self.sender, self.mailbox = open_mail(settings, None, clock), mailbox

    def delivered(self):
        mails = {mail["Message-ID"]: mail for mail in self.mailbox.mails}
        return [(name.split("@")[0][1:], mail["To"], mail.get_content()) for name, mail in mails.items()]


class HttpSms:
    """Short messages by HTTP to a peer that drops repetitions by their key."""

    def __init__(self, clock, centre):
        self.sender = open_sms({"wangting.sms": "http", "wangting.sms.url": centre.address}, None, clock)
        self.centre = centre

    def delivered(self):
        records = {headers["Idempotency-Key"]: record for _, headers, record in self.centre.got}
        return [(record["id"], record["to"], record["text"]) for record in records.values()]


@pytest.fixture
def mailbox():
    with mail_server() as peer:
        yield peer


@pytest.fixture
def centre():
    with sms_centre() as peer:
        yield peer


@pytest.fixture(params=["mail spool", "sms spool", "smtp", "http"])
def way(request, tmp_path, clock):
    if request.param == "mail spool":
        return MailSpool(tmp_path, clock)
    if request.param == "sms spool":
        return SmsSpool(tmp_path, clock)
    if request.param == "smtp":
        return Smtp(clock, *request.getfixturevalue("mailbox"))
    return HttpSms(clock, request.getfixturevalue("centre"))


def test_a_letter_arrives_whole(way):
    way.sender.send(LETTER)
    ((message_id, to, body),) = way.delivered()
    assert (message_id, to, body.replace("\r\n", "\n")) == ("n-341622.1", LETTER.to, LETTER.body)


def test_a_letter_sent_again_is_one_letter(way):
    for _ in range(3):
        way.sender.send(LETTER)
    way.sender.send(Letter("n-341622.2", LETTER.to, LETTER.subject, "另一封"))
    assert sorted(message_id for message_id, _, _ in way.delivered()) == ["n-341622.1", "n-341622.2"]


@pytest.mark.parametrize(
    ("message_id", "to", "subject"),
    [
        ("../../etc/passwd", "a@b", "s"),
        ("a/b", "a@b", "s"),
        ("", "a@b", "s"),
        (".hidden", "a@b", "s"),
        ("a" * 101, "a@b", "s"),
        ("n1", "a@b\r\nBcc: everybody@example.org", "s"),
        ("n1", "a@b", "s\nBcc: everybody@example.org"),
        ("n1", "", "s"),
    ],
)
def test_what_could_become_a_path_or_a_header_is_no_letter(message_id, to, subject):
    with pytest.raises(ValueError, match="message"):
        Letter(message_id, to, subject, "body")


def test_a_spool_on_a_full_disk_says_so_and_keeps_no_half_letter(tmp_path, clock, monkeypatch):
    sender = open_sms({}, tmp_path, clock)
    monkeypatch.setattr(durable.os, "fsync", _full)
    with pytest.raises(NoRoom):
        sender.send(LETTER)
    assert list((tmp_path / "spool" / "sms").iterdir()) == []


@pytest.mark.parametrize(
    ("reply", "recipient_reply", "permanent"),
    [
        ("451 try later", None, False),
        ("554 no", None, True),
        (None, "450 mailbox busy", False),
        (None, "550 no such user", True),
    ],
)
def test_a_mail_server_that_refuses_is_believed(mailbox, clock, reply, recipient_reply, permanent):
    box, port = mailbox
    box.reply, box.recipient_reply = reply, recipient_reply
    with pytest.raises(Undelivered) as refusal:
        Smtp(clock, box, port).sender.send(LETTER)
    assert refusal.value.permanent is permanent
    assert box.mails == []


@pytest.mark.parametrize(
    ("status", "permanent"), [(500, False), (503, False), (429, False), (401, False), (400, True), (302, False)]
)
def test_an_sms_centre_that_refuses_is_believed(centre, clock, status, permanent):
    centre.status = status
    with pytest.raises(Undelivered) as refusal:
        HttpSms(clock, centre).sender.send(LETTER)
    assert refusal.value.permanent is permanent
    assert [path for path, _, _ in centre.got] == ["/send?from=hall"], "a redirect was followed"


def test_a_peer_that_is_not_there_is_tried_again(clock):
    with mail_server() as (box, port):
        mail = Smtp(clock, box, port)
    with sms_centre() as centre:
        sms = HttpSms(clock, centre)
    for way in (mail, sms):
        with pytest.raises(Undelivered) as refusal:
            way.sender.send(LETTER)
        assert refusal.value.permanent is False


def test_a_mail_server_without_starttls_gets_no_letter_when_it_is_asked_for(mailbox, clock):
    box, port = mailbox
    settings = {**SMTP, "wangting.smtp.starttls": "on", "wangting.smtp.port": str(port), "wangting.mail.sender": "h@x"}
    with pytest.raises(Undelivered):
        open_mail(settings, None, clock).send(LETTER)
    assert box.mails == []


@pytest.mark.parametrize("answer", [b"235 welcome\r\n", b"535 who are you\r\n"])
def test_a_login_is_made_with_the_password_of_a_private_file(tmp_path, clock, answer):
    secret = tmp_path / "password"
    secret.write_text("geheim\n")
    secret.chmod(0o600)
    with guarded_mail_server(answer) as (said, port):
        login = {"wangting.smtp.user": "hall", "wangting.smtp.password_file": str(secret)}
        settings = {**SMTP, **login, "wangting.smtp.port": str(port), "wangting.mail.sender": "h@bozhou.example"}
        sender = open_mail(settings, tmp_path, clock)
        if answer.startswith(b"235"):
            sender.send(LETTER)
        else:
            with pytest.raises(Undelivered) as refusal:
                sender.send(LETTER)
            assert refusal.value.permanent is False, "a wrong login is the hall's fault, not the letter's"
    token = b64encode(b"\0hall\0geheim").decode()
    assert f"AUTH PLAIN {token}" in said
    assert ("DATA" in [line.upper() for line in said]) is answer.startswith(b"235")


def test_the_token_of_the_centre_comes_from_a_private_file(centre, tmp_path, clock):
    token = tmp_path / "token"
    token.write_text("geheim\n")
    settings = {
        "wangting.sms": "http",
        "wangting.sms.url": centre.address,
        "wangting.sms.token_file": str(token),
    }
    token.chmod(0o644)
    with pytest.raises(DeclarationError, match=r"wangting\.sms\.token_file: others can read the file"):
        open_sms(settings, tmp_path, clock)
    token.chmod(0o600)
    open_sms(settings, tmp_path, clock).send(LETTER)
    assert centre.got[0][1]["Authorization"] == "Bearer geheim"


@pytest.mark.parametrize(
    ("opened", "settings", "complaint"),
    [
        (open_mail, {"wangting.mail": "pigeon"}, r"wangting\.mail: unknown value 'pigeon', choose one of smtp, spool"),
        (open_mail, {"wangting.mail": "smtp"}, r"wangting\.smtp\.host: missing"),
        (open_mail, {**SMTP, "wangting.smtp.port": "70000"}, r"wangting\.smtp\.port: '70000' is not a whole number"),
        (open_mail, SMTP, r"wangting\.mail\.sender: missing"),
        (
            open_mail,
            {**SMTP, "wangting.smtp.host": "mail.example", "wangting.mode": "production"},
            r"wangting\.smtp\.starttls: off is refused in production",
        ),
        (open_sms, {"wangting.sms": "http"}, r"wangting\.sms\.url: missing"),
        (open_sms, {"wangting.sms": "http", "wangting.sms.url": "ftp://x/"}, r"not an http or https address"),
        (
            open_sms,
            {"wangting.sms": "http", "wangting.sms.url": "http://sms.example/", "wangting.mode": "production"},
            r"plain http is refused in production",
        ),
        (
            open_sms,
            {"wangting.sms": "http", "wangting.sms.url": "https://s/", "wangting.sms.token_file": "nowhere"},
            r"wangting\.sms\.token_file: there is no such file",
        ),
    ],
)
def test_settings_that_cannot_work_stop_the_boot(opened, settings, complaint, tmp_path, clock):
    with pytest.raises(DeclarationError, match=complaint):
        opened(settings, tmp_path, clock)


def test_https_centres_are_spoken_to_by_tls(clock):
    with sms_centre() as centre:
        settings = {"wangting.sms": "http", "wangting.sms.url": centre.address.replace("http:", "https:")}
        with pytest.raises(Undelivered):
            open_sms(settings, None, clock).send(LETTER)
        assert centre.got == []


def _full(number):
    raise OSError(28, "No space left on device")


def test_the_terminal_shows_what_the_spool_has_taken_and_nothing_else(tmp_path, clock, capsys, monkeypatch):
    sender = open_sms({"wangting.sms": "terminal"}, tmp_path, clock)
    sender.send(LETTER)
    assert capsys.readouterr().out == f"SMS {LETTER.to}: {LETTER.body}\n"
    assert [path.stem for path in (tmp_path / "spool" / "sms").iterdir()] == [LETTER.message_id]
    monkeypatch.setattr(durable, "write", lambda *_told: (_ for _ in ()).throw(NoRoom))
    with pytest.raises(NoRoom):
        sender.send(LETTER)
    assert capsys.readouterr().out == ""


def test_the_terminal_is_refused_in_production(tmp_path, clock):
    with pytest.raises(DeclarationError, match="terminal is refused in production"):
        open_sms({"wangting.sms": "terminal", "wangting.mode": "production"}, tmp_path, clock)
