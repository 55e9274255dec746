"""Turns a message of the outbox into letters: looks up where it goes, fills the declared text, hands it to a sender."""

from __future__ import annotations

from collections.abc import Mapping

from wangting.content.outbox import Message
from wangting.content.parties import Party
from wangting.gateways.messages.courier import Courier
from wangting.gateways.messages.letter import Letter, Sender
from wangting.gateways.vault import Vault
from wangting.rules.notice import NoticeText, fill

#: What a phone number is sealed for in the directory.
PHONE = "phone"


class Notifying:
    """Delivers notices.  Delivered twice, a notice has the same message id (QUALITY P6)."""

    def __init__(self, *, texts: Mapping[str, NoticeText], hall_names: Mapping[str, str], public_url: str,
                 mail: Sender, sms: Sender, vault: Vault) -> None:  # fmt: skip
        self._texts = texts
        self._hall_names = hall_names
        self._public_url = public_url.rstrip("/")
        self._mail = mail
        self._sms = sms
        self._vault = vault
        self._courier = Courier()

    def letters(self, message: Message, party: Party | None) -> list[tuple[Sender, Letter]]:
        """Return what must be sent for ``message``; an address is unsealed only here."""
        text = self._texts.get(message.text)
        if party is None or text is None:
            return []
        facts = dict(message.facts)
        number = str(facts["number"])
        values = {
            "number": number,
            "item": str(facts["item"]),
            "hall": self._hall_names[str(facts["hall"])],
            "address": f"{self._public_url}/me/cases/{number}",
        }
        found = []
        if party.phone_sealed:
            phone = self._vault.open(party.phone_sealed, PHONE)
            found.append((self._sms, Letter(f"{message.id}.sms", phone, "", fill(text.sms, values))))
        if party.mail:
            letter = Letter(f"{message.id}.mail", party.mail, fill(text.subject, values), fill(text.body, values))
            found.append((self._mail, letter))
        return found

    def tell_later(self, message_id: str, party: Party, subject: str, text: str) -> None:
        """Send ``text`` to the phone of ``party``, else by mail, after the answer has left; nobody learns whether."""
        if party.phone_sealed:
            letter = Letter(message_id, self._vault.open(party.phone_sealed, PHONE), "", text)
            self._courier.send(self._sms, letter)
        elif party.mail:
            self._courier.send(self._mail, Letter(message_id, party.mail, subject, text))

    def wait(self) -> None:
        """Return when every letter that was to be sent later was sent or given up."""
        self._courier.wait()

    def tell(self, message_id: str, phone_sealed: bytes, text: str) -> None:
        """Send ``text`` to a phone at once: codes that somebody waits for do not go through the outbox (DESIGN 6.8).

        Raises Undelivered or NoRoom when the peer did not take it.
        """
        self._sms.send(Letter(message_id, self._vault.open(phone_sealed, PHONE), "", text))
