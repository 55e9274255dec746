"""Backups taken while eight people file, each restored at once: all of them hold what was acknowledged before."""

from __future__ import annotations

import hashlib
import random
import shutil
import threading
import time
from dataclasses import replace

from proving.casefiles import hand_in
from proving.ground import copy_of, paper, register_citizens
from proving.size import sized
from wangting.clock import MovableClock, SystemClock
from wangting.gateways.archive import WHOLE, Archive
from wangting.scripts.verify import damage_of
from wangting.storage import open_database, open_storage

CLIENTS = 8
RESTORES = sized(4, 100)
#: Seconds between two cases of one client, on average: with less, a hundred rounds make a hall of half a gigabyte, and
#: each restore reads all of it.
PAUSE = sized(0, 4)


def test_every_backup_under_load_restores_all_that_was_acknowledged(installation, tmp_path, source, figures):
    ground = copy_of(installation, tmp_path / "var", MovableClock(SystemClock().now()))
    receipts, over, refused = [], threading.Event(), []

    def client(login, seed):
        own = random.Random(seed)
        with ground.hand() as hand:
            while not over.is_set():
                try:
                    found = hand_in(ground, hand, login, paper(own, 20_000))
                except Exception as fault:  # noqa: BLE001 - whatever it is, the test reports it
                    refused.append(repr(fault))
                    return
                receipts.append((found.number, found.sha256))
                over.wait(own.uniform(0, 2 * PAUSE))

    logins = register_citizens(ground, CLIENTS)
    threads = [threading.Thread(target=client, args=(login, source.random())) for login in logins]
    for thread in threads:
        thread.start()
    archive, whole, during = Archive(tmp_path / "backup"), 0, 0
    try:
        for number in range(RESTORES):
            while len(receipts) < 8 * (number + 1) and not refused:
                time.sleep(0.02)
            acknowledged = dict(receipts)
            ground.clock.advance(seconds=1)
            archive.save(ground.var, ground.clock.now(), ground.house.side.backup)
            during += len(receipts) - len(acknowledged)
            elsewhere = replace(installation.settings, var=tmp_path / "elsewhere")
            archive.restore(elsewhere.var)
            shutil.copytree(ground.var / "keys", elsewhere.var / "keys")
            assert list(damage_of(elsewhere)) == []
            found = digests(elsewhere.var)
            assert [pair for pair in acknowledged.items() if found.get(pair[0]) != pair[1]] == []
            whole += 1
            shutil.rmtree(elsewhere.var)
    finally:
        over.set()
        for thread in threads:
            thread.join(60)
        ground.close()
    assert refused == []
    assert during > 0, "nobody filed while a backup ran: the test shows nothing"
    figures.record("restores of backups under load", restored=whole, of=RESTORES, receipts=len(receipts),
                   filed_while_saving=during, lost=0)  # fmt: skip


def test_a_twin_that_forgets_a_paper_is_found_out(installation, tmp_path, source):
    ground = copy_of(installation, tmp_path / "var", MovableClock(SystemClock().now()))
    [login] = register_citizens(ground, 1)
    with ground.hand() as hand:
        receipt = hand_in(ground, hand, login, paper(source, 20_000))
    archive = Archive(tmp_path / "backup")
    archive.save(ground.var, ground.clock.now(), ground.house.side.backup)
    ground.close()
    assert len(list((tmp_path / "backup" / WHOLE).iterdir())) == 1
    [blob] = (tmp_path / "backup").glob("blobs/**/*.blob")
    blob.unlink()
    elsewhere = replace(installation.settings, var=tmp_path / "elsewhere")
    archive.restore(elsewhere.var)
    shutil.copytree(tmp_path / "var" / "keys", elsewhere.var / "keys")
    [line] = damage_of(elsewhere)
    assert receipt.number in line
    assert "is not what was uploaded" in line


def digests(var):
    """Return the SHA-256 of the bytes of each case's paper, by number."""
    database = open_database(open_storage(var, read_only=True))
    found = {}
    with database.transaction() as connection:
        for tree in connection.root()["register"].cases:
            for case in tree.values():
                with case.files[0].blob.open("r") as stream:
                    found[case.number] = hashlib.file_digest(stream, "sha256").hexdigest()
    database.close()
    return found
