"""What lies in a folder: shown, added, renamed, doubled, moved, removed; what the site stands on stays."""

import pytest

from sdi.driving import drives

CONTENTS = "IFolder contents POST "


def folder(sdi, path):
    """Return the names in a folder of the site."""
    with sdi.hall.room() as room:
        found = room.site
        for step in filter(None, path.split("/")):
            found = found[step]
        return sorted(found)


@drives("any - any manage_main", "any manage_main any manage_main", "IFolder contents GET show",
        "IFolder contents GET show_json", "IFolder services GET show", "IFolder services GET show_json")  # fmt: skip
def test_a_site_manager_finds_halls_items_and_services(sdi):
    assert "halls" in sdi.browser.get("/manage").follow()
    assert sdi.browser.get("/manage/halls/@@manage_main").follow().request.path.endswith("@@contents")
    assert "440102013002" in sdi.browser.get("/manage/catalogue/@@contents")
    rows = sdi.browser.get("/manage/halls/@@contents?from=0&to=9", xhr=True).json["records"]
    assert {row["name"] for row in rows} == set(folder(sdi, "halls"))
    services = sdi.browser.get("/manage/@@services")
    assert "principals" in services
    assert "form.delete" not in services
    names = {row["name"] for row in sdi.browser.get("/manage/@@services?from=0&to=9", xhr=True).json["records"]}
    assert names == {"catalogs", "locks", "principals"}


@drives("IFolder add_folder any", CONTENTS + "form.rename", CONTENTS + "form.rename_finish",
        CONTENTS + "form.duplicate", CONTENTS + "form.delete")  # fmt: skip
def test_a_folder_is_added_renamed_doubled_and_removed(sdi):
    sdi.add("", "folder", name="leaflets")
    assert "leaflets" in sdi.post("/manage/@@contents", **{"form.rename": "1", "item-modify": "leaflets"})
    sdi.post("/manage/@@contents", **{"form.rename_finish": "rename", "item-rename": "leaflets", "leaflets": "papers"})
    sdi.post("/manage/@@contents", **{"form.duplicate": "1", "item-modify": "papers"})
    assert {"papers", "papers-1"} <= set(folder(sdi, ""))
    sdi.post("/manage/@@contents", **{"form.delete": "1", "item-modify": "papers/papers-1"})
    assert {"papers", "papers-1", "leaflets"} & set(folder(sdi, "")) == set()


@drives(CONTENTS + "form.copy", CONTENTS + "form.copy_finish", CONTENTS + "form.copy_finish_cancel",
        CONTENTS + "form.move", CONTENTS + "form.move_finish", CONTENTS + "form.move_finish_cancel",
        CONTENTS + "ajax.reorder")  # fmt: skip
def test_a_page_is_copied_and_moved_to_another_hall_or_after_all_not(sdi):
    sdi.add("/halls/lixin", "page", name="about", title="关于本厅", text="一行")
    chosen = {"item-modify": "about"}
    for act in ("copy", "move"):
        sdi.post("/manage/halls/lixin/@@contents", **{f"form.{act}": "1"}, **chosen)
        sdi.post("/manage/halls/ezone/@@contents", **{f"form.{act}_finish_cancel": "1"})
        assert folder(sdi, "halls/ezone") == []
    sdi.post("/manage/halls/lixin/@@contents", **{"form.copy": "1"}, **chosen)
    sdi.post("/manage/halls/ezone/@@contents", **{"form.copy_finish": "1"})
    sdi.post("/manage/halls/lixin/@@contents", **{"form.move": "1"}, **chosen)
    sdi.post("/manage/halls/guoyang/@@contents", **{"form.move_finish": "1"})
    assert [folder(sdi, f"halls/{key}") for key in ("lixin", "ezone", "guoyang")] == [[], ["about"], ["about"]]
    sdi.add("/halls/ezone", "page", name="more", title="更多", text="一行")
    with sdi.hall.database.transaction() as connection:
        connection.root()["app_root"]["halls"]["ezone"].set_order(["about", "more"], reorderable=True)
    sdi.post("/manage/halls/ezone/@@contents", **{"ajax.reorder": "1", "item-modify": "more", "insert-before": "about"})
    with sdi.hall.room() as room:
        assert list(room.halls["ezone"]) == ["more", "about"]


@pytest.mark.parametrize(
    ("place", "name"),
    [("", "halls"), ("", "principals"), ("/halls", "lixin"), ("/catalogue", "440102013002"), ("/principals", "users"),
     ("/principals/users", "admin")],
)  # fmt: skip
def test_what_the_site_stands_on_stays_whatever_is_sent(sdi, place, name):
    before = sdi.tid()
    path = f"/manage{place}/@@contents"
    for fields in ({"form.delete": "1"}, {"form.duplicate": "1"}, {"form.rename": "1"},
                   {"form.rename_finish": "1", "item-rename": name, name: "other"}):  # fmt: skip
        answer = sdi.post(path, **fields, **{"item-modify": name}).follow()
        assert "the site stands on this" in sdi.said(answer)
    for act in ("move", "copy"):
        sdi.post(path, **{f"form.{act}": "1", "item-modify": name})
        answer = sdi.post("/manage/halls/ezone/@@contents", **{f"form.{act}_finish": "1"}).follow()
        assert "was not moved or copied" in sdi.said(answer)
    assert sdi.tid() == before
    assert name in folder(sdi, place)


def test_a_service_of_the_site_is_not_removed_by_its_own_tab(sdi):
    sdi.browser.post("/manage/@@services", {"form.delete": "1", "item-modify": "principals"}, status=404)
    assert "principals" in folder(sdi, "")


@drives("any references any show", "any properties any", "ReferentialIntegrityError - any")
def test_what_refers_to_what_is_shown_and_what_is_needed_elsewhere_stays(sdi):
    sdi.add("/principals/groups", "group", name="readers")
    page = sdi.browser.get("/manage/halls/lixin/@@acl_edit").html
    readers = page.find("option", string=lambda text: text and text.strip() == "readers")["value"]
    sdi.post("/manage/halls/lixin/@@acl_edit", **{"form.add": "1", "verb": "Allow", "principal": readers,
                                                  "permissions": "sdi.view"})  # fmt: skip
    assert "/halls/lixin" in sdi.browser.get("/manage/principals/groups/readers/@@references")
    answer = sdi.post("/manage/principals/groups/@@contents", **{"form.delete": "1", "item-modify": "readers"})
    assert "ntegrity" in answer
    assert "readers" in folder(sdi, "principals/groups")
    form = sdi.form("/manage/principals/groups/readers/@@properties")
    form["description"] = "who may look"
    assert "Updated" in sdi.said(form.submit("save").follow())


CANARY = "\"'><x-xss>${7*7}{x.__class__}"


def test_what_is_typed_is_text_wherever_the_sdi_shows_it(sdi):
    sdi.add("/halls/lixin", "page", name="canary", title=CANARY, title_en=CANARY, text=CANARY, text_en=CANARY)
    sdi.post("/manage/halls/lixin/@@upload-submit", files=sdi.file(f"{CANARY}.txt"))
    answers = [sdi.browser.get(f"/manage/halls/lixin/{page}", expect_errors=True)
               for page in ("@@contents", "canary/@@properties", "canary/@@indexing", "canary/@@references",
                            "canary/@@acl_edit", "@@indexing")]  # fmt: skip
    answers += [sdi.browser.get("/manage/@@undo"), sdi.browser.get("/manage/@@auditing")]
    form = sdi.form("/manage/catalogs/system/@@search_catalog")
    form["cqe_expression"] = CANARY
    answers.append(form.submit("search").maybe_follow())
    form = sdi.form("/manage/halls/lixin/@@add_page")
    form["name"] = form["title"] = CANARY
    answers.append(form.submit("add"))
    assert any("&lt;x-xss&gt;" in answer for answer in answers)
    assert [answer.request.path for answer in answers if "<x-xss>" in answer.text or "'>49" in answer.text] == []
    assert [answer.request.path for answer in answers if answer.status_int >= 500] == []
