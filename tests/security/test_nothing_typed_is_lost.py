"""Whatever form is sent after its session has ended comes back, for its owner, with what was typed but passwords.

Every page that shows a form is walked, and every view that takes one is met or says why nothing is typed there.
"""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import chain
from urllib.parse import urlsplit

import pytest

import publishing
from conftest import running
from matrix.asking import Question, path_of
from matrix.people import ITEM
from matrix.table import read
from matrix.views import addressed
from matrix.world import build
from wangting.forms import companyform, mandateform, standing
from wangting.forms.form import Form
from wangting.views.unfinished import SECRET

HALL = "mengcheng"
#: An item whose edition was reviewed; who stands in for whom, and who was shut out, in the pages prepared here.
TRADE = "442016039000"
STAND_IN, ABSENT, SHUT_OUT = "mengcheng-minzheng-reviewer", "mengcheng-counter", "mengcheng-supervisor"
#: Who opens pages, by the beginning of their address; the first that fits.
READERS = (("/<hall>/admin/", "hall_admin"), ("/<hall>/desk/cases/<number>", "counter"), ("/<hall>/desk", "counter"),
           ("/office", "central_office"), ("/me/mandates/<number>", "agent_inside"), ("/me", "citizen_a"))  # fmt: skip
#: Types of controls in which a person writes or chooses.
TYPED = ("text", "search", "tel", "number", "email", "url", "date")
#: Views to which nothing typed is sent: a button, a code of the moment, a file, or what they keep of it themselves.
NOTHING = {
    "/sign-out": "a button",
    "/<hall>/admin/announcements/<name>/withdraw": "a button",
    "/<hall>/admin/rights/preview": "its view fills it in: tests/journeys/test_admin_rights.py",
    "/<hall>/desk/cases/<number>/custody": "buttons and a choice among colleagues",
    "/<hall>/desk/mandates/<number>/confirm": "a tick: looking at the papers is done again",
    "/<hall>/desk/mandates/<number>/revoke": "a button",
    "/<hall>/desk/next": "a button",
    "/me/account/app": "a code of the moment and a password",
    "/me/account/app-codes": "a code of the moment and a password",
    "/me/account/app-unbind": "a code of the moment and a password",
    "/me/account/end": "a button, later a password",
    "/me/account/end-others": "a button, later a password",
    "/me/account/identity": "a button, and a photo",
    "/me/account/password": "passwords",
    "/office/items/<code>/editions/<n>/hand-in": "a button",
    "/office/items/<code>/editions/<n>/take-back": "a button",
    "/me/account/delete": "a password and a tick",
    "/me/account/mail-code": "a code of the moment",
    "/me/account/phone-code": "a code of the moment",
    "/me/cases/<number>/answer": "papers, each kept when it is sent: tests/journeys/test_portal_following.py",
    "/me/cases/<number>/withdraw": "a button",
    "/me/companies/<credit code>/end": "a button",
    "/me/drafts/<id>": "its draft is kept: tests/security/test_stale_forms.py",
    "/me/drafts/<id>/delete": "a button",
    "/me/drafts/<id>/submit": "a tick",
    "/me/mandates/<draft id>": "its draft is kept: tests/journeys/test_mandates.py",
    "/me/mandates/<draft id>/delete": "a button",
    "/me/mandates/<number>/code": "a button",
    "/me/mandates/<number>/confirm": "a code of the moment",
    "/me/mandates/<number>/revoke": "a button",
    "/me/mandates/begin": "a button",
    "/me/messages/read": "a button",
    "/me/point/leave": "a button",
    "/me/point/switch": "a button",
    "/office/exchange": "a file",
    "/office/exchange/take": "a button",
    "/office/items/<code>/edit/files": "a file, or a button: tests/journeys/test_form_files.py",
    "/office/materials/<key>/files": "a file, or a button: tests/journeys/test_office_materials.py",
    "/office/materials/<key>/draft": "ticks",
    "/office/materials/<key>/review": "ticks",
    "/office/materials/<key>/drop": "a button",
    "/office/items/<code>/edit/undo": "a button",
    "/office/items/<code>/editions/<n>/ask": "a button",
    "/office/items/<code>/editions/<n>/discard": "a button",
    "/office/items/<code>/editions/<n>/review": "a button",
    "/office/queries": "a press on an item",
}
#: Views whose form the city of the matrix does not show, because something would have to happen first; nothing in this
#: programme is by view, so that theirs come back as the others do.
UNSEEN = {
    "/<hall>/admin/items/<code>/arrival": "something has arrived; choices only",
    "/<hall>/admin/officials/import": "a file was looked at; the reason is beside it",
    "/<hall>/desk/cases/<number>/numbers": "a case that is mine to act on; one choice",
}
#: Views of visitors, who have no session to lose but that of the form: tests/security/test_stale_forms.py.
OF_VISITORS = re.compile(r"/(sign-in.*|register.*|reset.*|track)")


@pytest.fixture(scope="module")
def world(installation, tmp_path_factory):
    with running(installation, tmp_path_factory.mktemp("typed") / "var") as hall:
        yield build(hall)


def reader_of(address):
    return next((role for begin, role in READERS if address.startswith(begin)), "citizen_a")


def account_of(hall, role):
    if role == "citizen_a":
        return hall.account("citizen")
    if role == "central_office":
        return hall.account(role)
    return hall.account({"agent_inside": "agent"}.get(role, role), HALL)


def sign_in(browser, account, location="/sign-in"):
    """Sign in where a form that came too late has led, and go on to where it leads from there."""
    form = browser.get(location).forms["sign-in"]
    form["login"], form["password"] = account["login"], account["password"]
    return form.submit("act", status=303)


def pages(world):
    """Yield the address, the path and the reader of every page that has an address of its own."""
    for row in read():
        role = reader_of(row.view)
        if row.method == "GET" and row.cells.get(role) == "P":
            yield path_of(Question(row, HALL, role, world.asker(role, HALL), HALL), world), role


def reviewed_like_its_template(hall, key="M0001"):
    """Bring an item to what its template says, as far as publishing; return the page of the template."""
    for act, by in zip(("draft", "review"), publishing.office(hall), strict=True):
        with hall.room(commit=True) as room:
            templating = room.office.templating
            uses = [use for use in templating.uses(templating.of(key)) if use.state in ("off", "drafted")]
            chosen = {use.item.code: use.item.editions[-1].seen_mark for use in uses}
            assert getattr(room.office.harmonising, act)(key, chosen, by).done
    return f"/office/materials/{key}/"


def prepared(world):
    """Yield more pages, with what has to happen before their forms are shown: path and reader of each."""
    hall = world.hall
    number = publishing.reviewed(hall, TRADE)
    administrator = hall.browser(sign_in=hall.account("hall_admin", HALL))
    with hall.room() as room:
        plain = next(code for code in sorted(room.items) if code not in (ITEM, TRADE))
        rule = next(iter(room.office.linting.findings())).rule.key
        ids = {login: room.register.parties.by_login(login).id for login in (STAND_IN, ABSENT, SHUT_OUT)}
    official = f"/{HALL}/admin/officials/{{}}/".format
    form = administrator.get(official(ids[STAND_IN])).click("安排代岗").forms["admin"]
    form["absent"], form["since"], form["until"] = str(ids[ABSENT]), "2026-09-28", "2026-10-08"
    form["reason"] = "休假"
    form.submit("send", value="send", status=303)
    form = administrator.get(official(ids[SHUT_OUT])).forms["shut-out"]
    form["reason"] = "离开了"
    form.submit(status=303)
    yield from ((official(ids[login]), "hall_admin") for login in (STAND_IN, SHUT_OUT))
    edition = f"/office/items/{TRADE}/editions/{number}/"
    with hall.room(commit=True) as room:
        end = publishing.TODAY + timedelta(days=9)
        room.retiring.retire(plain, end, (room.items[plain].newest_published.number, None), 1, "上级取消")
    yield reviewed_like_its_template(hall), "central_office"
    item = f"/office/items/{plain}/"
    for path in (item, f"{item}retire", edition, f"{edition}impact", f"/office/lint/?rule={rule}"):
        yield path, "central_office"


def controls(form):
    """Return the names of what a person writes or chooses in ``form``, each with what this test writes there."""
    found = {}
    for name, (field, *_more) in form.fields.items():
        kind = field.attrs.get("type", "text")
        if not name or is_secret(field):
            continue
        if field.tag == "textarea" or (field.tag == "input" and kind in TYPED):
            found[name] = "写到<一半>&"[: int(field.attrs.get("maxlength", 9))]
        elif field.tag == "select":
            found[name] = [option[0] for option in field.options][-1]
    return found


def is_secret(field):
    """Say whether a control is for a password or a code of the moment: by its kind, since a name may be anything's."""
    return field.attrs.get("type") == "password" or field.attrs.get("autocomplete") == "one-time-code"


def misnamed(form):
    """Return the names of what is no secret and is lost all the same, because it is called like one."""
    return sorted(name for name, (field, *_more) in form.fields.items()
                  if name in SECRET and field.tag != "button" and not is_secret(field))  # fmt: skip


def view_of(path, views):
    """Return the address of the view that takes what is posted to ``path``: the one with the most words of its own."""
    fitting = [view for view in views if re.fullmatch(re.sub(r"<[^>]+>", "[^/]+", view) + "/?", path)]
    return max(fitting, key=lambda view: (-view.count("<"), len(view)))


def the_same(page, form, typed):
    """Return the form of ``page`` that is sent to where ``form`` is, with the same fields and the same hidden ones."""
    def mark(one):
        hidden = {name: fields[0].value for name, fields in one.fields.items()
                  if name not in ("csrf_token", "version", "mark", None) and fields[0].attrs.get("type") == "hidden"}
        return urlsplit(one.action).path, hidden

    fitting = (one for one in page.forms.values() if mark(one) == mark(form))
    return next((one for one in fitting if typed.keys() <= one.fields.keys()), None)


def lost(page, form, typed):
    if page.status_int != 200:
        return page.status
    again = the_same(page, form, typed)
    if again is None:
        return f"no such form on {page.request.path}"
    missing = {name: again[name].value for name in typed if again[name].value.strip() != typed[name]}
    return f"{missing}" if missing else None


def forms_of(page):
    """Return the forms of ``page`` that are posted, each once."""
    forms = {id(one): one for one in page.forms.values()} if page.content_type == "text/html" else {}
    return [form for form in forms.values() if form.method.lower() == "post"]


def test_every_form_that_comes_too_late_comes_back_with_what_was_typed(world):
    hall, browsers = world.hall, {}
    views = {view for view, method in addressed(hall.application.registry) if method == "POST"}
    met, faults = set(), []
    for path, role in chain(pages(world), prepared(world)):
        account = account_of(hall, role)
        if role not in browsers:
            browsers[role] = hall.browser()
            sign_in(browsers[role], account)
        browser = browsers[role]
        for number, one in enumerate(forms_of(browser.get(path))):
            view, typed = view_of(urlsplit(one.action).path or path, views), controls(one)
            if not OF_VISITORS.fullmatch(view):
                faults += [f"{view}: {name} is kept by no form" for name in misnamed(one)]
            if not typed or view in met or view in NOTHING or OF_VISITORS.fullmatch(view):
                continue
            met.add(view)
            for late in (ended, anew):
                form = forms_of(browser.get(path))[number]
                for name, words in typed.items():
                    form[name].force_value(words)
                fault = late(hall, browser, form, typed, account)
                faults += [f"{late.__name__} {view}: {fault}"] if fault else []
    assert not faults, "\n".join(faults)
    unmet = [view for view in views - met - NOTHING.keys() - UNSEEN.keys() if not OF_VISITORS.fullmatch(view)]
    assert not unmet, unmet
    assert met & (NOTHING.keys() | UNSEEN.keys()) == set()
    assert NOTHING.keys() | UNSEEN.keys() <= views


def ended(hall, browser, form, typed, account):
    """Send ``form`` when its session is over; return what was lost of it, None for nothing."""
    hall.house.side.sessions.end(browser.cookies["wangting"])
    answer = form.submit(expect_errors=True)
    if answer.status_int != 303 or "/sign-in" not in answer.location:
        return answer.status
    shown = sign_in(browser, account, answer.location)
    while shown.status_int in (302, 303):
        shown = shown.follow(expect_errors=True)
    return lost(shown, form, typed)


def anew(_hall, browser, form, typed, account):
    """Send ``form`` in a later session of the same person; return what was lost of it, None for nothing."""
    sign_in(browser, account)
    shown = form.submit(expect_errors=True)
    while shown.status_int in (302, 303):
        shown = shown.follow(expect_errors=True)
    return lost(shown, form, typed)


def citizens(hall):
    return (one for one in hall.installation.accounts if one["role"] == "citizen")


def waits(hall, browser, account):
    """Let ``account`` send a form when the session is over; return the answer, which leads to signing in."""
    sign_in(browser, account)
    form = browser.get("/me/companies/register").forms["company"]
    form["name"] = "只有我知道的公司"
    hall.house.side.sessions.end(browser.cookies["wangting"])
    return form.submit(status=303)


def test_on_a_shared_computer_nobody_is_shown_what_somebody_else_had_typed(world):
    hall, browser = world.hall, world.hall.browser()
    first, second = citizens(hall)
    back = waits(hall, browser, first).location
    for account, is_shown in ((second, False), (first, True), (first, False)):
        page = sign_in(browser, account, back).follow()
        assert ("只有我知道的公司" in page) == ("登录时间到之前填的都放回来了" in page) == is_shown
        leave = next(form for form in page.forms.values() if form.action.endswith("/sign-out"))
        leave.submit(status=303)


def test_what_waits_outlives_the_sessions_of_others_that_nobody_ended(world):
    hall, browser = world.hall, world.hall.browser()
    first, second = citizens(hall)
    back = waits(hall, browser, first).location
    sign_in(browser, second, back)
    hall.house.side.sessions.end(browser.cookies["wangting"])
    assert "只有我知道的公司" not in sign_in(browser, second, back).follow()
    hall.house.side.sessions.end(browser.cookies["wangting"])
    sign_in(browser, first, back).follow().mustcontain("只有我知道的公司", "登录时间到之前填的都放回来了")
    assert "waiting" not in browser.cookies
    assert "只有我知道的公司" not in browser.get("/me/companies/register")


def test_a_cookie_that_was_planted_or_taken_away_shows_nobody_anything(world):
    hall, writer = world.hall, world.hall.browser()
    first, second = citizens(hall)
    answer = waits(hall, writer, first)
    said = next(line for name, line in answer.headerlist if name == "Set-Cookie" and line.startswith("waiting="))
    assert {"HttpOnly", "SameSite=Lax", "Max-Age=86400"} <= set(said.split("; "))
    taken = writer.cookies["waiting"]
    assert "公司" not in taken
    thief = hall.browser()
    for planted in (taken, "u", ".", f"u{'A' * 43}", f"x{'A' * 43}", "u" + "%" * 30, ".".join([taken] * 50)):
        thief.set_cookie("waiting", planted)
        assert "只有我知道的公司" not in sign_in(thief, second, "/sign-in?next=/me/companies/register").follow()
        hall.house.side.sessions.end(thief.cookies["wangting"])
    sign_in(writer, first, answer.location).follow().mustcontain("只有我知道的公司")


def test_two_forms_that_came_too_late_both_come_back_and_the_older_of_one_form_never(world):
    hall, browser = world.hall, world.hall.browser()
    account = hall.account("citizen")
    sign_in(browser, account)
    company, name = "/me/companies/register", "/me/account/name"
    forms = [browser.get(company).forms["company"], *forms_of(browser.get(name))[-1:]]
    changed = next(field for field in controls(forms[1]))
    hall.house.side.sessions.end(browser.cookies["wangting"])
    for words in ("先写的单位", "后写的单位"):
        forms[0]["name"] = words
        back = forms[0].submit(status=303).location
    forms[1][changed].force_value("另一张表")
    forms[1].submit(status=303)
    sign_in(browser, account, back)
    assert browser.get(company).forms["company"]["name"].value == "后写的单位"
    assert "另一张表" in browser.get(name)
    assert browser.get(company).forms["company"]["name"].value == ""


def test_a_form_from_elsewhere_waits_for_nobody(world):
    hall, browser = world.hall, world.hall.browser()
    account = hall.account("citizen")
    sign_in(browser, account)
    page, foreign = "/me/companies/register", {"Origin": "https://elsewhere.example"}
    own = browser.get(page).forms["company"]["csrf_token"].value
    for token in (own, "made up", "made.up"):
        sent = {"name": "别处来的字", "csrf_token": token}
        browser.post(page, {**sent, "csrf_token": f"{token}x"}, headers=foreign, status=400)
        hall.house.side.sessions.end(browser.cookies["wangting"])
        back = browser.post(page, sent, headers=foreign, status=303).location
        assert "别处来的字" not in sign_in(browser, account, back).follow()
    made_up = browser.post(page, {"name": "别处来的字", "csrf_token": "made.up"}, status=400)
    assert "别处来的字" not in made_up


def test_what_is_secret_on_any_form_is_never_kept():
    fields = {
        spec.id: spec.kind
        for room in (standing, companyform, mandateform)
        for form in vars(room).values() if isinstance(form, Form)
        for spec in form.fields
    }  # fmt: skip
    assert {name for name, kind in fields.items() if "password" in kind or kind == "one_time"} <= SECRET
    assert "phone" in fields
