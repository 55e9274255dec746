"""What is changed through the site's own pages moves the stamp."""

from types import SimpleNamespace

from substanced.event import ObjectModified

from wangting.content.publishing import move_the_stamp


def test_a_modified_hall_moves_the_stamp(hall):
    with hall.room() as room:
        before = room.register.stamp.value
        move_the_stamp(ObjectModified(room.catalogue.hall("lixin")))
        assert room.register.stamp.value == before + 1


def test_what_goes_out_of_a_folder_moves_the_stamp_by_the_folder(hall):
    with hall.room() as room:
        before = room.register.stamp.value
        move_the_stamp(SimpleNamespace(object=SimpleNamespace(_p_jar=None), parent=room.site["catalogue"]))
        assert room.register.stamp.value == before + 1


def test_a_site_that_is_only_being_planted_has_no_stamp():
    move_the_stamp(ObjectModified(SimpleNamespace(_p_jar=None)))
    unprovisioned = SimpleNamespace(root=dict)
    move_the_stamp(ObjectModified(SimpleNamespace(_p_jar=unprovisioned)))
