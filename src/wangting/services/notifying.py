"""Turns a message of the outbox into letters: looks up where it goes, fills the declared text, hands it to a sender."""

from __future__ import annotations

from collections.abc import Mapping

from wangting.content.outbox import Message
from wangting.content.parties import Party
from wangting.gateways.messages.courier import Courier
from wangting.gateways.messages.letter import Letter, Sender
from wangting.gateways.vault import Vault
from wangting.rules.notice import AccountText, NoticeText, fill

#: What a phone number is sealed for in the directory.
PHONE = "phone"
#: The kind of message that is about an account and no case; its facts are what is filled in, but for this one, which
#: is a sealed phone that the party no longer has.
ACCOUNT, FORMER_PHONE = "account", "former_phone"


class Notifying:
    """Delivers notices.  Delivered twice, a notice has the same message id (QUALITY P6)."""

    def __init__(self, *, texts: Mapping[str, NoticeText], account_texts: Mapping[str, AccountText],
                 hall_names: Mapping[str, str], public_url: str, mail: Sender, sms: Sender,
                 vault: Vault) -> None:  # fmt: skip
        self._texts = texts
        self._account_texts = account_texts
        self._hall_names = hall_names
        self._public_url = public_url.rstrip("/")
        self._mail = mail
        self._sms = sms
        self._vault = vault
        self._courier = Courier()

    def letters(self, message: Message, party: Party | None) -> list[tuple[Sender, Letter]]:
        """Return what must be sent for ``message``; an address is unsealed only here."""
        if message.kind == ACCOUNT:
            return self._account_letters(message, party)
        if party is None or message.text not in self._texts:
            return []
        facts = dict(message.facts)
        text = self.notice(message.text, str(facts["number"]), str(facts["item"]), str(facts["hall"]))
        return self._letters(message.id, party, text)

    def tells(self, act: str) -> bool:
        """Return whether anything is said after ``act`` on a case."""
        return act in self._texts

    def notice(self, act: str, number: str, item: str, hall: str) -> NoticeText | None:
        """Return what is said after ``act`` on a case, filled in; None for an act after which nothing is said."""
        text = self._texts.get(act)
        if text is None:
            return None
        address = f"{self._public_url}/me/cases/{number}"
        values = {"number": number, "item": item, "hall": self._hall_names[hall], "address": address}
        return NoticeText(*(fill(words, values) for words in (text.sms, text.subject, text.body)))

    def account_text(self, told: str, values: Mapping[str, str]) -> AccountText:
        """Return what is told about an account, filled in; raises KeyError for what is never told."""
        text = self._account_texts[told]
        return AccountText(text.subject, fill(text.text, values))

    def address(self, path: str) -> str:
        """Return the whole address of one of our pages."""
        return self._public_url + path

    def _account_letters(self, message: Message, party: Party | None) -> list[tuple[Sender, Letter]]:
        facts = dict(message.facts)
        former = facts.pop(FORMER_PHONE, b"")
        text = self.account_text(message.text, {name: str(value) for name, value in facts.items()})
        said = NoticeText(text.text, text.subject, text.text)
        found = [] if party is None else self._letters(message.id, party, said)
        if former:
            letter = Letter(f"{message.id}.former", self._vault.open(former, PHONE), "", text.text)
            found.append((self._sms, letter))
        return found

    def _letters(self, message_id: str, party: Party, text: NoticeText) -> list[tuple[Sender, Letter]]:
        found: list[tuple[Sender, Letter]] = []
        if party.phone_sealed:
            phone = self._vault.open(party.phone_sealed, PHONE)
            found.append((self._sms, Letter(f"{message_id}.sms", phone, "", text.sms)))
        if party.mail:
            found.append((self._mail, Letter(f"{message_id}.mail", party.mail, text.subject, text.body)))
        return found

    def tell_later(self, message_id: str, text: AccountText, *, phone: str = "", mail: str = "") -> None:
        """Send ``text`` to ``phone``, else to ``mail``, after the answer has left; nobody learns whether."""
        if phone:
            self._courier.send(self._sms, Letter(message_id, phone, "", text.text))
        elif mail:
            self._courier.send(self._mail, Letter(message_id, mail, text.subject, text.text))

    def wait(self) -> None:
        """Return when every letter that was to be sent later was sent or given up."""
        self._courier.wait()

    def tell(self, message_id: str, phone_sealed: bytes, text: str) -> None:
        """Send ``text`` to a phone at once: codes that somebody waits for do not go through the outbox (DESIGN 6.8).

        Raises Undelivered or NoRoom when the peer did not take it.
        """
        self._sms.send(Letter(message_id, self._vault.open(phone_sealed, PHONE), "", text))
