"""Forms that no browser sends from a page of ours: a clear refusal, never a fault."""

import time

import pytest
from webob import Request

from walking import file_case, register

TEACHER = "440102013002"
MULTIPART = "multipart/form-data; boundary=BB"


def part(name, filename=None, more=""):
    file = f'; filename="{filename}"' if filename else ""
    return f'--BB\r\nContent-Disposition: form-data; name="{name}"{file}{more}\r\n\r\nx\r\n'.encode()


#: More parts than a form of ours has, in a body that stays in memory.
MANY = part("number") * 600 + b"--BB--\r\n"


def post(browser, path, body, kind=MULTIPART):
    return browser.post(path, body, headers={"Content-Type": kind}, expect_errors=True)


@pytest.mark.parametrize("name", ["csrf_token", "next", "login", "act", "version", "opinion", "remove", "drop"])
@pytest.mark.parametrize("path", ["/sign-in", "/register", "/sign-out", "/track"])
def test_a_file_where_a_page_has_text_is_refused(hall, name, path):
    assert post(hall.browser(), path, part(name, "a.txt") + b"--BB--\r\n").status_int == 400


def test_a_file_where_a_citizens_page_has_text_is_refused(hall):
    citizen = hall.browser()
    register(citizen)
    number = file_case(citizen, "mengcheng", TEACHER)
    for name in ("version", "csrf_token"):
        answer = post(citizen, f"/me/cases/{number}/withdraw", part(name, "a.txt") + b"--BB--\r\n")
        assert answer.status_int == 400
        assert 'data-error="form"' in answer.text


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data; boundary=BB; charset=utf-8",
        "multipart/form-data; boundary=AA; boundary=BB",
        "multipart/form-data;boundary=BB;x",
        'multipart/form-data; boundary="BB"; boundary*=utf-8\'\'AA',
        "multipart/form-data; boundary=" + "B" * 3000,
        "multipart/form-data",
    ],
)
def test_parts_are_counted_by_the_boundary_by_which_they_are_read(hall, kind):
    answer = post(hall.browser(), "/track", MANY, kind)
    assert answer.status_int == 400
    assert 'data-error="form"' in answer.text


@pytest.mark.parametrize("kind", [MULTIPART, 'multipart/form-data; boundary="BB"', "multipart/form-data; Boundary=BB"])
def test_every_spelling_of_a_plain_boundary_is_read(hall, kind):
    few = b"".join(part(name) for name in ("number", "code")) + b"--BB--\r\n"
    assert post(hall.browser(), "/track", few, kind).status_int == 404
    assert 'data-error="too_many_parts"' in post(hall.browser(), "/track", MANY, kind).text


def test_fields_are_counted_when_nothing_says_what_they_are(hall):
    assert 'data-error="too_many_parts"' in post(hall.browser(), "/track", b"a&" * 600, "").text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"number=a", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"number=+ADw-x", "application/x-www-form-urlencoded; charset=utf-7"),
        (part("number", more="\r\nContent-Type: text/plain; charset=nonsense") + b"--BB--\r\n", MULTIPART),
        (b"garbage", MULTIPART),
        (part("number")[:-4], MULTIPART),
        (b"--BB\r\nContent-Disposition: form-data; name=a\r\nContent-Length: -5\r\n\r\nx\r\n--BB--\r\n", MULTIPART),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_and_is_no_fault(hall, body, kind):
    assert post(hall.browser(), "/track", body, kind).status_int in (400, 422)


def test_a_hundred_thousand_parts_cost_hardly_more_than_their_bytes(hall, tmp_path):
    many = b"".join(part(f"n{number}") for number in range(100_000)) + b"--BB--\r\n"
    one = part("file-m1", "a.pdf")[:-3] + b"x" * len(many) + b"\r\n--BB--\r\n"

    def cost(body):
        # The server keeps a large body in a file, and WebOb reads that and makes none of its own.
        (tmp_path / "body").write_bytes(body)
        with (tmp_path / "body").open("rb") as kept:
            asked = Request.blank("/me/drafts/x", method="POST", content_type=MULTIPART, remote_addr="127.0.0.1")
            asked.environ |= {"wsgi.input": kept, "webob.is_body_seekable": True, "CONTENT_LENGTH": str(len(body))}
            began = time.process_time()
            assert asked.get_response(hall.application).status_int in (400, 404)
            return time.process_time() - began

    cost(one)
    plain = min(cost(one) for _ in range(3))
    assert min(cost(many) for _ in range(3)) < 4 * plain
