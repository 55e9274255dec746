"""What was typed goes back into the form it came from, and into no other."""

from __future__ import annotations

import pytest

from wangting.views.refilling import refill

PAGE = """<html><body>\u2028<form method="get" action="/me/x"><input name="q"></form>
<form method="post" action="/me/x?lang=en" id="f"><input type="hidden" name="csrf_token" value="t"><input
  type="hidden" name="which" value="1"><input type="text" name="name" value="old" required="required"/>
<textarea name="words" rows="2">as &lt;it&gt; was</textarea><select name="kind"><option value="a" selected="selected">A
</option><option value="b">B</option></select><input type="checkbox" name="sure" value="yes"><input
 type="radio" name="way" value="1" checked><input type="radio" name="way" value="2"><input type="password" name="p">
<button formaction="/me/y">y</button></form><input name="far" form="f"><select
name="beside" form="f"><option value="1" selected>1</option><option value="2">2</option></select>
<input name="away" form="gone"><input name="out">
<form
method="post" action="/me/x"><input type="hidden" name="which" value="2"><input name="name"></form></body></html>"""
TYPED = {"which": ["1"], "name": ['<"王">'], "words": ["一<b>\n二"], "kind": ["b"], "sure": ["yes"], "way": ["2"],
         "p": ["secret"], "far": ["too"], "beside": ["2"]}  # fmt: skip


def test_each_kind_of_control_is_filled_and_nothing_that_was_typed_becomes_html():
    page = refill(PAGE, "/me/x", TYPED, "back & again")
    assert 'name="name" value="&lt;&quot;王&quot;&gt;" required="required"/>' in page
    assert '<textarea name="words" rows="2">\n一&lt;b&gt;\n二</textarea>' in page
    assert '<option value="a">A' in page
    assert '<option value="b" selected>B' in page
    assert '<input type="checkbox" name="sure" value="yes" checked>' in page
    assert '<input type="radio" name="way" value="1">' in page
    assert '<input type="radio" name="way" value="2" checked>' in page
    assert '<input name="far" form="f" value="too">' in page
    assert '<option value="1">1</option><option value="2" selected>2</option>' in page
    assert "secret" not in page
    assert '<p class="wt-note wt-note-info" role="status">back &amp; again</p><input type="hidden"' in page
    assert page.count("back &amp; again") == 1


def test_what_is_folded_around_the_form_is_open_and_nothing_else_is():
    folded = '<details><p>a</p></details><details class="x"><summary>s</summary><details>'
    page = f'{folded}<form method="post" action="/me/x"><input name="n"></form></details></details><details>b</details>'
    filled = refill(page, "/me/x", {"n": ["w"]}, "back")
    assert filled.startswith('<details><p>a</p></details><details class="x" open><summary>s</summary><details open>')
    assert filled.endswith("</details></details><details>b</details>")


@pytest.mark.parametrize("which", ["1", "2"])
def test_of_two_forms_to_one_address_the_hidden_fields_say_which(which):
    page = refill(PAGE, "/me/x", {"which": [which], "name": ["王"]}, "note")
    first, second = page.split('value="2"><input name="name"')
    assert ('name="name" value="王"' in first, second.startswith(' value="王"')) == (which == "1", which == "2")


def test_a_button_that_sends_elsewhere_makes_it_the_form_of_that_address_too():
    assert 'value="王"' in refill(PAGE, "/me/y", {"name": ["王"]}, "note")


@pytest.mark.parametrize(
    ("path", "typed"), [("/me/z", TYPED), ("/me/x", {"name": ["王"], "which": ["3"]}), ("/me/x", {"unknown": ["王"]}),
                        ("/me/x", {"which": ["1"]})]
)  # fmt: skip
def test_on_a_page_without_the_form_everything_goes_on_waiting(path, typed):
    assert refill(PAGE, path, typed, "note") is None
