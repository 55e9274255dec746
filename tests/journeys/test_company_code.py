"""The code that lets an operator in is worth what the register of organisations says when it comes."""

from __future__ import annotations

import pytest

from firms import CODE, OTHER, citizen, named, registered
from mandating import code_of, confirm
from wangting.gateways.identity.organisations import FILE as ORGANISATIONS


@pytest.fixture(autouse=True)
def in_the_register(hall):
    named(hall)


@pytest.mark.parametrize("since", ["another", "away", "unknown"])
def test_a_code_is_not_enough_when_the_register_no_longer_names_the_representative(hall, since):
    """Who left between the writing and the code lets nobody in; nothing typed is lost, and the code is asked once."""
    named(hall, 9, representative="王总")
    browser, head = citizen(hall, 8, "李经办"), citizen(hall, 9, "王总")
    paper = registered(browser, representative="王总", phone="13800000009").follow()
    file = hall.settings.var / ORGANISATIONS
    content = file.read_bytes()
    if since == "another":
        named(hall, 6, representative="王总")
    elif since == "away":
        file.write_bytes(b"not a database, and long enough to be looked at as one")
    else:
        file.unlink()
        named(hall, credit_code=OTHER)
    form = paper.forms["confirm"]
    browser.post(f"{paper.request.path}/code", {"csrf_token": form["csrf_token"].value}).follow()
    form["code"] = code_of(hall)
    said = "登记机关的资料里" if since == "another" else "登记机关现在没能核对上"
    form.submit(status=409).mustcontain(said, "窗口")
    browser.get(f"/me/companies/{CODE}", status=404)
    assert len(head.get("/me/account/").html.select("#a-looks + ul li")) == 2
    file.write_bytes(content)
    form.submit(status=303)
    browser.get(f"/me/companies/{CODE}").mustcontain("管理经办人", "李经办")


def test_one_on_record_is_confirmed_by_its_representative_though_the_register_is_away(hall):
    citizen_of, head = citizen(hall, 8, "李经办"), citizen(hall)
    registered(head)
    with hall.room(commit=True) as room:
        firm, person = room.representing.find(CODE), room.registering.find("13800000007")
        room.representing.end(firm, person, person.id)
    (hall.settings.var / ORGANISATIONS).write_bytes(b"not a database, and long enough to be looked at as one")
    paper = registered(citizen_of, phone="13800000007").follow()
    assert confirm(hall, citizen_of, paper).status_int == 303
    citizen_of.get(f"/me/companies/{CODE}").mustcontain("管理经办人", "李经办")
