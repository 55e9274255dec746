"""What stands around every request leaves nothing open behind it."""

import io

import pytest

from wangting.views.caching import FrontDoor


def copying(fault=None):
    """Return a policy that reads a body from a copy, as WebOb does with what cannot be read twice."""

    def inner(environ, _router):
        environ["wsgi.input"] = io.BytesIO()
        if fault:
            raise fault
        return "answer"

    return inner


def test_the_copy_of_a_body_is_closed_and_the_body_itself_left_to_the_server():
    body = io.BytesIO(b"x")
    environ = {"REQUEST_METHOD": "POST", "wsgi.input": body}
    assert FrontDoor(None, copying())(environ, None) == "answer"
    assert environ["wsgi.input"].closed
    assert not body.closed


def test_it_is_closed_after_a_fault_too():
    environ = {"REQUEST_METHOD": "POST", "wsgi.input": io.BytesIO(b"x")}
    with pytest.raises(ZeroDivisionError):
        FrontDoor(None, copying(ZeroDivisionError()))(environ, None)
    assert environ["wsgi.input"].closed


def test_a_body_that_was_not_copied_stays_open():
    body = io.BytesIO(b"x")
    environ = {"REQUEST_METHOD": "POST", "wsgi.input": body}
    FrontDoor(None, lambda _environ, _router: "answer")(environ, None)
    assert not body.closed
