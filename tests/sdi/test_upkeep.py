"""Catalogs, the database, the log of audits, and undo of what site managers did."""

import base64

from acting import submit
from sdi.driving import drives
from wangting.substrate.undoing import ManagersLog

SYSTEM = "/manage/catalogs/system"


@drives("ICatalog manage_catalog GET view", "ICatalog manage_catalog POST reindex",
        "ICatalog manage_catalog POST update", "ICatalog search_catalog any", "IIndex manage_index GET view",
        "IIndex manage_index POST reindex", "IFolder contents POST form.reindex")  # fmt: skip
def test_the_catalog_is_searched_and_made_anew(sdi):
    assert "Manage" in sdi.browser.get(f"{SYSTEM}/@@manage_catalog")
    for fields, said in (({"reindex": "1"}, "Catalog reindexed"), ({"update": "1"}, "definitions updated")):
        assert said in sdi.said(sdi.post(f"{SYSTEM}/@@manage_catalog", **fields).follow())
    assert "name" in sdi.browser.get(f"{SYSTEM}/name/@@manage_index")
    assert 'Index "name" reindexed' in sdi.said(sdi.post(f"{SYSTEM}/name/@@manage_index", reindex="1").follow())
    answer = sdi.post(f"{SYSTEM}/@@contents", **{"form.reindex": "1", "item-modify": "name/text"}).follow()
    assert "name, text succeeded" in sdi.said(answer)
    form = sdi.form(f"{SYSTEM}/@@search_catalog")
    form["cqe_expression"] = "name == 'lixin'"
    answer = form.submit("search").follow()
    assert "Query succeeded" in sdi.said(answer)
    assert "wangting.content.hall.Hall" in answer


@drives("any indexing any show", "any indexing POST reindex")
def test_what_the_catalog_knows_of_one_thing_is_shown_and_learnt_anew(sdi):
    assert "lixin" in sdi.browser.get("/manage/halls/lixin/@@indexing")
    assert "Object reindexed" in sdi.said(sdi.post("/manage/halls/lixin/@@indexing").follow())


@drives("any database GET view", "any database POST pack", "any database POST flush_cache")
def test_the_database_is_shown_packed_and_let_go_of_memory(sdi):
    page = sdi.browser.get("/manage/@@database")
    assert "Objects" in page
    assert [button["name"] for button in page.html.find_all("button", {"name": True})] == ["pack", "flush_cache"]
    assert "Database packed to 1 days" in sdi.said(sdi.post("/manage/@@database", pack="1", days="1").follow())
    assert "Invalid number" in sdi.said(sdi.post("/manage/@@database", pack="1", days="many").maybe_follow())
    assert "flushed" in sdi.said(sdi.post("/manage/@@database", flush_cache="1").follow())


def test_steps_of_evolution_are_not_run_from_a_page(sdi):
    for button in ("evolve", "dryrun", "evolve_finished", "evolve_unfinished"):
        sdi.browser.post("/manage/@@database", {button: "1"}, status=404)


@drives("any auditing any auditing", "any auditstream-sse any auditstream_sse")
def test_who_did_what_is_in_the_log(sdi):
    sdi.add("/halls/lixin", "page", name="about", title="关于", text="一行")
    page = sdi.browser.get("/manage/@@auditing")
    assert "ContentAdded" in page
    assert sdi.hall.account("site_manager")["login"] in page
    stream = sdi.browser.get("/manage/halls/lixin/@@auditstream-sse")
    assert stream.content_type == "text/event-stream"
    assert stream.text.startswith("id: 0-")


def undo_form(page):
    return next(form for form in page.forms.values() if form.action.endswith("@@undo_recent"))


def pages_of(sdi):
    with sdi.hall.room() as room:
        return sorted(room.halls["lixin"])


@drives("any undo_recent POST undo_recent", "any undo any undo", "any undo_multiple POST undo_multiple")
def test_what_a_site_manager_did_is_undone_at_once_or_from_the_list(sdi):
    first = undo_form(sdi.add("/halls/lixin", "page", name="first", title="一", text="一行"))
    sdi.add("/halls/lixin", "page", name="second", title="二", text="一行")
    listing = sdi.browser.get("/manage/@@undo")
    newest = listing.html.find("input", {"name": "transaction"})["value"]
    assert "Undid" in sdi.said(sdi.post("/manage/@@undo_multiple", transaction=newest).follow())
    assert pages_of(sdi) == ["first"]
    assert first.submit().status_int == 302


def test_what_was_done_last_is_undone_by_its_button_and_the_citizens_page_follows(sdi):
    visitor = sdi.hall.browser()
    form = undo_form(sdi.add("/halls/lixin", "page", name="first", title="暂停办理通告", text="一行"))
    assert "暂停办理通告" in visitor.get("/lixin/")
    form.submit()
    assert pages_of(sdi) == []
    assert "暂停办理通告" not in visitor.get("/lixin/")


def test_what_a_later_act_has_overtaken_is_not_undone_and_that_is_said(sdi):
    form = undo_form(sdi.add("/halls/lixin", "page", name="first", title="一", text="一行"))
    sdi.add("/halls/ezone", "page", name="other", title="二", text="一行")
    before = sdi.tid()
    assert "Could not undo" in sdi.said(form.submit().follow())
    assert pages_of(sdi) == ["first"]
    assert sdi.tid() == before


def test_nothing_that_citizens_or_officials_did_is_offered_or_undone(sdi):
    sdi.add("/halls/lixin", "page", name="first", title="一", text="一行")
    case = submit(sdi.hall)
    theirs = sdi.tid()
    assert theirs not in {record["id"] for record in ManagersLog(sdi.hall.database).undoLog(0, -100)}
    listing = sdi.browser.get("/manage/@@undo")
    assert len(listing.html.find_all("input", {"name": "transaction"})) == 1
    wanted = f"{base64.b64encode(theirs).decode()}\n A case was filed"
    answer = sdi.post("/manage/@@undo_multiple", transaction=wanted, status=409)
    assert "什么都没有改动" in answer
    assert sdi.tid() == theirs
    with sdi.hall.room() as room:
        assert room.register.case(case).id == case
