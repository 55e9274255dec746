"""What makes an application possible is still so at its commit, whoever changes it in the meantime."""

import pytest
from transaction import TransactionManager
from ZODB.POSException import ConflictError

from proving.casefiles import CODE, HALL, submission_of, upload
from proving.ground import paper, register_citizens
from wangting.services.workroom import Workroom


def switch_off(room):
    room.halls[HALL].implementations[CODE].on = False


def close_the_ways_in(room):
    face = room.halls[HALL].face
    room.halls[HALL].face = {**face, "features": [name for name in face["features"] if name != "apply"]}


def retire(room):
    room.items[CODE].editions[0].stage = "retired"


def add_an_edition(room):
    room.items[CODE].editions += ()
    room.items[CODE]._p_changed = True


def change_another_hall(room):
    room.halls["lixin"].implementations[CODE].on = False


def filed_while(ground, source, change):
    """Begin to file, let the office commit ``change``, and go on."""
    [login] = register_citizens(ground, 1)
    found = upload(ground, login, paper(source))
    manager = TransactionManager()
    connection = ground.database.open(transaction_manager=manager)
    try:
        manager.begin()
        submission_of(found)(Workroom(ground.house, connection.root(), 1))
        with ground.hand() as office:
            office.do(change)
        manager.commit()
    finally:
        manager.abort()
        connection.close()


@pytest.mark.parametrize("change", [switch_off, close_the_ways_in, retire, add_an_edition])
def test_an_application_is_tried_again_when_the_office_changes_what_it_rests_on(ground, source, change):
    with pytest.raises(ConflictError):
        filed_while(ground, source, change)
    with ground.room() as room:
        assert not any(list(tree) for tree in room.register.cases)


def test_an_application_goes_through_when_the_office_changes_something_else(ground, source):
    filed_while(ground, source, change_another_hall)
    with ground.room() as room:
        assert sum(len(tree) for tree in room.register.cases) == 1
