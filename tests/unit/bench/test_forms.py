"""The small browser reads forms as a browser does, and sends them so that the hall understands."""

from __future__ import annotations

from webob import Request

from wangting.bench.browser import encoded
from wangting.bench.forms import forms_of
from wangting.bench.walking import filled

PAGE = """<form id="one" method="post" action="/x?a=1&amp;b=2" enctype="multipart/form-data">
<input type="hidden" name="csrf_token" value="abc"><input name="score" inputmode="numeric">
<input type="date" name="day"><input type="submit" name="go" value="1"><input type="file" name="file-m1">
<input type="radio" name="way" value="a"><input type="radio" name="way" value="b" checked>
<input type="checkbox" name="yes"><textarea name="words">
 kept</textarea><select name="kind"><option value="">-</option><option value="k" selected>K</option></select>
<input name="typed" value="already"><button name="act" value="next">next</button><button>nameless</button></form>
<form action="/search"><input name="q"></form><input name="outside">"""


def test_names_values_choices_files_and_buttons_are_read_in_their_order():
    one, search = forms_of(PAGE)
    assert (one.id, one.action, one.method, one.multipart) == ("one", "/x?a=1&b=2", "POST", True)
    assert one.fields == {"csrf_token": "abc", "score": "", "day": "", "way": "b", "words": " kept", "kind": "k",
                          "typed": "already"}  # fmt: skip
    assert one.choices == {"way": ["a", "b"], "yes": ["on"], "kind": ["", "k"]}
    assert (one.files, one.buttons) == (["file-m1"], [("go", "1"), ("act", "next")])
    assert (search.id, search.method, search.multipart, search.fields) == ("", "GET", False, {"q": ""})


def test_what_is_empty_is_filled_with_what_its_keyboard_is_for_and_the_rest_is_left():
    found = filled(forms_of(PAGE)[0])
    assert found["score"] == "92"
    assert found["day"] == "2026-09-01"
    assert found["yes"] == "on"
    assert not found.keys() & {"typed", "way", "kind", "words", "csrf_token"}


def test_a_multipart_body_is_read_back_as_it_was_sent():
    body, kind = encoded({"words": "汉字\r\n--x"}, ("file-m1", "成绩.pdf", b"\x00\r\n--\xff"))
    sent = Request.blank("/", method="POST", body=body, content_type=kind).POST
    assert sent["words"] == "汉字\r\n--x"
    assert (sent["file-m1"].filename, sent["file-m1"].value) == ("成绩.pdf", b"\x00\r\n--\xff")
