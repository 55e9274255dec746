"""The log says what happened and where, and repeats nothing that somebody typed."""

import json
import logging

import pytest

from wangting.errors import NoRoom
from wangting.logbook import JsonLines, Lines

CANARY = "王小明 341602190101020012"


def raised(*causes):
    """Return a record of the last of ``causes``, each raised from the one before."""
    fault = None
    for cause in causes:
        with pytest.raises(type(cause)) as found:
            raise cause from fault
        fault = found.value
    record = logging.LogRecord("wangting.x", logging.ERROR, "x.py", 1, "%s broke", ("ab12",), None)
    record.exc_info = (type(fault), fault, fault.__traceback__)
    return record


@pytest.mark.parametrize("formatter", [Lines(), JsonLines()])
def test_what_an_exception_says_is_not_in_the_log_and_its_kind_and_places_are(formatter):
    text = formatter.format(raised(KeyError(CANARY), ValueError(f"no {CANARY}"), OSError(28, CANARY)))
    assert not any(word in text for word in CANARY.split())
    for kind in ("builtins.KeyError", "builtins.ValueError", "builtins.OSError 28", "test_logbook.py", "raised"):
        assert kind in text


def test_an_exception_of_the_house_brings_its_code():
    assert "wangting.errors.NoRoom side_full" in Lines().format(raised(NoRoom("side_full", reason=CANARY)))


def test_what_was_handled_on_purpose_is_left_out():
    with pytest.raises(ValueError, match="second") as found:
        handled({}, "first")
    fault = found.value
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "m", (), (type(fault), fault, fault.__traceback__))
    assert "KeyError" not in Lines().format(record)


def handled(words, word):
    try:
        return words[word]
    except KeyError:
        raise ValueError("second") from None


def test_what_another_formatter_has_kept_on_the_record_is_not_repeated():
    record = raised(KeyError(CANARY))
    assert CANARY in logging.Formatter().format(record)
    assert CANARY not in Lines().format(record)
    assert CANARY in record.exc_text


def test_a_line_for_machines_is_one_object_with_what_was_given_besides():
    record = logging.LogRecord("wangting.requests", logging.INFO, "x.py", 1, "%s\n%s", ("a", "b"), None)
    record.place, record.odd = "/<hall>/", object()
    text = JsonLines().format(record)
    assert "\n" not in text
    found = json.loads(text)
    assert found.pop("time").endswith("+08:00")
    assert found == {"level": "INFO", "logger": "wangting.requests", "message": "a\nb", "place": "/<hall>/",
                     "odd": "object"}  # fmt: skip


def test_a_line_for_people_begins_with_the_moment():
    record = logging.LogRecord("wangting.x", logging.WARNING, "x.py", 1, "%s waits", (3,), None)
    assert Lines().format(record).endswith(" WARNING wangting.x 3 waits")
