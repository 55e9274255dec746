"""Nobody seizes an organisation: whose word registers it, what a code can do, what only a window can."""

from __future__ import annotations

from datetime import timedelta

import pytest

from acting import party
from walking import id_number
from wangting.errors import Refused
from wangting.gateways.identity.interface import AGREES, UNKNOWN, Represented, Unanswered
from wangting.gateways.identity.organisations import OrganisationRegister
from wangting.rules.assurance import DATA, FACE, PROVIDER, WINDOW
from wangting.rules.identifiers import credit_code_check
from wangting.services.vouching import AWAY, UNASKED, Answer, Firm

CODE = "91341622MA0000001" + credit_code_check("91341622MA0000001")
HEAD, HEADS_PHONE, STRANGERS_PHONE = "王总", "13800000007", "13800000009"
FIRM = Firm("样例商贸有限公司", CODE, HEAD)
ASKED = Firm("样例商贸有限公司", CODE, HEAD, HEADS_PHONE)


@pytest.fixture
def room(hall):
    """Yield services in a house whose register of organisations names the person with the serial 7."""
    with hall.room() as found:
        say(found, FIRM)
        yield found


class Silent:
    """A register that does not answer."""

    def is_connected(self):
        raise Unanswered(reason="damaged")

    def compare(self, said):
        raise Unanswered(reason="timeout")


def unknown(room, tmp_path):
    """Let the register know other organisations only."""
    other = OrganisationRegister(tmp_path / "other.sqlite", room.house.vault)
    other.put([Represented("91990000MA0000001B", "别的", "别人", id_number(99))])
    room.vouching._firms = other


def say(room, firm, serial=7):
    """Let the register name the person with ``serial`` as the representative of ``firm``."""
    room.house.firm_check.put([Represented(CODE, firm.name, firm.representative, id_number(serial))])


def person(room, serial, name, way=None):
    found = room.registering.register(
        name=name, id_number=id_number(serial), phone=f"138{serial:08d}", password_hash="x"
    )
    if way is not None:
        room.assuring.prove(found, way, room.assuring.about(found))
    return found


@pytest.fixture
def head(room):
    """Return the representative, who has proved to be that."""
    return person(room, 7, HEAD, DATA)


@pytest.fixture
def stranger(room):
    return person(room, 9, "陌生人", DATA)


@pytest.fixture
def clerk(room):
    return party(room, "mengcheng-counter")


def until(room, days=90):
    return room.house.clock.now().date() + timedelta(days=days)


def register(room, firm, by, **more):
    answer = room.vouching.ask(firm, by)
    return room.representing.register(firm, by, until(room, more.pop("days", 90)), answer, **more)


def operators(room):
    return [each.delegate for each in room.representing.operators(room.representing.find(CODE))]


@pytest.mark.parametrize("way", [DATA, FACE, WINDOW])
def test_the_representative_by_proof_registers_at_once(room, way):
    found = person(room, 7, HEAD, way)
    mandate = register(room, FIRM, found)
    firm = room.representing.find(CODE)
    assert room.representing.operators(firm) == [mandate]
    assert (firm.name, firm.representative, firm.representative_mark) == (FIRM.name, HEAD, found.id_mark)


@pytest.mark.parametrize("way", [None, PROVIDER])
def test_a_name_that_nobody_here_compared_registers_nothing(room, way):
    found = person(room, 9, HEAD, way)
    with pytest.raises(Refused, match="representative_unproved"):
        register(room, FIRM, found)


def test_who_takes_the_name_of_a_representative_loses_the_proof_and_seizes_nothing(room, stranger):
    room.amending.change_name(stranger, HEAD, "改名", None)
    with pytest.raises(Refused, match="representative_unproved"):
        register(room, FIRM, stranger)
    assert operators(room) == []


def test_a_phone_of_ones_own_gets_no_code_for_somebody_elses_name(room, stranger):
    with pytest.raises(Refused, match="representative_unknown"):
        register(room, Firm(FIRM.name, CODE, HEAD, STRANGERS_PHONE), stranger)
    person(room, 8, HEAD)
    with pytest.raises(Refused, match="representative_unknown"):
        register(room, Firm(FIRM.name, CODE, HEAD, "13800000008"), stranger)
    with pytest.raises(Refused, match="representative_unknown"):
        register(room, Firm(FIRM.name, CODE, HEAD, "13712345678"), stranger)
    with pytest.raises(Refused, match="representative_phone"):
        register(room, FIRM, stranger)
    assert operators(room) == []


def test_a_code_goes_to_the_phone_that_the_representatives_account_has_by_then(room, head, stranger):
    waits = register(room, ASKED, stranger)
    assert room.mandating.signatory(waits).phone_masked == "138****0007"
    room.amending.change_phone(head, "13711111111", None)
    assert room.mandating.signatory(waits).phone_masked == "137****1111"
    room.mandating.confirm(waits, stranger, "sms", room.vouching.ask_again(waits))
    firm = room.representing.find(CODE)
    assert (firm.representative_mark, firm.phone_masked) == (head.id_mark, "137****1111")
    assert room.house.vault.open(firm.phone_sealed, "phone") == "13711111111"


@pytest.mark.parametrize("since", ["unasked", "of somebody else", "away", "another"])
def test_a_code_needs_what_the_register_says_when_it_comes(room, head, stranger, since):
    waits = register(room, ASKED, stranger)
    answers = {"unasked": UNASKED, "of somebody else": Answer(AGREES, stranger.id_mark)}
    if since == "away":
        room.vouching._firms = Silent()
    elif since == "another":
        say(room, FIRM, serial=8)
    answer = answers.get(since) or room.vouching.ask_again(waits)
    code = "company_unlike_register" if since == "another" else "company_unconfirmed"
    with pytest.raises(Refused, match=code):
        room.mandating.confirm(waits, stranger, "sms", answer)
    assert not waits.terms.confirmed
    assert operators(room) == []


def test_a_code_of_who_is_on_record_from_before_needs_no_register(hall, room, head, stranger):
    firm = abandoned(hall, room, head)
    waits = register(room, ASKED, stranger)
    assert waits.vouched == firm.representative_mark == head.id_mark
    room.vouching._firms = Silent()
    room.mandating.confirm(waits, stranger, "sms", room.vouching.ask_again(waits))
    assert operators(room) == [stranger.id]


@pytest.mark.parametrize("change", ["name", "disabled", "erased"])
def test_who_is_no_longer_the_representative_by_proof_confirms_nothing(room, head, stranger, change):
    waits = register(room, ASKED, stranger)
    if change == "name":
        room.amending.change_name(head, "王经理", "改名", None)
    elif change == "disabled":
        head.disabled = True
    else:
        room.erasing.erase(head)
    with pytest.raises(Refused, match="mandate_no_phone"):
        room.mandating.send_code(waits)
    with pytest.raises(Refused, match="representative_unknown"):
        room.mandating.confirm(waits, stranger, "sms")
    assert operators(room) == []


def test_a_mandate_that_waits_for_a_window_is_confirmed_by_no_code(room, stranger, clerk):
    waits = register(room, ASKED, stranger, at_window=True)
    with pytest.raises(Refused, match="mandate_no_phone"):
        room.mandating.send_code(waits)
    with pytest.raises(Refused, match="representative_unknown"):
        room.mandating.confirm(waits, stranger, "sms")
    room.mandating.confirm(waits, clerk, "window")
    firm = room.representing.find(CODE)
    assert (firm.representative, firm.representative_mark, firm.phone_sealed) == (HEAD, "", b"")


def abandoned(hall, room, head, **firm):
    """Let the organisation have been acted for, by the word of its representative, and by nobody any more."""
    operator = person(room, 5, "老员工")
    mandate = register(room, ASKED, operator, days=10)
    room.mandating.confirm(mandate, operator, "sms", room.vouching.ask_again(mandate))
    hall.clock.advance(days=20)
    return room.representing.find(CODE)


def test_one_that_was_acted_for_answers_only_to_the_same_representative(hall, room, head, stranger, tmp_path):
    firm = abandoned(hall, room, head)
    unknown(room, tmp_path)
    namesake = person(room, 8, HEAD, WINDOW)
    for by in (namesake, stranger):
        for name, representative in (("新名字", HEAD), (FIRM.name, by.name if by is stranger else "李总")):
            with pytest.raises(Refused, match="company_differs"):
                register(room, Firm(name, CODE, representative, STRANGERS_PHONE), by)
    waits = register(room, Firm(FIRM.name, CODE, HEAD, STRANGERS_PHONE), stranger)
    assert room.mandating.signatory(waits).phone_masked == "138****0007"
    asked = register(room, FIRM, namesake)
    assert not asked.terms.confirmed
    assert room.mandating.signatory(asked).phone_masked == "138****0007"
    register(room, Firm("改名后的公司", CODE, HEAD), head)
    assert (firm.name, operators(room)) == ("改名后的公司", [head.id])
    for mandate in (waits, asked):
        with pytest.raises(Refused, match="company_taken"):
            room.mandating.confirm(mandate, head, "sms")


def test_where_the_representative_has_gone_the_phone_of_the_last_registration_is_asked(hall, room, head, stranger):
    firm = abandoned(hall, room, head)
    room.erasing.erase(head)
    waits = register(room, FIRM, stranger)
    assert room.mandating.signatory(waits).phone_masked == "138****0007"
    firm.name = "后来改的名字"
    assert room.mandating.signatory(waits).phone_sealed == b""
    firm.name = FIRM.name
    room.mandating.confirm(waits, stranger, "sms")
    assert (firm.phone_masked, operators(room)) == ("138****0007", [stranger.id])


def test_without_a_phone_of_before_only_a_window_is_left(hall, room, head, stranger, clerk):
    register(room, FIRM, head, days=10)
    hall.clock.advance(days=20)
    room.erasing.erase(head)
    with pytest.raises(Refused, match="representative_unknown"):
        register(room, FIRM, stranger)
    mandate = room.representing.appoint(FIRM, stranger, until(room), clerk)
    assert [(step.what, step.by, step.way) for step in mandate.steps] == [
        ("drawn", clerk.id, "window"), ("confirmed", clerk.id, "window"),
    ]  # fmt: skip
    assert operators(room) == [stranger.id]


def test_a_window_appoints_somebody_where_people_are_gone_and_ends_them_if_it_is_asked_to(room, head, clerk):
    register(room, FIRM, head)
    newcomer, other = person(room, 6, "新会计"), person(room, 4, "新出纳", WINDOW)
    with pytest.raises(Refused, match="operator_already"):
        room.representing.appoint(FIRM, head, until(room, 5), clerk)
    room.representing.appoint(Firm("没有听谁的", CODE, "李总"), newcomer, until(room), clerk)
    firm = room.representing.find(CODE)
    assert (firm.name, operators(room)) == (FIRM.name, [head.id, newcomer.id])
    said = Firm("新名字", CODE, other.name, "13600000001")
    room.representing.appoint(said, other, until(room, 20), clerk, ends_others=True)
    assert operators(room) == [other.id]
    assert (firm.name, firm.representative, firm.phone_masked) == ("新名字", other.name, "136****0001")
    assert firm.representative_mark == other.id_mark
    assert head.told[-1].what == newcomer.told[-1].what == "operator_ended"
    assert other.told[-1].what == "operator_added"
    room.representing.appoint(Firm("又改名", CODE, other.name), newcomer, until(room, 30), clerk, ends_others=True)
    assert (firm.phone_masked, firm.representative_mark) == ("136****0001", other.id_mark)


def test_nobody_is_appointed_for_more_organisations_than_they_can_know(room, head, clerk, monkeypatch):
    monkeypatch.setattr("wangting.services.representing.MOST", 0)
    with pytest.raises(Refused, match="too_many_companies"):
        room.representing.appoint(FIRM, head, until(room), clerk)


def test_sent_twice_it_is_one_mandate_and_only_the_last_one_written_waits(room, head, stranger):
    waits = register(room, ASKED, stranger)
    assert register(room, ASKED, stranger) is waits
    changed = Firm("改了的名字", CODE, HEAD, HEADS_PHONE)
    say(room, changed)
    other = register(room, changed, stranger)
    assert waits.terms.revoked
    assert [(firm.name, mandate) for firm, mandate in room.representing.of(stranger)] == [("改了的名字", other)]
    say(room, FIRM)
    mine = register(room, FIRM, head)
    room.representing.end(room.representing.find(CODE), head, head.id)
    room.representing.end(room.representing.find(CODE), head, head.id)
    assert register(room, FIRM, head) is not mine


def test_what_somebody_wrote_before_does_not_come_in_force_with_the_word_of_another(room, head):
    """The slip for the window says something else than what the representative registers afterwards."""
    register(room, Firm("别的名字", CODE, "李总"), head, at_window=True)
    mandate = register(room, FIRM, head)
    firm = room.representing.find(CODE)
    assert (firm.name, firm.representative, mandate.applicant.name) == (FIRM.name, HEAD, FIRM.name)


def test_the_code_says_for_which_organisation_by_its_number_and_nothing_that_was_typed(hall, room, head, stranger):
    sent = []
    hall.house.notifying.tell = lambda _id, _phone, text: sent.append(text)
    evil = Firm("点开 evil.example 领奖", CODE, HEAD, HEADS_PHONE)
    say(room, evil)
    waits = register(room, evil, stranger)
    room.mandating.send_code(waits)
    assert CODE in sent[0]
    assert "evil" not in sent[0]


@pytest.mark.parametrize("is_away", [False, True])
def test_where_the_register_confirms_nothing_only_a_window_sees_who_the_representative_is(
    room, head, stranger, clerk, tmp_path, is_away
):
    """Neither the word of who says to be it, nor that of two who say so together."""
    if is_away:
        room.vouching._firms = Silent()
    else:
        unknown(room, tmp_path)
    assert room.vouching.ask(FIRM, head) == Answer(AWAY if is_away else UNKNOWN, head.id_mark)
    assert room.vouching.is_connected() is not is_away
    mine, theirs = register(room, FIRM, head), register(room, ASKED, stranger)
    for waits, by in ((mine, head), (theirs, stranger)):
        assert not waits.terms.confirmed
        with pytest.raises(Refused, match="mandate_no_phone"):
            room.mandating.send_code(waits)
        with pytest.raises(Refused, match="representative_unknown"):
            room.mandating.confirm(waits, by, "sms")
    assert operators(room) == []
    room.mandating.confirm(mine, clerk, "window")
    assert operators(room) == [head.id]


def test_whom_the_register_does_not_name_is_refused_alone_and_with_somebody_else(room, head, stranger):
    say(room, FIRM, serial=8)
    for firm, by in ((FIRM, head), (ASKED, stranger)):
        with pytest.raises(Refused, match="company_unlike_register"):
            register(room, firm, by)
    say(room, Firm("别的名字", CODE, HEAD))
    with pytest.raises(Refused, match="company_unlike_register"):
        register(room, FIRM, head)
    assert operators(room) == []


def test_an_answer_about_one_person_is_no_word_for_another(room, head):
    """Between question and registration the account behind the phone may have become somebody else's."""
    namesake = person(room, 8, HEAD, DATA)
    answer = room.vouching.ask(FIRM, head)
    assert answer == Answer(AGREES, head.id_mark)
    waits = room.representing.register(FIRM, namesake, until(room), answer)
    assert not waits.terms.confirmed
    assert room.mandating.signatory(waits).phone_sealed == b""


def test_the_register_is_asked_about_nobody_who_proved_nothing(room, head):
    class Watched(Silent):
        def compare(self, said):
            raise AssertionError(said)

    room.vouching._firms = Watched()
    unproved = person(room, 8, HEAD)
    assert room.vouching.ask(FIRM, unproved) == Answer()
    assert room.vouching.ask(Firm(FIRM.name, CODE, HEAD, "13800000008"), unproved) == Answer()


def test_a_new_representative_whom_the_register_names_takes_over_what_nobody_acts_for(hall, room, head):
    firm = abandoned(hall, room, head)
    successor = person(room, 8, "新总", DATA)
    now = Firm("改名后的公司", CODE, "新总")
    say(room, now, serial=8)
    with pytest.raises(Refused, match="company_unlike_register"):
        register(room, FIRM, head)
    register(room, now, successor)
    assert (firm.name, firm.representative, firm.representative_mark) == (now.name, "新总", successor.id_mark)
    assert operators(room) == [successor.id]
