"""A form with files is read in one walk: every part once, no more than may be, and nothing left open."""

from __future__ import annotations

import io
import tempfile

import pytest

from wangting.errors import Invalid, TooLarge
from wangting.views import sentform
from wangting.views.sentform import Paper, close, read_form

MARK = "----mark"


def part(name, content, filename=None, more=""):
    said = f'; filename="{filename}"' if filename is not None else ""
    return f'--{MARK}\r\nContent-Disposition: form-data; name="{name}"{said}\r\n{more}\r\n'.encode() + content + b"\r\n"


def body(*parts):
    return io.BytesIO(b"".join(parts) + f"--{MARK}--\r\n".encode())


def read(stream, parts=10, text=1_000):
    return read_form(stream, MARK, parts, text)


@pytest.fixture
def made(monkeypatch):
    """Note every file that is made for a paper."""
    files = []

    def noted(**options):
        files.append(tempfile.SpooledTemporaryFile(**options))  # noqa: SIM115 - whether it is closed is the question
        return files[-1]

    monkeypatch.setattr(sentform, "SpooledTemporaryFile", noted)
    return files


def test_texts_come_back_in_their_order_and_twice_where_they_were_sent_twice():
    form = read(body(part("b", "二".encode()), part("a", b"1\r\n2"), part("b", b"")))
    assert list(form.items()) == [("b", "二"), ("a", "1\r\n2"), ("b", "")]


@pytest.mark.parametrize("size", [0, 1, sentform.CHUNK, sentform.KEPT + 1, 1_000_003])
def test_a_paper_has_its_name_and_every_byte_from_the_beginning(size):
    content = (b"\r\n--" + bytes(range(256))) * (size // 260 + 1)
    form = read(body(part("file-m1", content[:size], "申请表.pdf", "Content-Type: application/pdf\r\n")))
    paper = form["file-m1"]
    assert (paper.filename, paper.file.read()) == ("申请表.pdf", content[:size])
    close(form)
    assert paper.file.closed


def test_where_no_file_was_chosen_there_is_an_empty_text():
    assert read(body(part("file-m1", b"", ""))).get("file-m1") == ""


@pytest.mark.parametrize(
    "stream",
    [
        io.BytesIO(b""),
        io.BytesIO(b"what is no form at all, and longer than its mark"),
        io.BytesIO(part("a", b"1")),
        body(part("a", b"\xff\xfe")),
        body(part("a", b"1", more="Content-Type: text/plain; charset=gb18030\r\n")),
        body(b"--" + MARK.encode() + b"\r\nContent-Disposition: form-data\r\n\r\n1\r\n"),
        body(b"--" + MARK.encode() + b"\r\nContent-Type: text/plain\r\n\r\n1\r\n"),
        body(b"--" + MARK.encode() + b'\r\nContent-Disposition: form-data; name="\xff"\r\n\r\n1\r\n'),
    ],
    ids=[
        "nothing",
        "no form",
        "no end",
        "other letters",
        "other letters that it names",
        "no name",
        "no disposition",
        "a name in other letters",
    ],
)
def test_what_is_no_form_is_refused(stream):
    with pytest.raises(Invalid, match="form"):
        read(stream)


def test_one_part_too_many_is_refused_before_it_is_read(made):
    stream = body(*[part(f"{number}", b"1", "a.pdf") for number in range(11)])
    with pytest.raises(Invalid, match="too_many_parts"):
        read(stream)
    assert len(made) == 10
    assert all(file.closed for file in made)


def test_a_part_too_many_at_the_front_of_a_large_body_ends_the_reading():
    stream = body(*[part(f"{number}", b"1") for number in range(11)], part("large", b"x" * 10_000_000, "a.pdf"))
    with pytest.raises(Invalid, match="too_many_parts"):
        read(stream)
    assert stream.tell() <= sentform.CHUNK


def test_text_beyond_its_limit_is_refused_and_as_much_in_a_paper_is_not(made):
    close(read(body(part("a", b"x" * 1_000), part("file-m1", b"x" * 2_000, "a.pdf"))))
    with pytest.raises(TooLarge):
        read(body(part("file-m1", b"x" * 2_000, "a.pdf"), part("a", b"x" * 600), part("b", b"x" * 401)))
    assert made[-1].closed


def test_a_stream_that_breaks_leaves_nothing_open(made):
    class Breaking(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise OSError("gone")
            return super().read(size)

    with pytest.raises(OSError, match="gone"):
        read(Breaking(part("file-m1", b"x" * 100_000, "a.pdf")))
    assert [file.closed for file in made] == [True]


def test_only_what_was_sent_as_a_file_is_a_paper():
    form = read(body(part("a", b"1"), part("file-m1", b"2", "a.pdf")))
    assert [isinstance(value, Paper) for value in form.values()] == [False, True]
    close(form)
