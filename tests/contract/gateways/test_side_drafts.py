from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from wangting.errors import NotFound, Refused, TooLarge
from wangting.gateways.side.records import FileLimits, FileRef

LIMITS = FileLimits()
ID_CARD = FileRef("1" * 64, "身份证.jpg", 50_000, "image/jpeg")
PHOTO = FileRef("2" * 64, "照片.png", 1_000, "image/png")


@pytest.fixture
def draft(side):
    return side.drafts.create(7, "mengcheng", "440102013002", 1)


def test_a_new_draft_has_an_id_of_128_bits_and_is_empty(side, draft):
    assert len(bytes.fromhex(draft.id)) == 16
    assert (draft.owner, draft.hall, draft.item_code, draft.edition) == (7, "mengcheng", "440102013002", 1)
    assert (draft.values, draft.files, draft.number) == ({}, {}, None)
    assert side.drafts.get(draft.id) == draft


def test_an_unknown_draft_is_not_found(side):
    for act in (
        lambda: side.drafts.get("0" * 32),
        lambda: side.drafts.save_values("0" * 32, {}),
        lambda: side.drafts.add_file("0" * 32, "m1", ID_CARD, LIMITS),
        lambda: side.drafts.mark_submitted("0" * 32, "X"),
    ):
        with pytest.raises(NotFound):
            act()


def test_values_are_merged_by_field_and_none_removes(side, draft, clock):
    side.drafts.save_values(draft.id, {"name": "王小明", "rows": [{"a": 1}]})
    clock.advance(minutes=5)
    saved = side.drafts.save_values(draft.id, {"phone": "13800000000", "rows": None})
    assert saved.values == {"name": "王小明", "phone": "13800000000"}
    assert saved.changed == clock.now()
    assert side.drafts.get(draft.id) == saved


def test_two_pages_saving_at_once_lose_nothing(side, draft):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: side.drafts.save_values(draft.id, {f"f{n}": n}), range(80)))
    assert side.drafts.get(draft.id).values == {f"f{n}": n for n in range(80)}


def test_the_last_changed_draft_of_an_item_is_found(side, draft, clock):
    clock.advance(minutes=1)
    newer = side.drafts.create(7, "mengcheng", "440102013002", 1)
    side.drafts.create(7, "lixin", "440102013002", 1)
    side.drafts.create(8, "mengcheng", "440102013002", 1)
    assert side.drafts.begin(7, "mengcheng", "440102013002", 1, 50).id == newer.id
    clock.advance(minutes=1)
    side.drafts.save_values(draft.id, {"a": 1})
    assert side.drafts.begin(7, "mengcheng", "440102013002", 2, 50) == side.drafts.get(draft.id)
    other = side.drafts.begin(7, "mengcheng", "other", 1, 50)
    assert (other.id not in (draft.id, newer.id), other.item_code, other.values) == (True, "other", {})


def test_tabs_that_begin_at_once_get_one_draft(side):
    with ThreadPoolExecutor(8) as pool:
        begun = list(pool.map(lambda _tab: side.drafts.begin(9, "lixin", "x", 1, 50).id, range(24)))
    assert len(set(begun)) == 1
    assert [draft.id for draft in side.drafts.list(9)] == begun[:1]


def test_somebody_with_too_many_open_drafts_begins_no_more_and_goes_on_with_those(side):
    begun = [side.drafts.begin(9, "lixin", f"item-{number}", 1, 3) for number in range(3)]
    with pytest.raises(Refused) as refusal:
        side.drafts.begin(9, "lixin", "another", 1, 3)
    assert (refusal.value.code, refusal.value.facts) == ("too_many_drafts", {"limit": 3})
    assert side.drafts.begin(9, "lixin", "item-1", 1, 3).id == begun[1].id
    side.drafts.mark_submitted(begun[0].id, "N")
    assert side.drafts.begin(9, "lixin", "another", 1, 3).item_code == "another"
    assert side.drafts.begin(8, "lixin", "another", 1, 3).owner == 8


def test_all_drafts_of_a_person_have_a_size_together(side, draft):
    other = side.drafts.create(7, "lixin", "x", 1)
    limits = FileLimits(of_owner=51_999)
    side.drafts.add_file(draft.id, "m1", ID_CARD, limits)
    side.drafts.add_file(other.id, "m1", PHOTO, limits)
    with pytest.raises(TooLarge) as refusal:
        side.drafts.add_file(other.id, "m2", PHOTO, limits)
    assert (refusal.value.code, refusal.value.facts) == ("drafts_too_large", {"limit": 51_999})
    stranger = side.drafts.create(8, "lixin", "x", 1)
    assert side.drafts.add_file(stranger.id, "m1", PHOTO, limits).files
    side.drafts.mark_submitted(draft.id, "N")
    assert side.drafts.add_file(other.id, "m2", PHOTO, limits).files


def test_a_draft_that_nobody_changed_for_long_is_forgotten_with_its_files(side, draft, clock):
    side.drafts.add_file(draft.id, "m1", ID_CARD, LIMITS)
    side.drafts.add_file(draft.id, "m2", PHOTO, LIMITS)
    filed = side.drafts.create(7, "lixin", "y", 1)
    side.drafts.mark_submitted(filed.id, "N")
    clock.advance(days=30)
    young = side.drafts.create(8, "lixin", "x", 1)
    side.drafts.add_file(young.id, "m1", PHOTO, LIMITS)
    assert side.drafts.sweep(clock.now() - timedelta(days=31)) == ()
    assert side.drafts.get(draft.id).files
    assert side.drafts.sweep(clock.now() - timedelta(days=30)) == ()
    assert side.drafts.sweep(clock.now() - timedelta(days=29)) == (ID_CARD.sha256,)
    for gone in (draft, filed):
        with pytest.raises(NotFound):
            side.drafts.get(gone.id)
    assert side.drafts.get(young.id).files == {"m1": (PHOTO,)}


def test_the_owner_sees_their_drafts_last_changed_first(side, draft, clock):
    clock.advance(minutes=1)
    other = side.drafts.create(7, "lixin", "x", 1)
    side.drafts.create(8, "lixin", "x", 1)
    assert [each.id for each in side.drafts.list(7)] == [other.id, draft.id]


def test_files_stand_under_their_field_in_the_order_of_upload(side, draft):
    side.drafts.add_file(draft.id, "m2", PHOTO, LIMITS)
    saved = side.drafts.add_file(draft.id, "m2", ID_CARD, LIMITS)
    assert saved.files == {"m2": (PHOTO, ID_CARD)}


def test_the_same_file_again_in_the_same_field_is_one_file(side, draft):
    side.drafts.add_file(draft.id, "m1", ID_CARD, LIMITS)
    renamed = FileRef(ID_CARD.sha256, "新名字.jpg", ID_CARD.size, ID_CARD.media_type)
    assert side.drafts.add_file(draft.id, "m1", renamed, LIMITS).files == {"m1": (renamed,)}


def test_what_a_change_returns_is_what_is_read_afterwards(side, draft, clock):
    renamed = FileRef(ID_CARD.sha256, "正面.jpg", ID_CARD.size, ID_CARD.media_type)
    for change in (
        lambda: side.drafts.save_values(draft.id, {"rows": [{"a": 1}], "name": "王小明"}),
        lambda: side.drafts.add_file(draft.id, "m1", ID_CARD, LIMITS),
        lambda: side.drafts.add_file(draft.id, "m1", PHOTO, LIMITS),
        lambda: side.drafts.add_file(draft.id, "m1", renamed, LIMITS),
        lambda: side.drafts.add_file(draft.id, "a2", PHOTO, LIMITS),
        lambda: side.drafts.move_edition(draft.id, 2),
    ):
        clock.advance(minutes=1)
        returned = change()
        assert side.drafts.get(draft.id) == returned
        assert returned.changed == clock.now()


def test_the_31st_file_is_refused_and_the_others_stay(side, draft):
    limits = FileLimits(files=2)
    for ref in (ID_CARD, PHOTO):
        side.drafts.add_file(draft.id, "m1", ref, limits)
    with pytest.raises(Refused) as refusal:
        side.drafts.add_file(draft.id, "m2", ID_CARD, limits)
    assert refusal.value.code == "too_many_files"
    assert side.drafts.get(draft.id).files == {"m1": (ID_CARD, PHOTO)}


def test_uploads_at_once_do_not_pass_the_limit_together(side, draft):
    def upload(number):
        ref = FileRef(f"{number:064x}", "a.jpg", 10, "image/jpeg")
        try:
            side.drafts.add_file(draft.id, "m1", ref, FileLimits(files=5))
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(upload, range(40))) == 5
    assert len(side.drafts.get(draft.id).files["m1"]) == 5


def test_a_case_over_its_size_is_too_large(side, draft):
    side.drafts.add_file(draft.id, "m1", ID_CARD, FileLimits(size=50_999))
    with pytest.raises(TooLarge) as refusal:
        side.drafts.add_file(draft.id, "m2", PHOTO, FileLimits(size=50_999))
    assert refusal.value.code == "case_too_large"
    assert side.drafts.add_file(draft.id, "m2", PHOTO, FileLimits(size=51_000))


def test_a_removed_file_is_unused_unless_another_draft_has_it(side, draft):
    other = side.drafts.create(8, "lixin", "x", 1)
    side.drafts.add_file(draft.id, "m1", ID_CARD, LIMITS)
    side.drafts.add_file(other.id, "m1", ID_CARD, LIMITS)
    assert side.drafts.uses_of(ID_CARD.sha256) == 2
    assert side.drafts.remove_file(draft.id, "m1", ID_CARD.sha256) == ()
    assert side.drafts.remove_file(other.id, "m1", ID_CARD.sha256) == (ID_CARD.sha256,)
    assert side.drafts.get(other.id).files == {}


def test_a_deleted_draft_is_gone_with_its_files(side, draft):
    side.drafts.add_file(draft.id, "m1", ID_CARD, LIMITS)
    assert side.drafts.delete(draft.id) == (ID_CARD.sha256,)
    assert side.drafts.uses_of(ID_CARD.sha256) == 0
    with pytest.raises(NotFound):
        side.drafts.get(draft.id)


def test_a_filed_draft_keeps_its_number_and_nothing_personal(side, draft):
    side.drafts.save_values(draft.id, {"name": "王小明"})
    side.drafts.add_file(draft.id, "m1", ID_CARD, LIMITS)
    assert side.drafts.mark_submitted(draft.id, "341622-20260928-03-00187-0") == (ID_CARD.sha256,)
    filed = side.drafts.get(draft.id)
    assert (filed.number, filed.values, filed.files) == ("341622-20260928-03-00187-0", {}, {})
    assert side.drafts.list(7) == ()
    assert side.drafts.begin(7, "mengcheng", "440102013002", 1, 50).id != draft.id


def test_marking_again_changes_nothing(side, draft):
    side.drafts.mark_submitted(draft.id, "first")
    assert side.drafts.mark_submitted(draft.id, "second") == ()
    assert side.drafts.get(draft.id).number == "first"


def test_a_filed_draft_can_no_longer_change(side, draft):
    side.drafts.mark_submitted(draft.id, "N")
    for act in (
        lambda: side.drafts.save_values(draft.id, {"a": 1}),
        lambda: side.drafts.add_file(draft.id, "m1", ID_CARD, LIMITS),
        lambda: side.drafts.remove_file(draft.id, "m1", ID_CARD.sha256),
        lambda: side.drafts.move_edition(draft.id, 2),
        lambda: side.drafts.delete(draft.id),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert (refusal.value.code, refusal.value.facts["number"]) == ("draft_submitted", "N")


def test_a_draft_moves_to_a_new_edition_with_its_answers(side, draft):
    side.drafts.save_values(draft.id, {"name": "王小明"})
    moved = side.drafts.move_edition(draft.id, 2)
    assert (moved.edition, moved.values) == (2, {"name": "王小明"})


def test_answers_and_file_names_are_sealed_on_disk(side, draft, tmp_path):
    side.drafts.save_values(draft.id, {"phone": "13856712345"})
    side.drafts.add_file(draft.id, "m1", FileRef("3" * 64, "wangxiaoming.jpg", 1, "image/jpeg"), LIMITS)
    side.backup(tmp_path / "copy.sqlite")
    content = (tmp_path / "copy.sqlite").read_bytes()
    assert draft.id.encode() in content
    assert b"13856712345" not in content
    assert b"wangxiaoming" not in content


def test_open_drafts_of_an_item_are_counted_by_hall(side):
    assert side.drafts.count_of_item("x") == {}
    for owner, hall in ((7, "lixin"), (8, "lixin"), (9, "ezone")):
        side.drafts.create(owner, hall, "x", 1)
    filed = side.drafts.create(10, "ezone", "x", 1)
    side.drafts.create(7, "lixin", "other", 1)
    side.drafts.mark_submitted(filed.id, "341622-20260928-00-00001-0")
    assert side.drafts.count_of_item("x") == {"lixin": 2, "ezone": 1}
