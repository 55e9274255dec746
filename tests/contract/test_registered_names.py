"""Every name that a declared file may use is answered by a service, and every service's name may be used."""

from wangting.declare.registered import ACTS, CONSEQUENCES, DOCUMENTS, GUARDS, POSTS
from wangting.services.casework.consequences import ALWAYS, Consequences
from wangting.services.casework.guards import GUARDS as ANSWERED
from wangting.terms import TERMS


def test_guards_named_in_files_are_the_guards_there_are():
    assert GUARDS.keys() == ANSWERED.keys()


def test_consequences_named_in_files_are_those_that_do_not_follow_every_act():
    assert CONSEQUENCES.keys() == {step.__name__ for step in Consequences.steps} - ALWAYS


def test_posts_acts_and_documents_have_words_in_both_languages():
    for group, names in (("post", POSTS), ("act", ACTS), ("document", DOCUMENTS)):
        for name in names:
            found = TERMS[f"{group}.{name}"]
            assert found.zh
            assert found.en
