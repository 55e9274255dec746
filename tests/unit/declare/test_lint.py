"""What the linter says is declared: every rule has its words, and nobody else has."""

from wangting import declare
from wangting.rules.citation import Lawbook
from wangting.rules.lint.rulebook import RULES

MATTERS = frozenset({"birth", "study", "marriage", "home", "health", "age", "aid"})


def test_every_rule_says_what_it_found_and_what_to_do(whole):
    assert whole.lint.told.keys() == {rule.key for rule in RULES}
    assert all(all((told.title, told.title_en, told.fix, told.fix_en)) for told in whole.lint.told.values())


def test_a_rule_without_words_and_words_without_a_rule_are_told(home):
    home.mend("tenants/_shared/lint.yaml", "  hard_text:", "  easy_text:")
    found = declare.lint.load(home.path, MATTERS, Lawbook())[1]
    assert [problem.message for problem in found] == [
        "says nothing of the rule 'hard_text'",
        "there is no such rule",
    ]


def test_a_file_that_cannot_be_read_is_told(home):
    home.write("tenants/_shared/lint.yaml", "longest_sentence: 0\n")
    linting, found = declare.lint.load(home.path, MATTERS, Lawbook())
    assert linting is None
    assert "tenants/_shared/lint.yaml:1: longest_sentence" in str(found[0])


def test_a_matter_of_life_that_is_not_there_and_a_word_on_both_sides_are_told(home):
    home.mend("tenants/_shared/lint.yaml", "persons: [自然人", "persons: [企业, 自然人")
    home.mend("tenants/_shared/lint.yaml", "themes_of_bodies: [", "themes_of_bodies: [退休, ")
    found = declare.lint.load(home.path, MATTERS - {"aid"}, Lawbook())[1]
    assert [problem.message for problem in found] == [
        "'企业' stands under persons as well",
        "'退休' stands under themes_of_persons as well",
        "there is no matter of life 'aid'",
    ]
