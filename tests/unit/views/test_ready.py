"""Answers made when the hall starts say what happened, what is safe, what to do, and at which moment it was."""

import re

import pytest

from wangting.listening.answers import MOMENT, STATUSES, WAIT
from wangting.scripts.front import front_of
from wangting.scripts.leaving import NOW, PAGES, leave_pages
from wangting.views.ready import ready_pages


@pytest.fixture
def pages(hall):
    return ready_pages(hall.application.registry, STATUSES.items(), MOMENT, WAIT)


def test_every_answer_is_a_page_in_both_languages_with_the_moment_once(pages):
    assert pages.keys() == {(code, lang) for code in STATUSES for lang in ("zh-Hans", "en")}
    for (code, lang), page in pages.items():
        text = page.decode()
        assert f'<html lang="{lang}"' in text
        assert f'data-error="{code}"' in text
        assert text.count(MOMENT) == 1
        assert "csrf_token" not in text


def test_a_page_in_english_leaves_no_chinese_unmarked(pages):
    for code in STATUSES:
        text = re.sub(r'<(\w+)[^>]*lang="zh[^>]*>.*?</\1>', "", pages[code, "en"].decode(), flags=re.DOTALL)
        body = re.sub(r"<[^>]+>", "", text.partition("<main")[2].partition("</main>")[0])
        assert not re.search("[\u4e00-\u9fff]", body), code


def test_who_is_turned_away_reads_that_nothing_is_lost_and_when_it_was(hall):
    front = front_of(hall.settings, hall.application.registry)
    answer = front.answers.answer("busy", "/mengcheng/", "")
    text = answer.body.decode()
    assert "请等 30 秒再试" in text
    assert "已经提交的一件也不会丢" in text
    assert "2026-09-28 09:12:00" in text
    assert len(answer.body) == int(dict(answer.headers)["Content-Length"])
    assert dict(answer.headers)["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Strict-Transport-Security" not in dict(answer.headers)


def test_pages_are_left_for_the_server_before_the_hall_with_a_place_for_its_own_moment(pages, tmp_path):
    leave_pages(pages, tmp_path / "pages")
    for name in PAGES.values():
        text = (tmp_path / "pages" / name).read_text("utf-8")
        assert text.count(NOW) == 1
        assert MOMENT not in text
        assert (tmp_path / "pages" / name).stat().st_mode & 0o777 == 0o644
