"""``wangting items evaluate-search``: what it measures, what it takes away first, and how it fails in plain words."""

import pytest

from wangting.scripts.command import main

ALIAS, NAME = "领取普通话证书", "普通话水平测试等级证书核发"


@pytest.fixture
def ask(installation, tmp_path, capsys):
    """Return a call of the command over the provisioned installation with a table of these lines."""
    ini = tmp_path / "w.ini"
    settings = installation.settings
    ini.write_text(
        "[app:main]\nuse = egg:wangting\nwangting.mode = demo\n"
        f"wangting.home = {settings.home}\nwangting.var = {settings.var}\nwangting.public_url = http://localhost\n",
        "utf-8",
    )

    def run(lines, *options):
        table = tmp_path / "words.csv"
        table.write_text(lines, "utf-8")
        code = main(["items", "evaluate-search", str(table), "--ini", str(ini), *options])
        return code, capsys.readouterr()

    return run


def test_words_are_asked_and_misses_are_told(ask):
    code, said = ask(f"alias,official_name\n{ALIAS},{NAME}\n飞碟,{NAME}\n")
    assert code == 0
    first, *misses = said.out.splitlines()
    assert first == "2 words: recall@1 0.500, recall@5 0.500, MRR 0.500"
    assert len(misses) == 1
    assert f"飞碟 → {NAME}" in misses[0]


def test_words_may_be_taken_away_before_they_are_asked(ask):
    table = f"alias,official_name\n{ALIAS},{NAME}\n"
    assert "recall@1 1.000" in ask(table)[1].out
    # Without its alias the item is still found by what its name has of the word.
    assert "1 words" in ask(table, "--unseen")[1].out


def test_of_a_table_with_halves_only_the_held_words_are_asked_and_known_words_left_out(ask):
    table = f"alias,official_name,half\n甲,{NAME},loaded\n甲,法律援助,held\n{ALIAS},{NAME},held\n"
    assert ask(table)[1].out.startswith("1 words")


def test_short_words_and_words_of_many_items_may_be_left_out(ask):
    table = f"alias,official_name\n证书,{NAME}\n证书,法律援助\n证,法律援助\n{ALIAS},{NAME}\n"
    assert ask(table)[1].out.startswith("3 words")
    assert ask(table, "--shortest", "2")[1].out.startswith("2 words")
    assert ask(table, "--names", "1")[1].out.startswith("2 words")


def test_a_table_that_is_not_there_or_is_another_is_told(ask, tmp_path, capsys):
    code, said = ask("word,name\na,b\n")
    assert code == 1
    assert "alias" in said.err
    assert main(["items", "evaluate-search", str(tmp_path / "none.csv")]) == 1
    assert "none.csv" in capsys.readouterr().err


def test_without_a_database_it_says_what_to_do(tmp_path, capsys, installation):
    ini = tmp_path / "w.ini"
    ini.write_text(
        f"[app:main]\nuse = egg:wangting\nwangting.mode = demo\nwangting.home = {installation.settings.home}\n"
        f"wangting.var = {tmp_path / 'var'}\nwangting.public_url = http://localhost\n",
        "utf-8",
    )
    (tmp_path / "words.csv").write_text("alias,official_name\n", "utf-8")
    assert main(["items", "evaluate-search", str(tmp_path / "words.csv"), "--ini", str(ini)]) == 1
    assert "wangting provision" in capsys.readouterr().err
