"""A public view sees its own questions only, in one order."""

import pytest
from pyramid.request import Request

from wangting.views.publicity import PLAIN, Public, is_plain, question

LIST = Public(asks=("q", "theme"))


@pytest.mark.parametrize(
    ("address", "public", "asked"),
    [
        ("/?theme=b&q=a", LIST, [("q", "a"), ("theme", "b")]),
        ("/?q=a&utm=x&fbclid=1", LIST, [("q", "a")]),
        ("/?q=a&q=b", LIST, [("q", "b")]),
        ("/?q=", LIST, [("q", "")]),
        ("/?q=a", PLAIN, []),
        ("/?lang=en&q=a", LIST, [("q", "a"), ("lang", "en")]),
        ("/?lang=de", LIST, []),
        ("/?size=elder", PLAIN, [("size", "elder")]),
        ("/?size=huge", PLAIN, []),
        ("/", LIST, []),
        ("/?q=a+b%20c&theme=%E8%AF%81", LIST, [("q", "a b c"), ("theme", "证")]),
        ("/?q=" + "证".encode().decode("latin-1"), LIST, [("q", "证")]),
        ("/?size=20", Public(asks=("size",)), [("size", "20")]),
    ],
)
def test_what_a_page_is_asked(address, public, asked):
    assert question(address.partition("?")[2], public) == tuple(asked)


def test_broken_letters_are_nobodys_question():
    with pytest.raises(UnicodeDecodeError):
        question("q=%ff", LIST)


@pytest.mark.parametrize(
    ("path", "plain"), [("/lixin/items/", True), ("/lixin//items", False), ("/lixin/./items", False), ("//", False)]
)
def test_one_way_of_writing_an_address_is_the_usual_one(path, plain):
    request = Request.blank("/")
    request.environ["PATH_INFO"] = path
    request.subpath = ()
    assert is_plain(request) is plain


def test_an_address_that_goes_on_behind_the_view_is_not_the_usual_one():
    request = Request.blank("/halls/a")
    request.subpath = ("a",)
    assert not is_plain(request)
