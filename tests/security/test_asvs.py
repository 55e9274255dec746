"""Each requirement of ASVS 5.0, chapters 6 to 8, is shown by something that exists, or it is said why not."""

import pytest

from security import asvs

TEST = "tests/security/test_asvs.py::test_each_requirement_is_answered"


def test_each_requirement_is_answered():
    assert len(asvs.requirements()) == 60
    assert asvs.faults(asvs.read()) == []


@pytest.mark.parametrize(
    ("name", "answer", "told"),
    [
        ("V6.1.1", None, "V6.1.1: not answered"),
        ("V6.9.9", {"tests": [TEST]}, "V6.9.9: no such requirement"),
        ("V6.1.1", {"tests": [TEST + "_and_more"]}, f"V6.1.1: no test {TEST}_and_more"),
        ("V6.1.1", {"tests": ["tests/nowhere.py::test_it"]}, "V6.1.1: no test tests/nowhere.py::test_it"),
        ("V6.1.1", {"documents": ["README.md#Nowhere"]}, "V6.1.1: no heading README.md#Nowhere"),
        ("V6.1.1", {"absent": "not now"}, "V6.1.1: absent is no reason"),
        ("V6.1.1", {"owed": "x" * 80}, "V6.1.1: says neither what shows it nor why it does not apply"),
        ("V6.1.1", {"tests": [TEST], "done": True}, "V6.1.1: unknown word done"),
    ],
)
def test_a_gap_is_found(name, answer, told):
    said = {each: {"tests": [TEST]} for each in asvs.requirements()}
    assert asvs.faults(said) == []
    said[name] = answer
    assert asvs.faults({each: found for each, found in said.items() if found is not None}) == [told]
