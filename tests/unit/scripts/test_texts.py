import argparse
from pathlib import Path

from wangting.scripts import texts
from wangting.theming.catalogue import compile_mo, read_po
from wangting.theming.texts import CATALOGUE

HOME = Path(__file__).resolve().parents[3]


def run(*words):
    parser = argparse.ArgumentParser()
    texts.add_arguments(parser)
    return texts.run(parser.parse_args(words))


def test_every_text_of_the_product_has_english_and_none_is_left_over():
    marked = set(texts.texts_in(HOME))
    english = read_po(CATALOGUE.with_suffix(".po").read_text("utf-8"))
    assert sorted(text for text in marked if not english.get(text)) == []
    assert sorted(set(english) - marked) == []


def test_english_fills_in_the_same_names_as_chinese():
    english = read_po(CATALOGUE.with_suffix(".po").read_text("utf-8"))
    names = texts.NAMED.findall
    assert [text for text, said in english.items() if said and set(names(text)) != set(names(said))] == []


def test_the_compiled_catalogue_is_the_written_one():
    english = read_po(CATALOGUE.with_suffix(".po").read_text("utf-8"))
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compile_mo(english)


def test_a_text_without_english_is_told_and_nothing_is_written(tmp_path, capsys):
    (tmp_path / "src").mkdir()
    (tmp_path / "themes").mkdir()
    (tmp_path / "src" / "new.py").write_text('_("没有人译过的话")', "utf-8")
    before = CATALOGUE.with_suffix(".po").read_bytes()
    assert run("--home", str(tmp_path), "--check") == 1
    assert "no English: 没有人译过的话" in capsys.readouterr().out
    assert CATALOGUE.with_suffix(".po").read_bytes() == before


def test_a_mistake_in_a_template_is_told_with_its_file(tmp_path, capsys):
    (tmp_path / "themes").mkdir()
    (tmp_path / "src").mkdir()
    (tmp_path / "themes" / "bad.pt").write_text('<p i18n:translate="">甲<b>乙</b></p>', "utf-8")
    assert run("--home", str(tmp_path), "--check") == 1
    assert "bad.pt" in capsys.readouterr().out
