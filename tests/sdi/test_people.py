"""Site managers, their groups and what these may do."""

import pytest

from sdi.driving import drives

LOGIN, PASSWORD, OTHER = "second", "a passphrase of theirs", "another passphrase"


def add_user(sdi, password=PASSWORD, groups=()):
    form = sdi.form("/manage/principals/users/@@add_user")
    form["name"], form["email"] = LOGIN, "second@example.org"
    form["password"] = form["password-confirm"] = password
    form["groupids"] = [option for option, _chosen, text in form["groupids"].options if text in groups]
    return form.submit("add")


@drives("IUsers add_user any", "IGroups add_group any")
def test_a_second_site_manager_is_added_and_what_their_group_may_do_they_may(sdi):
    form = sdi.form("/manage/principals/groups/@@add_group")
    form["name"], form["description"] = "readers", "look and touch nothing"
    form.submit("add").follow()
    assert add_user(sdi, groups=("readers",)).status_int == 302
    sdi.browser.get("/manage/@@logout")
    sdi.sign_in(LOGIN, PASSWORD)
    assert "not permitted" in sdi.browser.get("/manage/halls/@@contents", expect_errors=True).text


@pytest.mark.parametrize(("password", "said"), [("short", "at least 12 letters"), ("长" * 25, "at most 72 bytes")])
def test_a_password_that_is_too_short_or_too_long_to_count_is_refused_with_the_reason(sdi, password, said):
    before = sdi.tid()
    assert said in add_user(sdi, password)
    assert sdi.tid() == before


def change(sdi, login, current, new):
    form = sdi.form(f"/manage/principals/users/{login}/@@change_password")
    form["current_user_password"] = current
    form["password"] = form["password-confirm"] = new
    return form.submit("change")


@drives("IUser change_password any")
def test_another_password_ends_every_other_session_of_that_site_manager(sdi):
    account = sdi.hall.account("site_manager")
    kept = dict(sdi.browser.cookies)
    elsewhere = type(sdi)(sdi.hall, type(sdi.browser)(sdi.hall.application, sdi.browser.extra_environ))
    elsewhere.sign_in()
    assert "Password changed" in sdi.said(change(sdi, account["login"], account["password"], OTHER).follow())
    assert sdi.browser.cookies == kept
    assert "form.submitted" not in sdi.browser.get("/manage/halls/@@contents")
    assert "form.submitted" in elsewhere.browser.get("/manage/halls/@@contents")
    assert "Failed login" in elsewhere.sign_in()
    assert elsewhere.sign_in(password=OTHER).status_int == 302


@pytest.mark.parametrize("current", ["wrong passphrase", "长" * 40])
def test_who_does_not_know_the_current_password_changes_none(sdi, current):
    before = sdi.tid()
    page = change(sdi, sdi.hall.account("site_manager")["login"], current, OTHER)
    page = page if page.status_int == 200 else page.follow()
    assert "Incorrect current" in page or "not your password" in page
    assert sdi.tid() == before


@drives("any acl_edit any acl_view", "any acl_edit POST form.add", "any acl_edit POST form.move_up",
        "any acl_edit POST form.move_down", "any acl_edit POST form.remove", "any acl_edit POST form.inherit",
        "any local_acl any local_acl", "any inherited_acl any inherited_acl")  # fmt: skip
def test_rights_are_given_put_in_order_and_taken_back(sdi):
    path = "/manage/halls/lixin/@@acl_edit"
    assert "Local ACL" in sdi.browser.get(path)

    def acl():
        with sdi.hall.room() as room:
            return [entry[0] for entry in getattr(room.halls["lixin"], "__acl__", [])]

    for verb in ("Allow", "Deny"):
        sdi.post(path, **{"form.add": "1", "verb": verb, "principal": "system.Everyone", "permissions": "sdi.lock"})
    assert acl() == ["Allow", "Deny"]
    sdi.post(path, **{"form.move_up": "1", "index": "1"})
    assert acl() == ["Deny", "Allow"]
    sdi.post(path, **{"form.move_down": "1", "index": "0"})
    assert acl() == ["Allow", "Deny"]
    sdi.post(path, **{"form.remove": "1", "index": "1"})
    assert acl() == ["Allow"]
    answer = sdi.post(path, **{"form.inherit": "1", "inherit": "disabled"}).follow()
    assert "shut yourself out" in sdi.said(answer)
    assert acl() == ["Allow"]
    page = sdi.browser.get(path).html
    admins = page.find("option", string=lambda text: text and text.strip() == "admins")["value"]
    sdi.post(path, **{"form.add": "1", "verb": "Allow", "principal": admins, "permissions": "-- ALL --"})
    sdi.post(path, **{"form.inherit": "1", "inherit": "disabled"})
    assert acl() == ["Allow", "Allow", "Deny"]
    sdi.post(path, **{"form.inherit": "1", "inherit": "enabled"})
    assert acl() == ["Allow", "Allow"]
    assert "sdi.lock" in sdi.browser.get("/manage/halls/lixin/@@local_acl")
    assert "ALL" in sdi.browser.get("/manage/halls/lixin/@@inherited_acl")


def test_rights_are_not_changed_without_the_token(sdi):
    before = sdi.tid()
    fields = {"form.add": "1", "verb": "Allow", "principal": "system.Everyone", "permissions": "sdi.view"}
    sdi.browser.post("/manage/@@acl_edit", fields, status=400)
    assert sdi.tid() == before
