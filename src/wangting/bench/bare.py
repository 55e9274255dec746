"""What the hall is compared with: a Pyramid hello, a Pyramid and Chameleon page, a commit with a blob.

``python -m wangting.bench.bare PORT`` serves the first two by waitress with as many threads as the hall.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import colander
import deform
import transaction
import waitress
from chameleon import PageTemplate
from persistent.mapping import PersistentMapping
from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response
from pyramid.router import Router
from ZODB.blob import Blob
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from wangting.bench.load import Cost
from wangting.bench.process import HOST
from wangting.gateways.passwords import Cost as PasswordCost
from wangting.gateways.passwords import Passwords

THREADS = 4
#: A heading and a table; as heavy as the one QUALITY 2 measured, which was served 2,400 times a second beside a hello
#: that was served 4,400 times: 1.8 hellos.  That is half as long as a guide.
PAGE = PageTemplate(
    """<!DOCTYPE html>
<html lang="zh-Hans"><head><title>${title}</title></head><body><h1>${title}</h1>
<table><tr tal:repeat="row rows"><th>${row[0]}</th><td>${row[1]}</td></tr></table></body></html>"""
)
ROWS = [(f"材料 {number}", f"第 {number} 份，原件一份，复印件两份") for number in range(110)]


def hello(_request: Request) -> Response:
    """Say hello."""
    return Response("hello")


def page(_request: Request) -> Response:
    """Render the page."""
    return Response(PAGE(title="办事指南", rows=ROWS))


def make_bare() -> Router:
    """Return a Pyramid application with nothing around its two views."""
    config = Configurator()
    for name, view in (("hello", hello), ("page", page)):
        config.add_route(name, f"/{name}")
        config.add_view(view, route_name=name)
    return config.make_wsgi_app()


def raw_commit(folder: Path, seconds: float, content: bytes) -> Cost:
    """Commit one small object and one blob at a time for ``seconds``; the cost is this thread's own."""
    database = DB(FileStorage(str(folder / "raw.fs"), blob_dir=str(folder / "raw-blobs")))
    manager = transaction.TransactionManager()
    connection = database.open(transaction_manager=manager)
    commits, began, cpu = 0, time.monotonic(), time.thread_time()
    while time.monotonic() - began < seconds:
        blob = Blob()
        with blob.open("w") as stream:
            stream.write(content)
        connection.root()[commits % 100] = PersistentMapping({"number": commits, "blob": blob})
        manager.commit()
        commits += 1
    cpu, wall = time.thread_time() - cpu, time.monotonic() - began
    connection.close()
    database.close()
    return Cost(commits, 1000 * cpu / commits, commits / wall)


def stock_form(seconds: float) -> Cost:
    """Render a form of twelve text fields as Deform does it out of the box."""
    schema = colander.SchemaNode(colander.Mapping())
    for number in range(12):
        schema.add(colander.SchemaNode(colander.String(), name=f"field{number}", title=f"第 {number} 项"))
    form = deform.Form(schema, buttons=("submit",))
    return _repeated(form.render, seconds)


def verified(seconds: float) -> Cost:
    """Check one password, with nothing around it."""
    passwords = Passwords(PasswordCost())
    stored = passwords.hash("bench: one password")
    return _repeated(lambda: passwords.verify_or_dummy(stored, "bench: one password"), seconds)


def _repeated(work: Callable[[], object], seconds: float) -> Cost:
    work()
    times, began, cpu = 0, time.monotonic(), time.process_time()
    while time.monotonic() - began < seconds:
        work()
        times += 1
    cpu, wall = time.process_time() - cpu, time.monotonic() - began
    return Cost(times, 1000 * cpu / times, times / wall)


if __name__ == "__main__":
    waitress.serve(make_bare(), host=HOST, port=int(sys.argv[1]), threads=THREADS, ident=None, _quiet=True)
