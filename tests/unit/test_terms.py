"""The glossary: complete in both languages, and the same words as in the declared files."""

import re
from pathlib import Path

import pytest
import yaml

from wangting.rules.supervision import LIGHTS
from wangting.terms import GROUPS, TERMS, term

SHARED = Path(__file__).parents[2] / "tenants" / "_shared"
CJK = re.compile(r"[\u4e00-\u9fff]")


def names(group: str) -> set[str]:
    return {key.partition(".")[2] for key in TERMS if key.startswith(f"{group}.")}


def test_no_key_stands_in_the_table_twice():
    assert len(TERMS) == sum(len(group) for group in GROUPS)


@pytest.mark.parametrize("key", sorted(TERMS))
def test_a_term_is_chinese_in_chinese_and_english_in_english(key):
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", key)
    assert CJK.search(term(key))
    assert term(key, "en")
    assert not CJK.search(term(key, "en"))
    assert term(key, "zh-Hans") == term(key) == TERMS[key].zh


def test_a_key_the_table_does_not_have_is_a_defect():
    with pytest.raises(LookupError, match=r"state\.lost"):
        term("state.lost")


def test_the_words_of_the_law_are_kept_apart():
    assert term("act.accept") == "受理"
    assert term("act.approve") == "准予"
    assert term("act.accept", "en") != term("act.approve", "en")
    assert not [key for key in TERMS if "permit" in term(key, "en").lower()]


def test_every_post_of_the_permission_table_has_its_word():
    declared = yaml.safe_load((SHARED / "permissions.yaml").read_text("utf-8"))
    assert names("post") == set(declared["posts"])


def test_every_light_has_its_colour_and_its_word():
    assert names("light") == names("light_word") == set(LIGHTS)


def test_the_item_classes_are_the_ones_the_sources_are_mapped_to():
    declared = yaml.safe_load((SHARED / "items" / "sources.yaml").read_text("utf-8"))["classes"]
    ours = {term(f"item_class.{name}"): term(f"item_class.{name}", "en") for name in names("item_class")}
    assert ours == {name: entry["title_en"] for name, entry in declared.items()}


@pytest.mark.parametrize("path", sorted((SHARED.parents[1] / "workflows").glob("*.yaml")), ids=lambda path: path.name)
def test_every_state_and_act_of_a_workflow_has_its_word(path):
    declared = yaml.safe_load(path.read_text("utf-8"))
    assert set(declared["states"]) <= names("state")
    assert {row[1] for row in declared["acts"]} <= names("act")


def test_a_state_has_one_word_in_the_glossary_and_in_the_licence_workflow():
    path = SHARED.parents[1] / "workflows" / "administrative_licence.v1.yaml"
    for key, state in yaml.safe_load(path.read_text("utf-8"))["states"].items():
        assert (state["title"], state["title_en"]) == (term(f"state.{key}"), term(f"state.{key}", "en"))
