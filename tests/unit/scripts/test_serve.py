"""What the embedded server is told: it starts without a proxy, and believes the one that is named."""

import socket
from dataclasses import replace

import pytest
from waitress.adjustments import Adjustments

from wangting.errors import DeclarationError
from wangting.scripts.serve import AddressTaken, adjustments, doors_of, log_as_told
from wangting.settings import parse


def settings(proxy=""):
    written = {"mode": "demo", "home": "/h", "var": "/v", "trusted_proxy": proxy}
    return parse({f"wangting.{key}": text for key, text in written.items()})


def test_without_a_proxy_no_forwarded_header_is_believed():
    told = Adjustments(**adjustments(settings()))
    assert told.trusted_proxy is None
    assert told.clear_untrusted_proxy_headers


@pytest.mark.parametrize(("written", "believed"), [("127.0.0.1", "127.0.0.1"), ("10.1.2.3/32", "10.1.2.3")])
def test_the_proxy_is_believed_by_its_address_as_the_server_sees_it(written, believed):
    told = Adjustments(**adjustments(settings(written)))
    assert told.trusted_proxy == believed
    assert told.trusted_proxy_headers == {"x-forwarded-for", "x-forwarded-proto"}


@pytest.mark.parametrize("written", ["10.0.0.0/8", "10.0.0.1 10.0.0.2"])
def test_proxies_that_the_server_cannot_tell_apart_stop_the_start(written):
    with pytest.raises(DeclarationError, match="believes one address"):
        adjustments(settings(written))


def test_an_address_that_somebody_has_is_told_plainly(installation):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = replace(installation.settings, listen=("127.0.0.1", port), sdi=False)
        with pytest.raises(AddressTaken) as told:
            doors_of(settings)
    assert told.value.facts["address"] == f"127.0.0.1:{port}"


@pytest.mark.parametrize("text", ["", "[app:main]\n", "no section\n", "[loggers]\nkeys = root\n"])
def test_an_ini_whose_logs_do_not_hold_together_is_told_in_a_line(tmp_path, text):
    ini = tmp_path / "hall.ini"
    ini.write_text(text)
    with pytest.raises(DeclarationError, match=r"hall\.ini: .*loggers"):
        log_as_told(ini)
