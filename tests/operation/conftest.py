"""The hall behind the real nginx, with the very file of etc/ but for names, ports and a certificate made for the test.

nginx must be on the machine (`apt-get install nginx-light`): these tests are not part of `make test`.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from conftest import ROOT
from proving.served import ServedHall
from wangting.bench.process import Served, free_port

#: The folders of a test are its user's alone; nginx would become somebody else.
USER = "user root;" if os.getuid() == 0 else ""
MAIN = """{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 900; }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/site.conf;
}}
"""


@dataclass
class Behind:
    """A hall behind nginx."""

    hall: ServedHall
    served: Served
    port: int
    folder: Path


@pytest.fixture(scope="session")
def behind(installation, tmp_path_factory) -> Iterator[Behind]:
    """Start both, and end both."""
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    pages = tmp_path_factory.mktemp("pages")
    more = (f"ready_pages = {pages}", "trusted_proxy = 127.0.0.1")
    hall = ServedHall(installation, tmp_path_factory.mktemp("hall"), settings=more)
    port = configure(folder, hall.port, pages)
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin")
    assert program, "nginx is not on this machine: apt-get install nginx-light"
    found = Behind(hall, hall.start(), port, folder)
    try:
        nginx = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])
        try:
            wait_for(port, nginx)
            yield found
        finally:
            nginx.terminate()
            nginx.wait(10)
    finally:
        found.served.end()


def configure(folder: Path, hall: int, pages: Path) -> int:
    """Write nginx's files and return the port at which it listens with https."""
    plain, secure = free_port(), free_port()
    text = (ROOT / "etc/nginx.conf").read_text("utf-8")
    for written, wanted in (
        ("127.0.0.1:6543", f"127.0.0.1:{hall}"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl"),
        ("/etc/ssl/wangting", str(folder)),
        ("/etc/nginx/wangting-proxy.conf", str(ROOT / "etc/nginx-proxy.conf")),
        ("/var/log/nginx", str(folder)),
        ("/srv/wangting/pages", str(pages)),
    ):
        assert written in text, f"etc/nginx.conf no longer says {written}"
        text = text.replace(written, wanted)
    (folder / "site.conf").write_text(text, "utf-8")
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=USER), "utf-8")
    certify(folder)
    return secure


def certify(folder: Path) -> None:
    """Make a certificate for an hour."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "h")])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now,
                                   now + dt.timedelta(hours=1)).sign(key, hashes.SHA256())  # fmt: skip
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def wait_for(port: int, nginx: subprocess.Popen) -> None:
    """Return when nginx listens."""
    log = Path(nginx.args[-1]).parent / "nginx.pid"
    for _ in range(200):
        assert nginx.poll() is None, "nginx did not start"
        if log.exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"nginx does not answer at {port}")
