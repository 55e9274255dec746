"""A backup taken while people file is whole, and has every receipt that was given before it began."""

from __future__ import annotations

import hashlib
import io
import shutil
import threading
from dataclasses import replace

import pytest
from transaction import TransactionManager

from wangting.app import make_app
from wangting.clock import SystemClock
from wangting.errors import Damaged, NotFound
from wangting.gateways.archive import Archive
from wangting.scripts.verify import report
from wangting.security.gate import asker_of
from wangting.services.attempts import attempt
from wangting.services.filing import Submission
from wangting.services.opening import open_house
from wangting.services.workroom import Workroom
from wangting.storage import open_database, open_storage

CLIENTS = 8
CODE = "440102013002"
PAPER = b"%PDF-1.4\n" + bytes(50_000)


@pytest.fixture
def copied(installation, tmp_path):
    """Return the settings of a copy of the installation on a FileStorage of its own."""
    var = tmp_path / "var"
    shutil.copytree(installation.settings.var, var)
    return replace(installation.settings, var=var)


def file_one(house, database, login, paper):
    """File one case with one paper and return (number, digest): what a citizen was shown."""
    manager = TransactionManager()
    connection = database.open(transaction_manager=manager)
    with house.slots.slot() as slot:
        try:
            return attempt(manager, lambda: _file(Workroom(house, connection.root(), slot), login, paper))
        finally:
            manager.abort()
            connection.close()


def _file(room, login, paper):
    person = room.register.parties.by_login(login)
    offer = room.catalogue.offer("lixin", CODE)
    draft = room.house.side.drafts.create(person.id, "lixin", CODE, 1)
    draft = room.drafting.upload(draft, "m1", "p.pdf", io.BytesIO(paper), offer.edition)
    path = room.register.orgunit(offer.implementation.unit).path
    submission = Submission(
        draft.id, "lixin", "341623", offer.implementation, offer.edition, path, person, {}, draft.files
    )
    case = room.filing.submit(submission, asker_of(person))
    return case.number, hashlib.sha256(paper).hexdigest()


def test_a_backup_under_load_has_every_receipt_given_before_it_began(installation, copied, tmp_path, capsys):
    house = open_house(copied, installation.declared, SystemClock())
    database = open_database(open_storage(copied.var))
    make_app(copied, installation.declared, house, database)
    login = installation.account("citizen")["login"]
    receipts, stop, refused = [], threading.Event(), []

    def client(number):
        count = 0
        while not stop.is_set() and count < 40:
            count += 1
            try:
                receipts.append(file_one(house, database, login, PAPER + f"{number}.{count}".encode()))
            except Exception as fault:  # noqa: BLE001 - whatever it is, the test reports it
                refused.append(repr(fault))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    while len(receipts) < 24 and not refused:
        stop.wait(0.02)
    acknowledged = list(receipts)
    archive = Archive(tmp_path / "backup")
    archive.save(copied.var, house.clock.now(), house.side.backup)
    archive.save(copied.var, house.clock.now(), house.side.backup)
    during = len(receipts) - len(acknowledged)
    stop.set()
    for thread in threads:
        thread.join()
    database.close()
    house.side.close()
    assert refused == []
    assert during > 0, "nobody filed while the backup ran: the test shows nothing"

    elsewhere = replace(copied, var=tmp_path / "elsewhere")
    archive.restore(elsewhere.var)
    shutil.copytree(copied.var / "keys", elsewhere.var / "keys")
    assert report(elsewhere) == 0
    assert "all whole" in capsys.readouterr().out
    found = digests(elsewhere)
    assert len(acknowledged) >= 24
    assert [receipt for receipt in acknowledged if found.get(receipt[0]) != receipt[1]] == []


def digests(settings):
    """Return the digest of the bytes of each case's paper, by number."""
    database = open_database(open_storage(settings.var, read_only=True))
    with database.transaction() as connection:
        found = {}
        for tree in connection.root()["register"].cases:
            for case in tree.values():
                with case.files[0].blob.open("r") as stream:
                    found[case.number] = hashlib.sha256(stream.read()).hexdigest()
    database.close()
    return found


def test_verify_names_a_blob_whose_bytes_were_changed(installation, copied, capsys):
    house = open_house(copied, installation.declared, SystemClock())
    database = open_database(open_storage(copied.var))
    make_app(copied, installation.declared, house, database)
    file_one(house, database, installation.account("citizen")["login"], PAPER)
    database.close()
    house.side.close()
    [blob] = copied.var.glob("blobs/**/*.blob")
    blob.chmod(0o600)
    blob.write_bytes(blob.read_bytes()[:-1] + b"x")
    assert report(copied) == 1
    assert "is not what was uploaded" in capsys.readouterr().out


def test_a_restore_never_writes_over_a_hall_and_says_when_there_is_nothing_to_restore(copied, tmp_path):
    with pytest.raises(Damaged):
        Archive(tmp_path / "backup").restore(copied.var)
    with pytest.raises(NotFound):
        Archive(tmp_path / "backup").restore(tmp_path / "empty")


@pytest.mark.parametrize("left", ["side.sqlite-wal", "side.sqlite-shm", "Data.fs"])
def test_what_an_old_hall_left_behind_stops_a_restore(tmp_path, left):
    # SQLite would play the old log into the restored file: what was saved would silently be what was lost.
    var = tmp_path / "var"
    var.mkdir()
    (var / left).write_bytes(b"old")
    with pytest.raises(Damaged, match="restore_over") as told:
        Archive(tmp_path / "backup").restore(var)
    assert told.value.facts["found"] == left
