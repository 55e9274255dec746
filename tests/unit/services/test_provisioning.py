"""Provisioned again, the database follows its files where nobody changed it, and keeps what people did (DESIGN 4)."""

from dataclasses import replace
from datetime import date

import pytest

from unit.services.provisioned import TODAY, with_hall, with_item, with_offer, without
from wangting.content.hall import OverlayVersion
from wangting.content.item import Edition
from wangting.declare.tenant import DeclaredOverlay, Department
from wangting.errors import Refused
from wangting.services.provisioning.service import Provisioning

TEACHER, DISABILITY, LOWEST = "440102013002", "442169016000", "AH05"
ITEM = f"item/{TEACHER}"
SHORTER = {"promised_limit": {"amount": 10, "unit": "workday"}}
LATER = {"effective": "2026-09-01", **SHORTER}


def quiet(place, declared):
    before = place.tid
    report = place.provision(declared)
    assert place.tid == before
    assert not report.changed
    return report


def test_a_second_run_writes_nothing_and_counts_what_it_kept(place):
    report = quiet(place, place.declared)
    assert report.lines() == [
        "kept 6 halls", "kept 73 implementations", "kept 14 items",
        f"kept {report.kept['places']} places", f"kept {len(place.declared.templates)} templates", "kept 2 workflows",
    ]  # fmt: skip


def test_a_changed_edition_is_published_as_the_next_one_from_the_day_its_file_says(place):
    changed = with_item(place.declared, TEACHER, LATER)
    report = place.provision(changed)
    assert f"updated from its file: {ITEM} (edition.effective, edition.promised_limit)" in report.lines()
    with place.room() as room:
        first, second = room.items[TEACHER].editions
        assert (second.number, second.stage, second.effective) == (2, "published", date(2026, 9, 1))
        assert (first.promised_limit, second.promised_limit) == ((12, "workday"), (10, "workday"))
        assert second.data["number"] == 2
        assert room.catalogue.offer("lixin", TEACHER).edition is second
    quiet(place, changed)


def test_an_edition_that_a_file_brings_ends_on_the_day_that_the_office_has_set(place):
    with place.room() as room:
        room.retiring.retire(TEACHER, date(2026, 12, 1), (1, None), 1, "上级取消")
    place.provision(with_item(place.declared, TEACHER, LATER))
    with place.room() as room:
        item = room.items[TEACHER]
        assert [edition.until for edition in item.editions] == [date(2026, 12, 1)] * 2
        assert item.ends == room.halls["lixin"].implementations[TEACHER].ends == date(2026, 12, 1)


def test_what_is_the_items_own_changes_without_a_new_edition(place):
    changed = with_item(place.declared, TEACHER, aliases=("教师证",), note={"zh": "注", "en": "Note"})
    place.provision(changed)
    with place.room() as room:
        item = room.items[TEACHER]
        assert (item.aliases, item.note["en"], len(item.editions)) == (("教师证",), "Note", 1)
    quiet(place, changed)


def test_what_the_public_sees_moves_the_stamp_once_it_has_changed(place):
    with place.room() as room:
        before = room.register.stamp.value
    place.provision(with_item(place.declared, TEACHER, LATER))
    with place.room() as room:
        assert room.register.stamp.value > before


def people_publish(place, **changes):
    """Let the central office publish an edition of its own."""
    with place.room() as room:
        item = room.items[TEACHER]
        data = {**item.editions[-1].data, "number": 2, **changes}
        item.add_edition(Edition(TEACHER, 2, data, stage="published"))


def test_what_people_changed_stays_while_the_file_says_what_it_said(place):
    people_publish(place, conditions="新条件")
    quiet(place, place.declared)
    with place.room() as room:
        assert room.items[TEACHER].editions[-1].data["conditions"] == "新条件"


def test_where_both_changed_the_databases_stays_and_each_field_is_told(place):
    people_publish(place, conditions="新条件", promised_limit={"amount": 11, "unit": "workday"})
    changed = with_item(place.declared, TEACHER, SHORTER, aliases=("教师证",))
    expected = (
        f"differs from its file, kept as the database has it: {ITEM} (changed: aliases by the file, "
        "edition.conditions by the database, edition.promised_limit by both)"
    )
    assert expected in quiet(place, changed).lines()
    assert expected in quiet(place, changed).lines()
    with place.room() as room:
        assert room.items[TEACHER].editions[-1].promised_limit == (11, "workday")
        assert len(room.items[TEACHER].editions) == 2


def test_a_draft_of_the_central_office_is_never_overtaken_by_a_file(place):
    with place.room() as room:
        item = room.items[TEACHER]
        item.add_edition(Edition(TEACHER, 2, {**item.editions[-1].data, "number": 2}))
    report = quiet(place, with_item(place.declared, TEACHER, SHORTER))
    assert "edition.stage by the database" in report.conflicts[0]


def test_where_both_changed_to_the_same_it_is_noted_once(place):
    people_publish(place, **SHORTER)
    changed = with_item(place.declared, TEACHER, SHORTER)
    assert f"file and database say the same again: {ITEM}" in place.provision(changed).lines()
    quiet(place, changed)
    with place.room() as room:
        assert len(room.items[TEACHER].editions) == 2


def test_a_hall_follows_its_file_in_names_and_promises(place):
    changed = with_hall(place.declared, "lixin", name="利辛新厅")
    changed = with_offer(changed, "lixin", DISABILITY, promised_limit=(9, "workday"), department="minzheng")
    report = place.provision(changed)
    assert [note.split(" (")[0] for note in report.notes] == [
        "updated from its file: hall/lixin",
        "updated from its file: unit/lixin",
        f"updated from its file: implementation/lixin/{DISABILITY}",
    ]
    with place.room() as room:
        assert room.catalogue.hall("lixin").title == room.register.orgunit("lixin").name == "利辛新厅"
        offer = room.catalogue.offer("lixin", DISABILITY)
        assert (offer.promised, offer.implementation.unit) == ((9, "workday"), "lixin/minzheng")
    quiet(place, changed)


def test_a_changed_overlay_is_a_new_version_from_today_and_the_past_stays_known(place):
    told = DeclaredOverlay(date(2026, 7, 1), "新", (("head", "supervision.view", "hall", "hall"),), ())
    changed = with_hall(place.declared, "lixin", overlay=told)
    place.provision(changed)
    with place.room() as room:
        hall = room.catalogue.hall("lixin")
        assert [version.since for version in hall.overlays] == [date(2026, 7, 1), TODAY.date()]
        assert hall.overlay_on(date(2026, 9, 27)).grants == place.declared.tenants["lixin"].overlay.grants
        assert hall.overlay_on(TODAY.date()).grants == told.grants
    quiet(place, changed)


def test_an_overlay_of_the_halls_own_is_never_overtaken_by_a_file(place):
    with place.room() as room:
        room.catalogue.hall("lixin").lay_over(
            OverlayVersion(TODAY.date(), 1, "自定", (("head", "supervision.view", "hall", "hall"),), ())
        )
    told = replace(place.declared.tenants["lixin"].overlay, removals=(("hall_admin", "supervision.view", "hall"),))
    report = quiet(place, with_hall(place.declared, "lixin", overlay=told))
    said = "differs from its file, kept as the database has it: hall/lixin"
    assert report.conflicts == [f"{said} (changed: grants by the database, removals by the file)"]


def test_an_item_that_a_hall_switched_off_is_not_switched_on_by_a_file(place):
    with place.room() as room:
        room.catalogue.hall("lixin").implementations[DISABILITY].on = False
    report = quiet(place, with_offer(place.declared, "lixin", DISABILITY, promised_limit=(9, "workday")))
    assert "(changed: on by the database, promised by the file)" in report.conflicts[0]


def test_what_is_new_in_the_files_is_made_with_its_queues(place):
    small = without(place.declared, LOWEST)
    hall = small.tenants["ezone"]
    more = Department("zhengfa", "亳州经济开发区政法办", "Political and Legal Affairs Office of the Zone")
    changed = with_hall(small, "ezone", departments=(*hall.departments, more))
    report = place.provision(changed)
    assert dict(report.made) == {"places": 1}
    with place.room() as room:
        assert ("ezone/zhengfa", "counter") in room.register.open
    quiet(place, changed)


def test_a_material_template_follows_its_file_until_somebody_changes_it(place):
    told = {**place.declared.templates["M0001"], "requirement": "在有效期内"}
    changed = replace(place.declared, templates={**place.declared.templates, "M0001": told})
    assert "updated from its file: template/M0001 (requirement)" in place.provision(changed).lines()
    with place.room() as room:
        template = room.register.templates["M0001"]
        assert template.data["requirement"] == "在有效期内"
        assert template.data["provider"] == "公安机关"
        template.data = {**template.data, "requirement": "别的"}
    more = replace(changed, templates={**changed.templates, "M0001": {**told, "requirement": "又改了"}})
    assert any("template/M0001 (changed: requirement by both)" in line for line in quiet(place, more).lines())


def test_a_database_of_before_there_were_templates_gets_them(place):
    with place.room() as room:
        del room.register.templates
        for key in [key for key in room.register.provisioned if key.startswith("template/")]:
            del room.register.provisioned[key]
    with place.room() as room:
        assert room.office.templating.templates() == []
    assert dict(place.provision(place.declared).made) == {"templates": len(place.declared.templates)}
    quiet(place, place.declared)


def test_what_no_file_declares_any_more_is_kept_and_told(place):
    report = quiet(place, without(place.declared, LOWEST))
    assert f"declared in no file any more, kept: item/{LOWEST}" in report.lines()
    assert f"declared in no file any more, kept: implementation/lixin/{LOWEST}" in report.lines()
    with place.room() as room:
        assert room.catalogue.offer("lixin", LOWEST)


def test_what_was_deleted_from_the_database_does_not_come_back(place):
    with place.room() as room:
        del room.catalogue.hall("lixin").implementations[DISABILITY]
        del room.register.orgunits["ezone/shehui"]
        room.site["catalogue"].remove(TEACHER, send_events=False)
        room.site["halls"].remove("ezone", send_events=False)
    changed = with_item(place.declared, TEACHER, SHORTER)
    for key in ("lixin", "ezone"):
        changed = with_offer(changed, key, DISABILITY, promised_limit=(9, "workday"))
    units = tuple(replace(unit, name=f"新{unit.name}") for unit in changed.tenants["ezone"].departments[:1])
    changed = with_hall(changed, "ezone", short="新", departments=units)
    with place.room() as room:
        report = Provisioning(room._root, None, changed, TODAY.date()).plan()
    assert [conflict.rpartition(" ")[2] for conflict in report.conflicts] == [
        ITEM,
        f"implementation/lixin/{DISABILITY}",
        "hall/ezone",
        "unit/ezone/shehui",
        f"implementation/ezone/{DISABILITY}",
    ]
    assert all("deleted from the database and stays so" in conflict for conflict in report.conflicts)


def test_a_superseded_rule_is_provisioned_as_retired_and_in_force_on_no_day(place):
    retired = replace(place.declared.items[LOWEST], code="AH10", retired=True, item_class=None)
    declared = replace(place.declared, items={**place.declared.items, "AH10": retired})
    place.provision(declared)
    with place.room() as room:
        assert [edition.stage for edition in room.items["AH10"].editions] == ["retired"]
        assert room.catalogue.codes()["AH10"] is None
    quiet(place, declared)


def test_an_edited_workflow_stops_everything(place):
    flows = {key: replace(flow, digest="0" * 64) for key, flow in place.declared.workflows.items()}
    with pytest.raises(Refused) as caught:
        place.provision(replace(place.declared, workflows=flows))
    assert caught.value.code == "workflow_edited"


def test_the_plan_says_what_would_be_done_and_writes_nothing(place):
    people_publish(place, conditions="新条件")
    changed = with_hall(with_item(place.declared, TEACHER, SHORTER), "lixin", name="利辛新厅")
    before = place.tid
    plan = place.plan(changed).lines()
    assert place.tid == before
    assert plan == place.provision(changed).lines()
    assert any(line.startswith(f"differs from its file, kept as the database has it: {ITEM}") for line in plan)
    assert "updated 1 halls" in plan


def test_the_plan_of_an_empty_place_is_to_make_everything(place):
    plan = Provisioning({}, None, place.declared, TODAY.date()).plan()
    assert (plan.made["halls"], plan.made["items"], sum(plan.kept.values())) == (6, 14, 0)


def test_many_updates_are_counted_and_only_the_first_are_named(place):
    changed = place.declared
    for code in place.declared.items:
        changed = with_item(changed, code, aliases=("新词",))
    for key, hall in place.declared.tenants.items():
        for row in hall.implementations:
            changed = with_offer(changed, key, row.code, department="minzheng" if key != "ezone" else "gongan")
    report = place.provision(changed)
    assert report.updated["implementations"] > 20
    assert len([note for note in report.notes if "implementation/" in note]) == 20


def test_progress_is_told_record_by_record(place):
    told = []
    with place.room() as room:
        Provisioning(room._root, place.registry, place.declared, TODAY.date(), lambda *at: told.append(at)).run()
    assert told[0] == (1, len(told))
    assert told[-1] == (len(told), len(told))
