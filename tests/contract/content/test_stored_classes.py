"""Every class that a provisioned database names is on the allow-list, and no other is read (DESIGN 6.10)."""

import io
import pickletools
from collections.abc import Iterator

import pytest
from persistent.mapping import PersistentMapping
from ZODB.POSException import StateLoadError

from wangting.storage import ForbiddenClass, known_class, open_database, open_storage


def classes_of(record: bytes) -> Iterator[tuple[str, str]]:
    """Yield module and name of every global in a record, which is two pickles: of the class, and of the state."""
    stream = io.BytesIO(record)
    for _ in range(2):
        for opcode, argument, _ in pickletools.genops(stream):
            if opcode.name == "GLOBAL":
                module, name = argument.split(" ")
                yield module, name
            # Protocol 3, which ZODB writes, has no other way to name a class.
            assert opcode.name not in {"STACK_GLOBAL", "INST", "EXT1", "EXT2", "EXT4"}


def stored(storage) -> set[tuple[str, str]]:
    return {found for taken in storage.iterator() for record in taken for found in classes_of(record.data)}


def test_every_class_of_a_provisioned_database_is_known(installation):
    storage = open_storage(installation.settings.var, read_only=True)
    try:
        found = stored(storage)
    finally:
        storage.close()
    assert ("substanced.root", "Root") in found
    assert ("wangting.content.item", "Item") in found
    for module, name in found:
        known_class(None, module, name)


@pytest.mark.parametrize(
    ("module", "name"),
    [("os", "system"), ("builtins", "eval"), ("wangting.services.filing", "Filing"), ("wangting.contents", "Case"),
     ("subprocess", "Popen")],
)  # fmt: skip
def test_any_other_class_is_refused(module, name):
    with pytest.raises(ForbiddenClass):
        known_class(None, module, name)


def test_a_record_that_names_another_class_is_found_and_not_loaded(tmp_path):
    storage = open_storage(tmp_path)
    database = open_database(storage)
    with database.transaction() as connection:
        connection.root()["planted"] = PersistentMapping(run=print)
    assert "print" in {name for _, name in stored(storage)}
    database.close()
    database = open_database(open_storage(tmp_path))
    connection = database.open()
    with pytest.raises(StateLoadError):
        connection.root()["planted"]["run"]
    connection.close()
    database.close()
