"""Registration, sign-in, tracking: what people bring, and what is never told."""

import pytest

from acting import submit
from wangting.errors import NotFound, Refused, TooMany
from wangting.gateways.side.records import Delays
from wangting.rules.identifiers import BadIdentifier
from wangting.rules.iso7064 import mod_11_2
from wangting.services.registering import ID, PHONE
from wangting.services.signing_in import TRIES, SigningIn

NUMBER = "34162219990101001"
PASSWORD = "a quiet long evening"


def register(room, name="王小明", phone="13812345678", number=None, password=PASSWORD):
    from_password = room.registering.hashed(password)
    return room.registering.register(
        name=name, id_number=number or id_number(), phone=phone, password_hash=from_password
    )


def id_number(body=NUMBER):
    return body + mod_11_2(body)


def test_a_citizen_registers_and_nothing_private_is_stored_plainly(hall):
    with hall.room(commit=True) as room:
        person = register(room)
    with hall.room() as room:
        stored = room.register.parties.get(person.id)
        assert stored.id_masked != id_number()
        assert "*" in stored.id_masked
        assert id_number().encode() not in stored.id_sealed
        assert hall.house.vault.open(stored.id_sealed, ID) == id_number()
        assert hall.house.vault.open(stored.phone_sealed, PHONE) == "13812345678"
        assert PASSWORD not in stored.password


@pytest.mark.parametrize(
    ("change", "code"),
    [({"phone": "13812345678"}, "id_taken"), ({"number": id_number("34162219990101003")}, "phone_taken")],
)
def test_an_id_or_a_phone_is_one_persons(hall, change, code):
    with hall.room() as room:
        register(room)
        with pytest.raises(Refused, match=code):
            register(room, **change)


def test_a_number_with_a_wrong_check_character_is_nobodys(hall):
    with hall.room() as room, pytest.raises(BadIdentifier):
        register(room, number=id_number()[:-1] + ("0" if id_number()[-1] != "0" else "1"))


@pytest.mark.parametrize("password", ["short", "x" * 129])
def test_a_password_is_neither_short_nor_endless(hall, password):
    with hall.room() as room, pytest.raises(Refused, match="password_length"):
        room.registering.hashed(password)


@pytest.mark.parametrize("login", ["13812345678", "+86 138-1234-5678", id_number(), id_number().lower()])
def test_somebody_is_found_by_phone_or_id_number_however_it_is_typed(hall, login):
    with hall.room() as room:
        person = register(room)
        assert room.signing_in.sign_in(login, PASSWORD, "10.0.0.9").id == person.id


def test_a_wrong_password_an_unknown_name_and_somebody_shut_out_look_the_same(hall):
    with hall.room() as room:
        person = register(room)
        assert room.signing_in.sign_in("13812345678", "not the password", "10.0.0.1") is None
        assert room.signing_in.sign_in("13800000000", PASSWORD, "10.0.0.2") is None
        assert room.signing_in.sign_in("nobody", PASSWORD, "10.0.0.3") is None
        person.disabled = True
        assert room.signing_in.sign_in("13812345678", PASSWORD, "10.0.0.4") is None


def test_failures_delay_the_guesser_and_not_the_owner_elsewhere(hall):
    with hall.room() as room:
        register(room)
        signing_in = SigningIn(registering=room.registering, passwords=hall.house.passwords, vault=hall.house.vault,
                               throttles=hall.house.side.throttles, delays=Delays(free=2),
                               clock=hall.clock)  # fmt: skip
        for _try in range(2):
            assert signing_in.sign_in("13812345678", "guess", "10.0.0.66") is None
        with pytest.raises(TooMany) as told:
            signing_in.sign_in("13812345678", "guess", "10.0.0.66")
        assert told.value.facts["wait"] >= 1
        assert signing_in.sign_in("13812345678", PASSWORD, "10.0.0.7") is not None


@pytest.mark.parametrize(
    "spelling", ["138 1234 5678", "+8613812345678", "(138)12345678", "1.3.8-12345678", "１３８１２３４５６７８"]
)
def test_another_spelling_of_a_name_is_no_fresh_start_for_a_guesser(hall, spelling):
    with hall.room() as room:
        register(room)
        for _try in range(hall.house.delays.free):
            assert room.signing_in.sign_in("13812345678", "guess", "10.0.0.66") is None
        with pytest.raises(TooMany):
            room.signing_in.sign_in(spelling, "guess", "10.0.0.66")


def test_one_password_tried_on_many_names_is_stopped_for_that_network_only(hall, monkeypatch):
    monkeypatch.setattr(hall.house.passwords, "verify_or_dummy", lambda _stored, _password: False)
    with hall.room() as room:
        for serial in range(TRIES):
            assert room.signing_in.sign_in(f"139{serial:08d}", "12345678", "10.0.0.66") is None
        with pytest.raises(TooMany, match="sign_in_wait"):
            room.signing_in.sign_in("13999999999", "12345678", "10.0.0.66")
        assert room.signing_in.sign_in("13999999999", "12345678", "10.0.0.7") is None


def test_a_case_is_followed_with_number_and_code_and_nothing_tells_which_was_wrong(hall):
    case_id = submit(hall)
    with hall.room() as room:
        case = room.register.case(case_id)
        code = room.tracking.query_code(case)
        spaced = f" {code[:4]} {code[4:]} ".lower()
        assert room.tracking.follow(case.number, spaced, "10.0.0.1").id == case_id
        for number, typed in (
            (case.number, "AAAAAAAA"),
            (case.number, "查询码"),
            (case.number, "é"),
            (case.number[:-1] + "?", code),
            ("341622-20260928-00-00099-0", code),
            ("", ""),
        ):
            with pytest.raises(NotFound, match="no_track"):
                room.tracking.follow(number, typed, "10.0.0.1")


def test_the_sixty_first_try_in_a_minute_waits(hall):
    with hall.room() as room:
        for _try in range(60):
            with pytest.raises(NotFound):
                room.tracking.follow("x", "y", "10.0.0.8")
        with pytest.raises(TooMany):
            room.tracking.follow("x", "y", "10.0.0.8")
        with pytest.raises(NotFound):
            room.tracking.follow("x", "y", "10.0.0.9")
