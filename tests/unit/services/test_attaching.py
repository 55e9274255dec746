"""Public files over a real FileStorage: kept once, whole after every abort, one of two writers tried again."""

import io
from datetime import datetime

import pytest
import transaction
from transaction import TransactionManager
from ZODB.POSException import ConflictError

from documents import PDF, docx
from wangting.clock import ZONE, MovableClock
from wangting.content.register import Register
from wangting.errors import Damaged, NotFound, Refused
from wangting.gateways.officefiles import DOCX
from wangting.gateways.staging import open_staging
from wangting.gateways.uploads import form_rules_from
from wangting.rules.publicfile import Named, named_by
from wangting.services.attaching import Attaching, is_here, show
from wangting.services.verifying import damage
from wangting.storage import open_database, open_storage

CLOCK = MovableClock(datetime(2026, 9, 28, 9, 12, tzinfo=ZONE))


class Bench:
    """A database of its own with two connections, each with its own transaction."""

    def __init__(self, var):
        self.var = var
        self.database = open_database(open_storage(var))
        self.staging = open_staging(var)
        with self.database.transaction() as connection:
            connection.root()["register"] = Register(shards=1)
        self.managers = (TransactionManager(), TransactionManager())
        self.connections = [self.database.open(transaction_manager=manager) for manager in self.managers]

    def register(self, which=0):
        return self.connections[which].root()["register"]

    def attaching(self, which=0):
        return Attaching(register=self.register(which), staging=self.staging, rules=form_rules_from({}), clock=CLOCK)

    def attach(self, content, name, which=0, by=7):
        return self.attaching(which).attach(io.BytesIO(content), name, by)

    def read(self, address, which=0):
        attaching = self.attaching(which)
        with attaching.open(attaching.find(named_by(address))) as stream:
            return stream.read()

    def blobs(self):
        return [path for path in (self.var / "blobs").rglob("*.blob") if path.is_file()]

    def close(self):
        for manager, connection in zip(self.managers, self.connections, strict=True):
            manager.abort()
            connection.close()
        self.database.close()


@pytest.fixture
def bench(tmp_path):
    found = Bench(tmp_path)
    yield found
    found.close()
    transaction.abort()


def test_what_was_brought_is_given_out_byte_for_byte(bench):
    address = bench.attach(docx(), "申请表.docx")
    bench.managers[0].commit()
    bench.managers[1].begin()
    assert bench.read(address, 1) == docx()
    file = bench.attaching(1).told(address)
    assert (file.media_type, file.size, file.by, named_by(address).name) == (DOCX, len(docx()), 7, "申请表.docx")


def test_the_same_bytes_are_kept_once_under_each_of_their_names(bench):
    first, second, again = (bench.attach(PDF, name) for name in ("甲.pdf", "乙.pdf", "甲.pdf"))
    bench.managers[0].commit()
    assert first == again
    assert first != second
    assert bench.read(first) == bench.read(second) == PDF
    assert len(bench.blobs()) == 1


def test_a_name_that_nobody_brought_is_not_there(bench):
    address = bench.attach(PDF, "甲.pdf")
    sha256 = named_by(address).sha256
    assert bench.attaching().told(address.replace("甲", "领补贴")) is None
    assert not is_here(bench.register(), Named(sha256, "领补贴.pdf"))
    assert is_here(bench.register(), Named(sha256, "甲.pdf"))


def test_before_the_first_file_there_is_none_and_asking_writes_nothing(bench):
    register = bench.register()
    named = Named("0" * 64, "甲.pdf")
    with pytest.raises(NotFound):
        bench.attaching().find(named)
    assert bench.attaching().told("见窗口") is None
    assert not is_here(register, named)
    show(register, [named])
    assert register.public_files is None
    assert not register._p_changed


def test_an_abort_keeps_nothing_and_the_next_try_keeps_all(bench):
    bench.attach(PDF, "甲.pdf")
    bench.managers[0].abort()
    assert bench.register().public_files is None
    address = bench.attach(PDF, "甲.pdf")
    bench.managers[0].commit()
    assert bench.read(address) == PDF
    assert len(bench.blobs()) == 1


def test_of_two_who_bring_the_same_file_at_once_one_is_tried_again(bench):
    bench.attach(b"%PDF-1.7 first", "先.pdf")
    bench.managers[0].commit()
    bench.managers[1].begin()
    bench.attach(PDF, "甲.pdf", 0)
    bench.attach(PDF, "乙.pdf", 1)
    bench.managers[0].commit()
    with pytest.raises(ConflictError):
        bench.managers[1].commit()
    bench.managers[1].abort()
    second = bench.attach(PDF, "乙.pdf", 1)
    bench.managers[1].commit()
    bench.managers[0].begin()
    assert bench.read(second, 0) == bench.read(second.replace("乙", "甲"), 1) == PDF
    assert len(bench.blobs()) == 2


def test_of_the_first_two_files_of_all_none_is_lost(bench):
    bench.managers[1].begin()
    bench.register(1)
    bench.attach(PDF, "甲.pdf", 0)
    bench.attach(docx(), "乙.docx", 1)
    bench.managers[0].commit()
    with pytest.raises(ConflictError):
        bench.managers[1].commit()
    bench.managers[1].abort()
    second = bench.attach(docx(), "乙.docx", 1)
    bench.managers[1].commit()
    assert bench.read(second, 1) == docx()
    assert len(bench.register(1).public_files.kept) == 2


def test_what_is_refused_leaves_nothing(bench):
    for content, name in ((b"<html>", "表.html"), (PDF, "表.exe"), (b"", "表.pdf")):
        with pytest.raises(Refused):
            bench.attach(content, name)
    assert bench.register().public_files is None
    assert bench.staging.all() == []


def test_a_path_and_odd_letters_in_a_name_come_to_nothing(bench):
    address = bench.attach(PDF, "../../etc/表 1#<b>\u202efdp.exe.pdf")
    assert named_by(address).name == "表_1__b_fdp.exe.pdf"


def test_a_file_is_everybodys_once_something_shown_names_it_and_then_pages_are_made_anew(bench):
    address = bench.attach(PDF, "甲.pdf")
    register, attaching = bench.register(), bench.attaching()
    file, before = attaching.told(address), register.stamp.value
    assert not attaching.is_shown(file)
    show(register, [named_by(address), Named("0" * 64, "没有.pdf")])
    assert attaching.is_shown(file)
    assert register.stamp.value == before + 1
    show(register, [named_by(address)])
    assert register.stamp.value == before + 1


def test_what_was_stored_is_never_changed(bench):
    file = bench.attaching().told(bench.attach(PDF, "甲.pdf"))
    bench.managers[0].commit()
    for name in ("sha256", "blob", "size", "media_type", "by", "at"):
        # Also where nobody has looked at it yet.
        file._p_deactivate()
        with pytest.raises(Refused, match="file_sealed"):
            setattr(file, name, None)


def test_it_is_read_on_after_the_transaction_has_ended(bench):
    address = bench.attach(PDF, "甲.pdf")
    bench.managers[0].commit()
    attaching = bench.attaching()
    with attaching.open(attaching.find(named_by(address))) as stream:
        bench.managers[0].abort()
        bench.connections[0].cacheMinimize()
        assert stream.read() == PDF


def test_bytes_that_are_no_longer_those_are_given_to_nobody_and_found(bench):
    address = bench.attach(PDF, "甲.pdf")
    bench.managers[0].commit()
    assert list(damage(bench.register(), {})) == []
    path = bench.blobs()[0]
    path.chmod(0o600)
    path.write_bytes(PDF.replace(b"obj", b"OBJ"))
    with pytest.raises(Damaged):
        bench.read(address)
    assert [line for line in damage(bench.register(), {}) if "public file" in line] != []
    path.unlink()
    bench.connections[0].cacheMinimize()
    assert [line for line in damage(bench.register(), {}) if "public file" in line] != []
