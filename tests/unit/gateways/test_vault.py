import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.errors import Damaged, DeclarationError
from wangting.gateways.vault import ALPHABET, KeyedVault, create_key, key_path, open_vault

VAULT = KeyedVault([b"k" * 32], sample=True)
OTHER = KeyedVault([b"o" * 32], sample=True)
TEXTS = st.text()


@given(TEXTS)
def test_what_was_sealed_is_opened(text):
    assert VAULT.open(VAULT.seal(text, "id"), "id") == text


@given(TEXTS)
def test_the_same_text_is_never_sealed_twice_alike(text):
    assert VAULT.seal(text, "id") != VAULT.seal(text, "id")


def test_a_sealed_text_is_33_bytes_longer():
    assert len(VAULT.seal("341622199001011234", "id")) == 18 + 33


def test_nothing_is_opened_for_another_purpose_or_by_another_key():
    sealed = VAULT.seal("13800000000", "phone")
    for vault, purpose in ((VAULT, "id"), (OTHER, "phone")):
        with pytest.raises(Damaged):
            vault.open(sealed, purpose)


def test_a_change_of_any_byte_is_found():
    sealed = VAULT.seal("13800000000", "phone")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Damaged):
            VAULT.open(bytes(changed), "phone")


@given(st.binary(max_size=80))
def test_bytes_that_were_never_sealed_are_damaged(content):
    with pytest.raises(Damaged):
        VAULT.open(content, "id")


def test_a_new_key_seals_the_old_one_still_opens_and_marks_stay():
    changed = KeyedVault([b"n" * 32, b"k" * 32], sample=True)
    sealed = VAULT.seal("text", "id")
    assert changed.open(sealed, "id") == "text"
    assert changed.mark("id", "text") == VAULT.mark("id", "text")
    with pytest.raises(Damaged):
        VAULT.open(changed.seal("text", "id"), "id")


def test_a_mark_belongs_to_text_purpose_and_key():
    mark = VAULT.mark("id", "341622199001011234")
    assert mark == VAULT.mark("id", "341622199001011234")
    assert len(mark) == 64
    others = [VAULT.mark("phone", "341622199001011234"), VAULT.mark("id", "341622199001011235")]
    assert mark not in [*others, OTHER.mark("id", "341622199001011234")]


@given(TEXTS, st.integers(4, 32))
def test_a_code_has_only_letters_that_nobody_confuses(text, length):
    code = VAULT.code("query", text, length)
    assert len(code) == length
    assert set(code) <= set(ALPHABET)
    assert not set(code) & set("0O1IL")


def test_codes_of_neighbouring_cases_have_nothing_in_common():
    codes = {VAULT.code("query", f"341622-20260928-03-{number:05d}-0", 8) for number in range(2000)}
    assert len(codes) == 2000
    assert {code[0] for code in codes} == set(ALPHABET) == {code[7] for code in codes}


@pytest.mark.parametrize("length", [0, 3, 33])
def test_a_code_too_short_to_protect_or_too_long_to_type_is_refused(length):
    with pytest.raises(ValueError, match="is no use"):
        VAULT.code("query", "x", length)


def test_a_vault_without_a_whole_key_is_refused():
    for keys in ([], [b"short"]):
        with pytest.raises(ValueError, match="32 bytes"):
            KeyedVault(keys, sample=True)


def test_a_key_file_is_private_and_opens_the_same_vault_again(tmp_path):
    path = key_path({}, tmp_path)
    create_key(path, sample=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    sealed = open_vault({}, tmp_path).seal("text", "id")
    assert open_vault({}, tmp_path).open(sealed, "id") == "text"
    assert open_vault({}, tmp_path).sample


def test_a_key_is_never_overwritten(tmp_path):
    create_key(tmp_path / "k", sample=True)
    before = (tmp_path / "k").read_bytes()
    with pytest.raises(FileExistsError):
        create_key(tmp_path / "k", sample=False)
    assert (tmp_path / "k").read_bytes() == before


def test_the_setting_says_where_the_key_is(tmp_path):
    create_key(tmp_path / "elsewhere", sample=True)
    assert open_vault({"wangting.vault.key": str(tmp_path / "elsewhere")}, tmp_path / "var")


def test_a_missing_key_stops_the_boot_and_says_what_to_do(tmp_path):
    with pytest.raises(DeclarationError, match="run `wangting provision`"):
        open_vault({}, tmp_path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_can_read_stops_the_boot(tmp_path, mode):
    create_key(key_path({}, tmp_path), sample=True)
    key_path({}, tmp_path).chmod(mode)
    with pytest.raises(DeclarationError, match="run chmod 0600"):
        open_vault({}, tmp_path)


@pytest.mark.parametrize("sample", [True, False])
def test_production_refuses_a_sample_key_and_takes_a_real_one(tmp_path, sample):
    create_key(key_path({}, tmp_path), sample=sample)
    production = {"wangting.mode": "production"}
    if sample:
        with pytest.raises(DeclarationError, match="a sample key is refused in production"):
            open_vault(production, tmp_path)
    else:
        assert not open_vault(production, tmp_path).sample


@pytest.mark.parametrize(
    "content",
    [
        "",
        "hello",
        "wangting vault key 1\nkind: sample\n",
        "wangting vault key 1\nkind: sample\nkey: !!!\n",
        "wangting vault key 1\nkind: sample\nkey: AAAA\n",
        "wangting vault key 1\nkey: " + "A" * 43 + "=\n",
        "another header\nkind: sample\nkey: " + "A" * 43 + "=\n",
    ],
)
def test_a_broken_key_file_stops_the_boot(tmp_path, content):
    path = key_path({}, tmp_path)
    create_key(path, sample=True)
    path.write_text(content)
    with pytest.raises(DeclarationError, match="not a vault key file"):
        open_vault({}, tmp_path)
