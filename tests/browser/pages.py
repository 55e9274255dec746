"""Every page there is, one row each and role; what is no page, with the reason.

A new page is one line here: the address as docs/reference/addresses.md has it, where to look at it, who sees it.
``tests/browser/test_the_list.py`` fails while a view has no row.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from browser.adminpages import ADMIN, ADMIN_NO_PAGE
from browser.hallitempages import HALL_ITEMS
from browser.officepages import OFFICE, OFFICE_NO_PAGE
from browser.officework import OFFICE_WORK, OFFICE_WORK_NO_PAGE
from browser.rows import (
    AGENT,
    AGENT_AT_WORK,
    APPROVER,
    CITIZEN,
    COUNTER,
    EVERYBODY,
    ISSUER,
    KEEPER,
    NEWCOMER,
    OLDER,
    REVIEWER,
    SUPERVISOR,
    VISITOR,
    Row,
)
from browser.steps import as_before, one_by_one, pressing, unfolding
from walking import PASSWORD, id_number

#: From /sign-in to the second step, and to the password of one's own.
CODED = pressing("#sign-in .wt-btn-main", login="{coded}", password="{coded_password}")
NEW = pressing("#sign-in .wt-btn-main", login="{new}", password="{new_password}")

#: Numbers that nobody has.
NUMBERS = count(13999990000)
PHONES = count(13799990000)


def forgotten(tab: object, names: Mapping[str, str]) -> None:
    """Go from /reset to where the code is asked for, with another number each time: one login is sent few an hour."""
    pressing("#reset .wt-btn-main", login=str(next(NUMBERS)))(tab, names)


def registering(tab: object, names: Mapping[str, str]) -> None:
    """Go from /register to where the code is asked for, with a phone of its own each time."""
    tab.page.check("main [name=consent]")
    typed = {"name": "王小花", "id_number": id_number(990), "phone": str(next(PHONES))}
    pressing("#register .wt-btn-main", **typed, password=PASSWORD, password_again=PASSWORD)(tab, names)


PUBLIC = (
    Row("/", "/", EVERYBODY),
    Row("/", "/?v=李", (VISITOR,), note="found"),
    Row("/", "/?v=没有这个村", (VISITOR,), note="not found"),
    Row("/halls", "/halls", EVERYBODY),
    Row("/<hall>/", "/{hall}/", EVERYBODY),
    Row("/<hall>/", "/ezone/", (VISITOR,), note="of a small hall"),
    Row("/<hall>/items", "/{hall}/items/", EVERYBODY),
    Row("/<hall>/items", "/{hall}/items/?letter=Z&page=2", (VISITOR,), note="second page"),
    Row("/<hall>/items", "/{hall}/items/?theme=没有这个主题", (VISITOR,), note="empty"),
    Row("/<hall>/items", "/{hall}/items/?life=aid", (VISITOR,), note="of a matter of life"),
    Row("/<hall>/browse", "/{hall}/browse", (VISITOR,)),
    Row("/<hall>/departments", "/{hall}/departments/", (VISITOR,)),
    Row("/<hall>/departments/<slug>", "/{hall}/departments/gongan", (VISITOR,)),
    Row("/<hall>/items/<code>", "/{hall}/items/{teacher}", EVERYBODY, sheets=2),
    Row("/<hall>/items/<code>", "/{hall}/items/{mandarin}", (VISITOR,), sheets=2, note="with an own form"),
    Row("/<hall>/items/<code>", "/{hall}/items/{birth}", (VISITOR,), sheets=2, note="from its record"),
    Row("/<hall>/items/<code>", "/{hall}/items/{edition_ending}", (VISITOR,), note="that ends on a day"),
    Row("/<hall>/items/<code>", "/{hall}/items/{part}", (VISITOR,), sheets=2, note="with others of its main item",
        do=unfolding(".wt-family > summary")),
    Row("/<hall>/items/<code>", "/{hall}/items/{told}", (VISITOR,), sheets=2, note="with everything said"),
    Row("/<hall>/items/<code>", "/{hall}/items/{told}?scenario=other", (VISITOR,), sheets=2, note="in one situation"),
    Row("/<hall>/items/<code>/editions", "/{hall}/items/{edition_past}/editions/", (VISITOR,)),
    Row("/<hall>/items/<code>/editions/<n>", "/{hall}/items/{edition_past}/editions/1", (VISITOR,)),
    Row("/<hall>/", "/lixin/", (VISITOR,), note="with an announcement"),
    Row("/<hall>/announcements", "/lixin/announcements/", (VISITOR,)),
    Row("/<hall>/announcements", "/{hall}/announcements/", (VISITOR,), note="none"),
    Row("/<hall>/announcements/<name>", "/lixin/announcements/closed", (VISITOR,)),
    Row("/<hall>/pages/<name>", "/lixin/pages/way", (VISITOR,)),
    Row("/<hall>/laws", "/{hall}/laws/", (VISITOR,)),
    Row("/<hall>/laws/<law>", "/{hall}/laws/administrative_licensing", (VISITOR,)),
    Row("/<hall>/laws/<law>", "/{hall}/laws/holidays", (VISITOR,), note="held whole"),
    Row("/<hall>/search", "/{hall}/search?q=教师", EVERYBODY),
    Row("/<hall>/search", "/{hall}/search?q=饕餮纹样", (VISITOR,), note="nothing found"),
    Row("/search", "/search?q=出生证", EVERYBODY),
    Row("/search", "/search", (VISITOR,), note="before asking"),
    Row("/sign-in", "/sign-in", (VISITOR, CITIZEN)),
    Row("POST /sign-in", "/sign-in", (VISITOR,), do=pressing("#sign-in .wt-btn-main")),
    Row("/sign-in-code", "/sign-in", (VISITOR,), do=CODED),
    Row("POST /sign-in-code", "/sign-in", (VISITOR,), do=one_by_one(CODED, pressing("#second-step .wt-btn-main"))),
    Row("/sign-in-password", "/sign-in", (VISITOR,), do=NEW),
    Row("POST /sign-in-password", "/sign-in", (VISITOR,), do=one_by_one(NEW, pressing("#new-password .wt-btn-main"))),
    Row("/reset", "/reset", (VISITOR,)),
    Row("POST /reset", "/reset", (VISITOR,), do=pressing("#reset .wt-btn-main")),
    Row("/reset-code", "/reset", (VISITOR,), do=forgotten),
    Row("POST /reset-code", "/reset", (VISITOR,), do=one_by_one(forgotten, pressing("#reset-code .wt-btn-main"))),
    Row("/register", "/register", (VISITOR,)),
    Row("POST /register", "/register", (VISITOR,), do=pressing("#register .wt-btn-main")),
    Row("/register-code", "/register", (VISITOR,), do=registering),
    Row(
        "POST /register-code", "/register", (VISITOR,),
        do=one_by_one(registering, pressing("#register-code .wt-btn-main")),
    ),
    Row("/track", "/track", (VISITOR, CITIZEN)),
    Row("POST /track", "/track", (VISITOR,), do=pressing("main form .wt-btn-main"), note="nothing typed"),
    Row(
        "POST /track", "/track?number={accepted}", (VISITOR,),
        do=pressing("main form .wt-btn-main", code="{accepted_code}"), note="found",
    ),
    Row("/verify", "/verify", EVERYBODY),
    Row("/verify", "/verify/{licence}", (VISITOR,), note="a licence"),
    Row("/verify", "/verify/nothing-of-the-kind", (VISITOR,), status=404, note="no licence"),
)
MINE = (
    Row("/me", "/me/", (CITIZEN, NEWCOMER)),
    Row("/<hall>/items/<code>/apply", "/{hall}/items/{mandarin}/apply", (CITIZEN,)),
    Row("/me/drafts/<id>", "/me/drafts/{draft}", (CITIZEN,)),
    Row("/me/drafts/<id>", "/me/drafts/{birth_draft}", (CITIZEN,), note="from its record"),
    Row("POST /me/drafts/<id>", "/me/drafts/{draft}", (CITIZEN,), do=pressing("#draft .wt-btn-main")),
    Row("/me/drafts/<id>/check", "/me/drafts/{filled_draft}/check", (CITIZEN,)),
    Row(
        "POST /me/drafts/<id>/submit", "/me/drafts/{filled_draft}/check", (CITIZEN,),
        do=pressing("#submit .wt-btn-main"),
    ),
    *(
        Row("/me/cases/<number>", f"/me/cases/{{{state}}}", (CITIZEN,), note=state)
        for state in (
            "submitted", "supplementing", "accepted", "late", "reviewed", "approved", "declined", "refused",
            "withdrawn",
        )
    ),
    Row("/me/cases/<number>/answer", "/me/cases/{supplementing}/answer", (CITIZEN,)),
    Row(
        "POST /me/cases/<number>/answer", "/me/cases/{supplementing}/answer", (CITIZEN,),
        do=pressing("#answer .wt-btn-main"),
    ),
    Row("/me/cases/<number>/documents", "/me/cases/{supplementing}/documents/1", (CITIZEN,), sheets=1),
    Row(
        "/me/cases/<number>/documents", "/me/cases/{refused}", (CITIZEN,), sheets=1, note="of a refusal",
        do=pressing("main a[href*='/documents/']"),
    ),
    Row("/me/cases/<number>/receipt", "/me/cases/{accepted}/receipt", (CITIZEN,), sheets=1),
    Row("/me/cases/<number>/withdraw", "/me/cases/{accepted}/withdraw", (CITIZEN,)),
    Row("POST /me/cases/<number>/withdraw", "/me/cases/{accepted}/withdraw", (CITIZEN,), note=OLDER,
        do=one_by_one(as_before("#withdraw [name=version]"), pressing("#withdraw button"))),
)
ACCOUNT = (
    Row("/me/account/identity", "/me/account/identity", (CITIZEN, COUNTER)),
    Row("/me/account", "/me/account/", (CITIZEN, COUNTER)),
    Row("/me/account/password", "/me/account/password", (CITIZEN,)),
    Row("POST /me/account/password", "/me/account/password", (CITIZEN,), do=pressing("#password-form .wt-btn-main")),
    Row("/me/account", "/me/account/", (KEEPER,), note="with an app"),
    Row("/me/account/app", "/me/account/app", (CITIZEN,)),
    Row("POST /me/account/app", "/me/account/app", (CITIZEN,), do=pressing("#new-app .wt-btn-main")),
    Row("/me/account/app-codes", "/me/account/app-codes", (KEEPER,)),
    Row("POST /me/account/app-codes", "/me/account/app-codes", (KEEPER,), do=pressing("#proof .wt-btn-main")),
    Row("/me/account/app-unbind", "/me/account/app-unbind", (KEEPER,)),
    Row("POST /me/account/app-unbind", "/me/account/app-unbind", (KEEPER,), do=pressing("#proof .wt-btn-danger")),
    *(
        row
        for name in ("phone", "mail", "name")
        for row in (
            Row(f"/me/account/{name}", f"/me/account/{name}", (CITIZEN,)),
            Row(f"POST /me/account/{name}", f"/me/account/{name}", (CITIZEN,), do=pressing("#amend .wt-btn-main")),
        )
    ),
    Row("/me/account/delete", "/me/account/delete", (NEWCOMER,)),
    Row("/me/account/delete", "/me/account/delete", (CITIZEN,), note="with open cases"),
    Row("POST /me/account/delete", "/me/account/delete", (NEWCOMER,), do=pressing("#erase .wt-btn-danger")),
    Row("/me/messages", "/me/messages/", (CITIZEN, NEWCOMER)),
)
COMPANIES = (
    Row("/me/companies", "/me/companies/", (CITIZEN,)),
    Row("/me/companies/register", "/me/companies/register", (CITIZEN,)),
    Row("POST /me/companies/register", "/me/companies/register", (CITIZEN,), do=pressing("#company .wt-btn-main")),
    Row("/me/companies/<credit code>", "/me/companies/{company}", (CITIZEN, NEWCOMER)),
    Row("/me/companies/<credit code>/add", "/me/companies/{company}/add", (CITIZEN,)),
    Row(
        "POST /me/companies/<credit code>/add", "/me/companies/{company}/add", (CITIZEN,),
        do=pressing("#company .wt-btn-main"),
    ),
    Row("/me/family", "/me/family/", (CITIZEN,)),
    Row("POST /me/family", "/me/family/", (CITIZEN,), do=pressing("#child .wt-btn-main")),
)
MANDATES = (
    Row("/me/mandates", "/me/mandates/", (CITIZEN, AGENT)),
    Row("/me/mandates/<draft id>", "/me/mandates/{mandate_draft}", (AGENT,)),
    Row("POST /me/mandates/<draft id>", "/me/mandates/{mandate_draft}", (AGENT,), do=pressing("#mandate .wt-btn-main")),
    Row("/me/mandates/<number>", "/me/mandates/{mandate}", (AGENT,), note="in force"),
    Row("/me/mandates/<number>", "/me/mandates/{mandate_waiting}", (AGENT,), note="to be confirmed"),
    Row(
        "POST /me/mandates/<number>/confirm", "/me/mandates/{mandate_waiting}", (AGENT,),
        do=pressing("#confirm .wt-btn-main"),
    ),
    Row("/me/point", "/me/point/", (AGENT, AGENT_AT_WORK)),
    Row("/<hall>/items/<code>", "/{hall}/items/{birth}", (AGENT_AT_WORK,)),
    Row("/<hall>/items/<code>/apply", "/{hall}/items/{teacher}/apply", (AGENT_AT_WORK,)),
    Row("/me/cases/<number>", "/me/cases/{filed_for_another}", (AGENT_AT_WORK,)),
)
DESK = (
    Row("/<hall>/desk/cases/<number>/hand-over", "/{hall}/desk/cases/{accepted}/hand-over", (REVIEWER,)),
    Row("/<hall>/desk/cases/<number>/receipt", "/{hall}/desk/cases/{accepted}/receipt", (COUNTER,), sheets=1),
    Row("POST /<hall>/desk/cases/<number>/custody", "/{hall}/desk/cases/{late}", (REVIEWER,),
        do=pressing("form[action*=custody] button")),
    Row("/<hall>/desk/find", "/{hall}/desk/find", (COUNTER,)),
    Row("POST /<hall>/desk/find", "/{hall}/desk/find", (COUNTER,), do=pressing("#find button", who="王小样")),
    Row("/<hall>/desk/companies", "/{hall}/desk/companies", (COUNTER,)),
    Row("POST /<hall>/desk/companies", "/{hall}/desk/companies", (COUNTER,), do=pressing("#appoint .wt-btn-main")),
    Row("/<hall>/desk/identity", "/{hall}/desk/identity", (COUNTER,)),
    Row("POST /<hall>/desk/identity", "/{hall}/desk/identity", (COUNTER,), do=pressing("#witness .wt-btn-main")),
    Row("/<hall>/desk/password", "/{hall}/desk/password", (COUNTER,)),
    Row("POST /<hall>/desk/password", "/{hall}/desk/password", (COUNTER,), do=pressing("#readmit .wt-btn-main")),
    Row("/<hall>/desk/mandates", "/{hall}/desk/mandates/", (COUNTER,)),
    Row("POST /<hall>/desk/mandates", "/{hall}/desk/mandates/", (COUNTER,), do=pressing("#look-up .wt-btn-main")),
    Row("/<hall>/desk/mandates/<number>", "/{hall}/desk/mandates/{mandate_waiting}", (COUNTER,)),
    Row(
        "POST /<hall>/desk/mandates/<number>/confirm", "/{hall}/desk/mandates/{mandate_waiting}", (COUNTER,),
        do=pressing("#confirm button"),
    ),
    Row("/<hall>/desk", "/{hall}/desk/", (COUNTER, REVIEWER, APPROVER, ISSUER)),
    Row("/<hall>/desk", "/{hall}/desk/?q=没有这个人", (COUNTER,), note="nothing found"),
    Row("/<hall>/desk/cases/<number>", "/{hall}/desk/cases/{submitted}", (COUNTER,)),
    Row("/<hall>/desk/cases/<number>", "/{hall}/desk/cases/{accepted}", (REVIEWER, COUNTER)),
    Row("/<hall>/desk/cases/<number>", "/{hall}/desk/cases/{late}", (REVIEWER, SUPERVISOR), note="late"),
    Row("/<hall>/desk/cases/<number>", "/{hall}/desk/cases/{reviewed}", (APPROVER,)),
    Row("/<hall>/desk/cases/<number>", "/{hall}/desk/cases/{approved}", (ISSUER,), note="approved"),
    Row(
        "POST /<hall>/desk/cases/<number>/act", "/{hall}/desk/cases/{submitted}", (COUNTER,),
        do=pressing("#act [name=act][value=decline]"),
    ),
    Row("POST /<hall>/desk/cases/<number>/act", "/{hall}/desk/cases/{submitted}", (COUNTER,), note=OLDER,
        do=one_by_one(as_before("#act [name=version]"), pressing("#act [value=decline]", opinion="材料不对"))),
    Row("POST /<hall>/desk/cases/<number>/custody", "/{hall}/desk/cases/{late}", (REVIEWER,), note=OLDER,
        do=one_by_one(as_before("form[action*=custody] [name=version]"), pressing("form[action*=custody] button"))),
    Row(
        "POST /<hall>/desk/cases/<number>/numbers", "/{hall}/desk/cases/{submitted}", (COUNTER,),
        do=pressing("form:has(#purpose) button"),
    ),
    Row("/<hall>/desk/cases/<number>/cover", "/{hall}/desk/cases/{submitted}/cover", (COUNTER,), sheets=1),
)
#: Refusals and faults; they belong to no address.
REFUSALS = (
    Row("404", "/没有这一页", (VISITOR, CITIZEN), status=404),
    Row("404", "/{hall}/没有这一页", (VISITOR,), status=404, note="of a hall"),
    Row("404", "/{hall}/items/999999999999", (VISITOR,), status=404, note="no item"),
    Row("404", "/ezone/items/AH05", (VISITOR,), status=404, note="not here"),
    Row("404", "/{hall}/departments/nonsense", (VISITOR,), status=404, note="no department"),
    Row("404", "/{hall}/laws/nonsense", (VISITOR,), status=404, note="no law"),
    Row("404", "/me/cases/341622-20260101-00-00001-0", (CITIZEN,), status=404, note="no case"),
    Row("403", "/{hall}/desk/", (CITIZEN,), status=403),
)
PAGES = (*PUBLIC, *MINE, *ACCOUNT, *COMPANIES, *MANDATES, *DESK, *ADMIN, *OFFICE, *HALL_ITEMS, *OFFICE_WORK, *REFUSALS)

#: Views that show no page of their own.
NO_PAGE = {
    "/files/<sha256>/<name>": "a blank form or a sample, sent as a file",
    **OFFICE_WORK_NO_PAGE,
    **ADMIN_NO_PAGE,
    "/<hall>/desk/cases/<number>/files": "a paper, sent as a file",
    "/<hall>/desk/cases/<number>/licence.pdf": "the licence, sent as a file",
    "/<hall>/desk/cases/<number>/act": "leads to the case",
    "/<hall>/desk/cases/<number>/numbers": "leads to the case",
    "/<hall>/desk/cases/<number>/custody": "leads to the case",
    "/<hall>/desk/mandates/<number>/confirm": "leads to the mandate",
    "/<hall>/desk/mandates/<number>/evidence": "a photo, sent as a file",
    "/<hall>/desk/mandates/<number>/revoke": "leads to the mandate",
    "POST /<hall>/desk/mandates/<number>/revoke": "leads to the mandate",
    "/<hall>/desk/next": "leads to the list",
    "POST /<hall>/desk/next": "leads to the case that was taken",
    "/<hall>/health": "for a probe",
    "/<hall>/metrics": "for a probe",
    "/<hall>/items/<code>/form.pdf": "the blank form, sent as a file",
    "/<hall>/items/<code>/qr.svg": "a picture on the guide",
    "/api/v1/halls": "for programs",
    "/api/v1/items": "for programs",
    "/api/v1/items/<hall>/<code>": "for programs",
    "/api/v1/search": "for programs",
    "/api/v1/suggest": "for the script of the finder",
    "/health": "for a probe",
    "/me/companies/<credit code>/end": "leads to the organisation",
    "POST /me/companies/<credit code>/end": "leads to the organisation",
    "/me/messages/read": "leads to the messages",
    "POST /me/messages/read": "leads to the messages",
    "/me/account/phone-code": "after the password was given: tests/journeys/test_amending.py; looks as /register-code",
    "POST /me/account/phone-code": "as /register-code: tests/journeys/test_amending.py",
    "/me/account/mail-code": "after the password was given: tests/journeys/test_amending.py; looks as /register-code",
    "POST /me/account/mail-code": "as /register-code: tests/journeys/test_amending.py",
    "/me/account/end": "leads to the account",
    "/me/account/end-others": "leads to the account",
    "POST /me/account/identity": "the page; a register is asked a few times a day: tests/journeys/test_assurance.py",
    "POST /me/account/end": "leads to the account; after ten minutes a password: tests/journeys/test_account.py",
    "POST /me/account/end-others": "as /me/account/end",
    "/me/cases/<number>/files": "a paper, sent as a file",
    "/me/cases/<number>/licence.pdf": "the licence, sent as a file",
    "POST /me/mandates/<draft id>/delete": "leads to the mandates",
    "/me/mandates/<number>/code": "leads to the mandate",
    "POST /me/mandates/<number>/code": "leads to the mandate",
    "/me/mandates/<number>/confirm": "leads to the mandate",
    "/me/mandates/<number>/evidence": "a photo, sent as a file",
    "/me/mandates/<number>/revoke": "leads to the mandate",
    "POST /me/mandates/<number>/revoke": "leads to the mandate",
    "POST /me/mandates/begin": "leads to the mandate that is begun",
    "/me/point/find": "leads to the point",
    "/me/point/leave": "leads to the point",
    "/me/point/switch": "leads to the point",
    "POST /me/point/find": "leads to the point",
    "POST /me/point/leave": "leads to the point",
    "POST /me/point/switch": "leads to the point",
    "/metrics": "for a probe",
    "/me/drafts/<id>/delete": "leads to the draft",
    "POST /me/drafts/<id>/delete": "leads to what is mine",
    "/me/drafts/<id>/submit": "leads to the draft",
    **OFFICE_NO_PAGE,
    "/hand-over": "leads to signing in",
    "/going-back": "leads to the hall's host by itself; tests/browser/test_two_hosts.py goes that way",
    "/sign-in-elsewhere": "leads to the provider",
    "/sign-in-arrive": "leads on; tests/journeys/test_sign_in_elsewhere.py comes that way from a provider",
    "/sign-in-first": "needs a provider; tests/journeys/test_sign_in_elsewhere.py opens it",
    "POST /sign-in-first": "leads to what is mine",
    "/sign-in-app": "only where `wangting.staff_totp` is on; tests/journeys/test_second_factor.py opens it",
    "POST /sign-in-app": "the same page",
    "POST /sign-out": "leads to the hall",
    "/signed-out": "with a provider only; the page is that of going on to another host",
}
