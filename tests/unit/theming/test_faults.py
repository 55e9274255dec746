import ast
from pathlib import Path

import pytest

from wangting.theming.faults import BY_CODE, BY_STATUS, fault_of
from wangting.theming.texts import translator

HOME = Path(__file__).resolve().parents[3]


def test_a_code_is_told_by_its_own_words_and_else_by_its_status():
    assert fault_of("no_hall", 404).heading == "没有这个大厅"
    assert fault_of("nobody_has_words_for_this", 404) == fault_of("not_found", 404)
    assert fault_of("x", 418).heading == fault_of("error", 500).heading


def test_numbers_are_filled_in_and_bytes_are_said_in_megabytes():
    say = translator("zh-Hans")
    assert say(fault_of("file_too_large", 413, {"limit": 20 << 20}).heading) == "文件太大，一个最多 20 MB"
    assert say(fault_of("sign_in_wait", 429, {"wait": 8}).heading) == "试得太多了，请等 8 秒再登录"
    assert say(fault_of("busy", 503).heading) == "现在办事的人太多，请等 30 秒再试"


@pytest.mark.parametrize("code", [*BY_CODE, *BY_STATUS])
@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_every_fault_has_a_page_with_a_heading_a_way_on_and_the_number(themes, make_page, hall, code, lang):
    model = {
        "code": code,
        "status": code if isinstance(code, int) else 409,
        "facts": {"wait": 3, "shortest": 12, "longest": 128, "limit": 30, "years": 14, "days": 365, "level": 3,
                  "most": 9, "missing": "姓名", "strange": "名字", "sheet": "人员", "rows": 2},
    }
    html = themes.page("error.pt", make_page(hall=hall, lang=lang, trace="ab12cd34ef"), model)
    assert "ab12cd34ef" in html
    assert html.count("wt-btn-main") == 1
    assert "${" not in html


def test_every_fault_that_a_citizen_meets_says_more_than_its_status():
    met = {"no_hall", "no_item", "no_case", "foreign_form", "session_over", "outdated", "collision"}
    assert met <= set(BY_CODE)
    assert {507, 413, 429, 503, 500} <= set(BY_STATUS)


def test_upload_refusals_raised_in_the_gateways_all_have_words():
    raised = set()
    for name in ("uploads", "staging"):
        tree = ast.parse((HOME / f"src/wangting/gateways/{name}.py").read_text("utf-8"))
        raised |= {
            call.args[0].value
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in ("Refused", "TooLarge")
            and call.args
            and isinstance(call.args[0], ast.Constant)
        }
    assert raised
    assert raised <= set(BY_CODE)
