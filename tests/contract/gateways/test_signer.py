"""A signed licence validates against the authority, offline; one flipped byte, another authority or a tail fails."""

import os
import random
import stat

import pytest
from pyhanko.sign.general import SigningError

from contract.gateways.sheets import LICENCE
from wangting.errors import Damaged, DeclarationError, NotFound
from wangting.gateways.pdf.licence import licence_pdf
from wangting.gateways.signer.authority import create_authority
from wangting.gateways.signer.opening import authority_directory, open_signer

HALLS = {"mengcheng": "蒙城县政务服务大厅", "lixin": "利辛县政务服务大厅"}
NOTHING = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(scope="module")
def pdf():
    return licence_pdf(LICENCE)


@pytest.fixture
def keys(tmp_path, clock):
    directory = authority_directory({}, tmp_path)
    create_authority(directory, HALLS, clock.now(), sample=True)
    return directory


@pytest.fixture
def signer(keys, tmp_path, clock):
    return open_signer({}, tmp_path, clock)


def test_a_signed_licence_is_valid_and_says_who_signed_and_when(signer, pdf, clock):
    verdict = signer.validate(signer.sign(pdf, "mengcheng"))
    assert (verdict.valid, verdict.intact, verdict.trusted) == (True, True, True)
    assert (verdict.signer, verdict.signed_at) == ("蒙城县政务服务大厅", clock.now())
    assert verdict.algorithm == signer.algorithm == "PAdES-B-B/ECDSA-P256/SHA-256"


def test_it_is_still_valid_after_years_and_after_a_restart(signer, pdf, tmp_path, clock):
    signed = signer.sign(pdf, "lixin")
    clock.advance(days=3000)
    assert open_signer({}, tmp_path, clock).validate(signed).valid


def test_an_expired_certificate_signs_nothing_valid(signer, pdf, clock):
    clock.advance(days=1827)
    verdict = signer.validate(signer.sign(pdf, "lixin"))
    assert (verdict.intact, verdict.trusted, verdict.valid) == (True, False, False)


def test_a_signature_from_the_future_is_not_trusted(signer, pdf, clock):
    signed = signer.sign(pdf, "lixin")
    clock.advance(minutes=-5)
    assert not signer.validate(signed).valid


def test_one_flipped_byte_anywhere_fails(signer, pdf):
    signed = signer.sign(pdf, "mengcheng")
    seed = random.SystemRandom().randrange(2**32)
    chance = random.Random(seed)
    contents = signed.index(b"/Contents <30") + len(b"/Contents ")
    end = signed.index(b">", contents)
    places = [0, contents, end, end - 1, len(signed) - 1, len(signed) // 2]
    places += [chance.randrange(contents, end) for _ in range(12)]
    places += [chance.randrange(len(signed)) for _ in range(12)]
    for place in places:
        flipped = bytearray(signed)
        flipped[place] ^= 1 << chance.randrange(8)
        assert not signer.validate(bytes(flipped)).valid, f"byte {place} of {len(signed)} flipped, seed {seed}"


def test_the_case_of_a_hexadecimal_digit_is_a_change_too(signer, pdf):
    signed = signer.sign(pdf, "mengcheng")
    place = signed.index(b"A", signed.index(b"/Contents <30") + len(b"/Contents "))
    assert not signer.validate(signed[:place] + b"a" + signed[place + 1 :]).valid


def test_what_is_added_behind_the_signature_fails(signer, pdf):
    signed = signer.sign(pdf, "mengcheng")
    assert not signer.validate(signed + b"\n").valid
    assert not signer.validate(signed + b"1 0 obj\n<<>>\nendobj\n").valid


def test_a_second_signature_by_whomever_fails(signer, pdf):
    signed = signer.sign(pdf, "mengcheng")
    with pytest.raises(SigningError):
        signer.sign(signed, "lixin")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", NOTHING, b"\x00" * 5000, "非文件".encode(), os.urandom(2000)])
def test_whatever_is_sent_in_gets_a_verdict(signer, content):
    verdict = signer.validate(content)
    assert (verdict.valid, verdict.intact, verdict.trusted) == (False, False, False)


def test_a_signature_that_states_no_time_is_not_valid(signer, pdf):
    signed = signer.sign(pdf, "mengcheng")
    assert signed.count(b"\n/M (D") == 1
    assert not signer.validate(signed.replace(b"\n/M (D", b"\n/N (D")).valid


def test_a_hall_signs_one_licence_after_the_other(signer, pdf):
    first, second = signer.sign(pdf, "mengcheng"), signer.sign(pdf, "mengcheng")
    assert first != second
    assert signer.validate(first).valid
    assert signer.validate(second).valid


def test_an_unsigned_licence_is_not_valid(signer, pdf):
    assert not signer.validate(pdf).valid


def test_another_authority_with_the_same_names_is_not_trusted(signer, pdf, tmp_path, clock):
    elsewhere = tmp_path / "elsewhere"
    create_authority(authority_directory({}, elsewhere), HALLS, clock.now(), sample=True)
    forged = open_signer({}, elsewhere, clock).sign(pdf, "mengcheng")
    verdict = signer.validate(forged)
    assert (verdict.intact, verdict.trusted, verdict.valid) == (True, False, False)


@pytest.mark.parametrize("hall", ["guoyang", "authority", "../mengcheng", "", "mengcheng\n"])
def test_a_hall_without_a_key_signs_nothing(signer, pdf, hall):
    with pytest.raises(NotFound):
        signer.sign(pdf, hall)


def test_key_files_are_private(keys):
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert len(list(keys.glob("*.key"))) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.glob("*.key")} == {0o600}


def test_provisioning_again_keeps_every_key_and_adds_the_seventh_hall(signer, keys, pdf, tmp_path, clock):
    signed = signer.sign(pdf, "mengcheng")
    before = {path.name: path.read_bytes() for path in keys.iterdir()}
    create_authority(keys, {**HALLS, "seventh": "第七大厅"}, clock.now(), sample=True)
    assert {name: (keys / name).read_bytes() for name in before} == before
    again = open_signer({}, tmp_path, clock)
    assert again.validate(signed).valid
    assert again.validate(again.sign(pdf, "seventh")).signer == "第七大厅"


def test_a_sample_authority_does_not_become_a_real_one(keys, clock):
    with pytest.raises(Damaged):
        create_authority(keys, HALLS, clock.now(), sample=False)


def test_a_broken_record_is_told_as_damage(keys, clock):
    (keys / "authority.json").write_text("{")
    with pytest.raises(Damaged):
        create_authority(keys, HALLS, clock.now(), sample=True)


def test_production_refuses_sample_keys(keys, tmp_path, clock):
    with pytest.raises(DeclarationError, match="sample keys are refused in production"):
        open_signer({"wangting.mode": "production"}, tmp_path, clock)


def test_production_takes_an_authority_of_its_own(tmp_path, clock, pdf):
    create_authority(authority_directory({}, tmp_path), HALLS, clock.now(), sample=False)
    signer = open_signer({"wangting.mode": "production"}, tmp_path, clock)
    assert signer.validate(signer.sign(pdf, "lixin")).valid


def test_a_key_that_others_can_read_stops_the_boot(keys, tmp_path, clock):
    (keys / "lixin.key").chmod(0o640)
    with pytest.raises(DeclarationError, match=r"lixin\.key: others can read it, run chmod 0600"):
        open_signer({}, tmp_path, clock)


def test_no_authority_stops_the_boot_and_says_what_to_do(tmp_path, clock):
    with pytest.raises(DeclarationError, match="run `wangting provision`"):
        open_signer({}, tmp_path, clock)


def test_a_broken_certificate_of_the_authority_stops_the_boot_and_not_the_first_licence(keys, tmp_path, clock):
    (keys / "authority.crt").write_text("no certificate", "utf-8")
    with pytest.raises(DeclarationError, match=r"authority\.crt cannot be read"):
        open_signer({}, tmp_path, clock)
    (keys / "authority.crt").unlink()
    with pytest.raises(DeclarationError, match=r"authority\.crt cannot be read"):
        open_signer({}, tmp_path, clock)


def test_an_unknown_signer_stops_the_boot(keys, tmp_path, clock):
    with pytest.raises(DeclarationError, match=r"wangting\.signer: unknown value 'hsm'"):
        open_signer({"wangting.signer": "hsm"}, tmp_path, clock)
