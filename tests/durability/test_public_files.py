"""A backup has the public files, a restored hall gives them out, and what is altered is found."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace

import transaction

from documents import docx
from proving.ground import copy_of
from wangting.clock import MovableClock, SystemClock
from wangting.gateways.archive import Archive
from wangting.rules.publicfile import named_by
from wangting.scripts.verify import damage_of
from wangting.services.workroom import Workroom
from wangting.storage import open_database, open_storage


def test_a_restored_hall_has_every_public_file_and_an_altered_one_is_found(installation, tmp_path):
    ground = copy_of(installation, tmp_path / "var", MovableClock(SystemClock().now()))
    with ground.database.transaction() as connection:
        address = Workroom(ground.house, connection.root(), 0).attaching.attach(io.BytesIO(docx()), "表.docx", None)
    archive = Archive(tmp_path / "backup")
    archive.save(ground.var, ground.clock.now(), ground.house.side.backup)
    restored = replace(installation.settings, var=tmp_path / "restored")
    archive.restore(restored.var)
    shutil.copytree(ground.var / "keys", restored.var / "keys")
    assert list(damage_of(restored)) == []
    ground.close()
    database = open_database(open_storage(restored.var))
    connection = database.open(transaction.TransactionManager())
    attaching = Workroom(ground.house, connection.root(), 0).attaching
    with attaching.open(attaching.find(named_by(address))) as stream:
        assert stream.read() == docx()
    connection.close()
    database.close()
    blob = next((restored.var / "blobs").rglob("*.blob"))
    blob.chmod(0o600)
    blob.write_bytes(docx("别的"))
    assert [line for line in damage_of(restored) if line.startswith("public file")] != []
