import fcntl
import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

import pytest

from wangting.clock import ZONE
from wangting.errors import Damaged, NoRoom, NotFound, TooLarge
from wangting.gateways import durable
from wangting.gateways.staging import AT_ONCE, open_staging

CONTENT = b"a certificate" * 10_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
LATER = datetime.now(ZONE) + timedelta(days=1)


@pytest.fixture
def staging(tmp_path):
    return open_staging(tmp_path)


def nobody(sha256):
    return 0


def add(staging, content=CONTENT):
    return staging.add(io.BytesIO(content), 1_000_000)


def names(tmp_path):
    return sorted(path.name for path in (tmp_path / "staging").rglob("*") if path.is_file() and path.name != ".lock")


def test_a_staged_file_is_named_by_its_digest_and_reads_back(staging, tmp_path):
    staged = add(staging)
    assert (staged.sha256, staged.size) == (SHA256, len(CONTENT))
    assert names(tmp_path) == [SHA256]
    with staging.open(SHA256) as stream:
        assert stream.read() == CONTENT
    assert staging.verify(SHA256) == len(CONTENT)


def test_a_file_over_its_limit_leaves_nothing_behind(staging, tmp_path):
    with pytest.raises(TooLarge) as refusal:
        staging.add(io.BytesIO(CONTENT), len(CONTENT) - 1)
    assert (refusal.value.code, names(tmp_path)) == ("file_too_large", [])
    assert staging.add(io.BytesIO(CONTENT), len(CONTENT)).size == len(CONTENT)


def test_it_is_acknowledged_only_after_write_fsync_rename_fsync(staging, monkeypatch):
    order = []
    fsync, publish, sync = durable.os.fsync, durable.publish, durable.sync_directory
    monkeypatch.setattr(durable.os, "fsync", lambda number: (order.append("fsync"), fsync(number)))
    monkeypatch.setattr(durable, "sync_directory", lambda path: (order.append("directory"), sync(path)))
    monkeypatch.setattr(durable, "publish", lambda *each: (order.append("publish"), publish(*each)))
    replace = durable.Path.replace
    monkeypatch.setattr(durable.Path, "replace", lambda path, to: (order.append("rename"), replace(path, to)))
    add(staging)
    assert order == ["publish", "fsync", "rename", "directory", "fsync"]


@pytest.mark.parametrize("failing", [0, 1])
def test_a_disk_full_at_either_fsync_is_told_and_nothing_is_acknowledged(staging, monkeypatch, failing):
    calls = []

    def full(number):
        calls.append(number)
        if len(calls) > failing:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(NoRoom):
        add(staging)


def test_a_fault_that_is_not_about_room_passes_unchanged(staging, monkeypatch):
    def broken(number):
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(durable.os, "fsync", broken)
    with pytest.raises(OSError, match="Invalid argument"):
        add(staging)


def test_a_link_may_be_consumed_and_the_staged_file_stays(staging):
    add(staging)
    link = staging.link(SHA256)
    assert link.stat().st_ino == staging.path(SHA256).stat().st_ino
    link.unlink()
    assert staging.verify(SHA256) == len(CONTENT)


def test_every_link_is_another_one(staging):
    add(staging)
    assert staging.link(SHA256) != staging.link(SHA256)


@pytest.mark.parametrize(
    "name", ["0" * 64, "", "..", "../" + "a" * 61, SHA256.upper(), SHA256 + "\n", ".lock", "links"]
)
def test_what_was_not_staged_is_not_found(staging, name):
    add(staging)
    for act in (staging.path, staging.open, staging.link, staging.verify):
        with pytest.raises(NotFound):
            act(name)


def test_a_flipped_bit_is_found(staging):
    add(staging)
    changed = bytearray(CONTENT)
    changed[1000] ^= 4
    staging.path(SHA256).write_bytes(changed)
    with pytest.raises(Damaged):
        staging.verify(SHA256)


def test_a_discarded_file_is_gone_unless_it_is_in_use(staging, tmp_path):
    add(staging)
    assert staging.discard([SHA256], lambda sha256: sha256 == SHA256) == 0
    assert staging.discard([SHA256, "0" * 64, "../x"], nobody) == 1
    assert names(tmp_path) == []


def test_a_file_just_staged_by_another_draft_is_not_discarded_under_its_feet(staging):
    recorded, staged, done = set(), Event(), []

    def other_draft():
        with staging.keeping():
            add(staging)
            staged.set()
            done_waiting.wait(0.2)
            recorded.add(SHA256)

    done_waiting = Event()
    thread = Thread(target=other_draft)
    thread.start()
    staged.wait()
    done.append(staging.discard([SHA256], recorded.__contains__))
    thread.join()
    assert done == [0]
    assert staging.verify(SHA256)


def test_many_uploads_of_the_same_paper_are_one_file(staging, tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: add(staging), range(40)))
    assert names(tmp_path) == [SHA256]
    assert staging.verify(SHA256)


def test_a_sweep_removes_only_what_is_old_and_unclaimed(staging, tmp_path):
    kept, lost = add(staging), add(staging, b"lost")
    link = staging.link(kept.sha256)
    (tmp_path / "staging" / ".new-half").write_bytes(b"half")
    assert staging.sweep(nobody, LATER - timedelta(days=2)) == 0
    assert staging.sweep(lambda sha256: sha256 == kept.sha256, LATER) == 3
    assert names(tmp_path) == [kept.sha256]
    assert not link.exists()
    with pytest.raises(NotFound):
        staging.path(lost.sha256)


def test_an_upload_comes_in_between_while_many_are_discarded(staging, monkeypatch):
    discarded = [add(staging, f"paper {number}".encode()).sha256 for number in range(3 * AT_ONCE)]
    judged, lock, came_in = [], staging._locked, []

    @contextmanager
    def watched(how):
        with lock(how):
            yield
        # Whoever waited for the lock has it now.
        with lock(fcntl.LOCK_SH):
            came_in.append(len(judged))

    def in_use(sha256):
        judged.append(sha256)
        return 0

    monkeypatch.setattr(staging, "_locked", watched)
    assert staging.discard(discarded, in_use) == len(discarded)
    assert judged == discarded
    assert came_in == [AT_ONCE, 2 * AT_ONCE, 3 * AT_ONCE]
