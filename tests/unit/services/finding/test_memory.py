"""What is kept of the database follows its stamp, and is made once however many ask at the same time."""

import threading
import time

from wangting.services.finding.evaluation import Miss, by_word, measure
from wangting.services.finding.memory import Memory
from wangting.services.finding.places import Places


def test_it_is_made_again_when_the_stamp_moves_or_the_day_does_and_only_then():
    made = []
    memory = Memory()

    def make():
        made.append(None)
        return len(made)

    asked = [(b"\1", 1), (b"\1", 1), (b"\2", 1), (b"\2", 2), (b"\2", 2)]
    assert [memory.of(mark, day, make) for mark, day in asked] == [1, 1, 2, 3, 3]


def test_a_transaction_that_began_before_is_given_the_newer_one():
    memory = Memory()
    memory.of(b"\2", 1, lambda: "new")
    assert memory.of(b"\1", 1, lambda: "old") == "new"


def test_many_who_ask_at_once_wait_for_one():
    made, found = [], []
    memory = Memory()

    def make():
        time.sleep(0.05)
        made.append(None)
        return "it"

    threads = [threading.Thread(target=lambda: found.append(memory.of(b"\1", 1, make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), found) == (1, ["it"] * 8)


def test_a_place_is_found_by_name_by_pinyin_and_by_initials_those_that_begin_so_first(words):
    named = [
        ("341602101201", "小涡河村", "village"),
        ("341602101202", "涡河村", "village"),
        ("341602101", "涡北街道", "town"),
    ]
    places = Places(named, words)
    assert places.find("涡河") == ["341602101202", "341602101201"]
    assert places.find("guohe") == places.find("woh") == places.find("ghc") == ["341602101202"]
    assert places.find("guo") == ["341602101", "341602101202"]
    assert places.find("涡北街道 ") == ["341602101"]
    assert places.find(" ") == places.find("亳") == []


def test_a_finder_is_measured_by_the_first_right_answer():
    wanted = by_word([("社保", "a"), ("社保", "b"), ("医保", "c"), ("低保", "d"), ("社保", "a")])
    assert wanted == {"社保": ("a", "b"), "医保": ("c",), "低保": ("d",)}
    answers = {"社保": ["x", "x", "b"], "医保": list("123456c"), "低保": []}
    found = measure(answers.__getitem__, wanted)
    assert (found.words, found.recall_1, found.recall_5) == (3, 0, 1 / 3)
    assert found.mrr == (1 / 2 + 1 / 7) / 3
    assert found.misses == (Miss("医保", ("c",), 7, "1"), Miss("低保", ("d",), None, ""))
    assert measure(answers.__getitem__, {}).recall_5 == 0
