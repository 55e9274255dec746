"""Files in the SDI: taken one by one or several at once, with the token; given back to be kept, never to be shown."""

import pytest

from sdi.driving import drives

PAGE = b"<!doctype html><script>alert(1)</script>"


def stored(sdi, hall, name):
    with sdi.hall.room() as room, room.halls[hall][name].blob.open("r") as found:
        return found.read()


@drives("IFolder upload any", "IFolder upload-submit POST", "IFile - any", "IFile view any")
def test_several_files_are_taken_at_once_and_each_is_only_ever_sent_to_be_kept(sdi):
    form = sdi.form("/manage/halls/lixin/@@upload", "upload")
    drawing = sdi.file("a.svg", b"<svg onload='x'/>", "image/svg+xml")
    form["files"] = [sdi.file("办事 手册.html", PAGE, "text/html"), drawing]
    answer = form.submit("upload").follow()
    assert "Uploaded: ban-shi-shou-ce-, a" in sdi.said(answer)
    assert stored(sdi, "lixin", "ban-shi-shou-ce-") == PAGE
    for name in ("ban-shi-shou-ce-", "a"):
        page = sdi.browser.get(f"/manage/halls/lixin/{name}/@@view").follow()
        assert page.content_type == "application/octet-stream"
        assert page.headers["Content-Disposition"].startswith("attachment;")
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in page.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in page.headers["Content-Security-Policy"]


def test_an_upload_without_a_file_says_so_and_changes_nothing(sdi):
    before = sdi.tid()
    answer = sdi.form("/manage/halls/lixin/@@upload", "upload").submit("upload").follow()
    assert "No file was chosen" in sdi.said(answer)
    assert sdi.tid() == before


@pytest.mark.parametrize("token", [{}, {"csrf_token": "wrong"}])
def test_an_upload_without_the_token_changes_nothing(sdi, token):
    before = sdi.tid()
    sdi.browser.post("/manage/halls/lixin/@@upload-submit", {**token, "files": sdi.file("a.txt")}, status=400)
    assert sdi.tid() == before


# Substance D leaves it to the interpreter to close what it has read of an upload that waits.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@drives("IFolder add_file any")
def test_a_file_is_added_by_its_form_and_kept_when_the_form_has_to_be_mended(sdi):
    form = sdi.form("/manage/halls/lixin/@@add_file")
    form["name"], form["mimetype"], form["title"] = "halls/..", "text/html", "手册"
    form["upload"] = sdi.file("guide.html", PAGE, "text/html")
    page = form.submit("add")
    assert page.status_int == 200
    assert page.html.select(".has-error, .alert-danger")
    mended = page.forms["deform"]
    mended["name"] = "guide"
    mended.submit("add").follow()
    assert stored(sdi, "lixin", "guide") == PAGE
    assert sdi.browser.get("/manage/halls/lixin/guide/").content_type == "application/octet-stream"


def test_an_upload_is_shown_nowhere_before_it_is_kept(sdi):
    sdi.browser.get("/manage/@@preview_image_upload/1", status=404)
