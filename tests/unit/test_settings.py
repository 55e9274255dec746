"""Settings are checked before anything starts, and every problem is told at once."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.errors import DeclarationError
from wangting.settings import OPTIONS, Settings, parse, read, read_options

ETC = Path(__file__).parents[2] / "etc"
DEMO = {"wangting.mode": "demo", "wangting.home": "/srv/wangting", "wangting.var": "/srv/wangting/var"}
PRODUCTION = DEMO | {
    "wangting.mode": "production",
    "wangting.public_url": "https://zwfw.example.cn/",
    "wangting.trusted_proxy": "127.0.0.1 10.0.0.0/8",
}


def problems(**changed: str | None) -> list[str]:
    options = DEMO | {f"wangting.{key}": text for key, text in changed.items()}
    with pytest.raises(DeclarationError) as refusal:
        parse({key: text for key, text in options.items() if text is not None})
    return refusal.value.problems


def test_the_demo_needs_three_lines_and_has_sane_defaults():
    settings = parse(DEMO)
    assert settings.is_demo
    assert not settings.is_production
    assert not settings.is_https
    assert settings.listen == ("127.0.0.1", 6543)
    assert settings.slots == (0, 1, 2, 3)
    assert settings.sdi
    assert settings.outbox_tick == timedelta(seconds=2)
    assert settings.session_idle_staff == timedelta(minutes=20)
    assert settings.session_lifetime == timedelta(hours=12)
    assert not settings.staff_totp


def test_production_asks_officials_for_a_second_factor_unless_it_is_told_not_to():
    assert parse(PRODUCTION).staff_totp
    assert not parse(PRODUCTION | {"wangting.staff_totp": "off"}).staff_totp
    assert parse(DEMO | {"wangting.staff_totp": "on"}).staff_totp


def test_production_has_no_sdi_unless_it_says_so():
    settings = parse(PRODUCTION)
    assert settings.is_production
    assert settings.is_https
    assert settings.public_url == "https://zwfw.example.cn"
    assert settings.trusted_proxy == ("127.0.0.1/32", "10.0.0.0/8")
    assert not settings.sdi
    assert parse(PRODUCTION | {"wangting.sdi": "on"}).sdi


def test_production_refuses_plain_http_and_a_missing_proxy():
    assert problems(mode="production") == [
        "wangting.public_url: production is reached by https only",
        "wangting.trusted_proxy: production stands behind a proxy; name its address",
    ]


def test_all_problems_are_told_at_once_one_line_each():
    wrong = {"mode": "test", "home": "srv", "var": None, "threads": "many", "slots": "3-0"}
    unknown = {"lsiten": "x", "smpt.host": "x"}
    found = [line.partition(":")[0].removeprefix("wangting.") for line in problems(**wrong, **unknown)]
    assert found == ["lsiten", "smpt.host", "mode", "home", "var", "threads", "slots"]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("public_url", "zwfw.example.cn"),
        ("public_url", "https://zwfw.example.cn/hall"),
        ("public_url", "ftp://zwfw.example.cn"),
        ("listen", "6543"),
        ("listen", "127.0.0.1:0"),
        ("listen", "127.0.0.1:port"),
        ("threads", "0"),
        ("threads", "-1"),
        ("threads", "４"),
        ("slots", "0-16"),
        ("slots", "a"),
        ("trusted_proxy", "10.0.0.1/8"),
        ("outbox_tick", "61"),
        ("session_lifetime", "1441"),
        ("mode", "Demo"),
    ],
)
def test_a_value_that_means_nothing_is_one_line_with_its_key(key, text):
    (line,) = problems(**{key: text})
    assert line.startswith(f"wangting.{key}: ")


def test_what_is_right_alone_and_wrong_together_is_told():
    assert problems(sdi_port="6543") == ["wangting.sdi_port: is the port of the hall itself (127.0.0.1:6543)"]
    assert parse(DEMO | {"wangting.sdi_port": "6543", "wangting.sdi": "off"}).sdi_port == 6543
    (line,) = problems(session_lifetime="30")
    assert line == "wangting.session_idle_citizen: is longer than wangting.session_lifetime"


def test_the_keys_of_a_gateway_are_left_to_it():
    settings = parse(DEMO | {"wangting.smtp.host": "smtp.example.cn", "pyramid.reload_templates": "true"})
    assert settings.options["wangting.smtp.host"] == "smtp.example.cn"
    assert settings.options["pyramid.reload_templates"] == "true"


def test_a_blank_line_means_the_default():
    assert parse(DEMO | {"wangting.threads": "  "}).threads == 4


@given(st.sampled_from([option.key for option in OPTIONS]), st.text())
def test_no_text_in_any_setting_makes_anything_but_settings_or_a_list_of_problems(key, text):
    try:
        outcome = parse(DEMO | {f"wangting.{key}": text})
    except DeclarationError as refusal:
        outcome = refusal.problems
    assert isinstance(outcome, Settings) or outcome[0].startswith("wangting.")


def test_the_ini_of_the_demo_is_complete():
    settings = read(ETC / "wangting.ini")
    assert settings.is_demo
    assert settings.home == ETC.parent
    assert settings.var == ETC.parent / "var"


def test_the_example_for_production_holds_as_it_is():
    assert read(ETC / "production.ini.example").is_production


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[server:main]\n", "has no section [app:main]"),
        ("wangting.mode = demo\n", "no section headers"),
        ("[app:main]\nwangting.home = %(there)s\n", "there"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path, text, told):
    ini = tmp_path / "hall.ini"
    if text is not None:
        ini.write_text(text, "utf-8")
    with pytest.raises(DeclarationError) as refusal:
        read_options(ini)
    (line,) = refusal.value.problems
    assert line.startswith(f"{ini}: ")
    assert told in line


def test_a_file_that_is_no_text_is_told_and_is_no_fault(tmp_path):
    (tmp_path / "hall.ini").write_bytes(b"\xff\xfe[app:main]")
    with pytest.raises(DeclarationError, match="not text in UTF-8"):
        read(tmp_path / "hall.ini")
