"""Public files on every engine: brought by one, read by another while a transaction ends, whole after a pack."""

from __future__ import annotations

import io
import time
from datetime import datetime

from transaction import TransactionManager

from documents import docx
from wangting.clock import ZONE, MovableClock
from wangting.content.register import Register
from wangting.gateways.staging import open_staging
from wangting.gateways.uploads import form_rules_from
from wangting.rules.publicfile import named_by
from wangting.services.attaching import Attaching
from wangting.services.verifying import damage

CLOCK = MovableClock(datetime(2026, 9, 28, 9, 12, tzinfo=ZONE))


def attaching(engine, register):
    return Attaching(register=register, staging=open_staging(engine.settings.var), rules=form_rules_from({}),
                     clock=CLOCK)  # fmt: skip


def bring(engine, database, content, name):
    """Bring a file in a transaction of its own; return its address."""
    with database.transaction() as connection:
        root = connection.root()
        if "register" not in root:
            root["register"] = Register(shards=1)
            # A blob is born beside it, so it has to be of this connection.
            connection.add(root["register"])
        register = root["register"]
        return attaching(engine, register).attach(io.BytesIO(content), name, None)


def test_a_public_file_is_read_by_others_whatever_becomes_of_their_transaction(engine):
    database = engine.open()
    address = bring(engine, database, docx(), "表.docx")
    manager = TransactionManager()
    connection = database.open(transaction_manager=manager)
    service = attaching(engine, connection.root()["register"])
    with service.open(service.find(named_by(address))) as stream:
        manager.abort()
        connection.close()
        assert stream.read() == docx()


def test_a_pack_keeps_every_public_file_also_what_the_newest_edition_names_no_more(engine):
    database = engine.open()
    addresses = [bring(engine, database, docx(words), f"{words}.docx") for words in ("旧", "新")]
    time.sleep(0.01)
    database.pack(time.time())
    engine.close()
    database = engine.open()
    with database.transaction() as connection:
        register = connection.root()["register"]
        service = attaching(engine, register)
        for words, address in zip(("旧", "新"), addresses, strict=True):
            with service.open(service.find(named_by(address))) as stream:
                assert stream.read() == docx(words)
        assert list(damage(register, {})) == []
