"""Hosts, reserved segments, and the doors that stand before everything else."""

from types import SimpleNamespace

import pytest
from pyramid.request import Request
from pyramid.response import Response

from wangting.tenancy import RESERVED, Tenancy, https_only, without_virtual_root


def test_a_host_belongs_to_a_hall_whatever_its_case_and_port():
    tenancy = Tenancy({"lixin.localhost": "lixin"})
    assert tenancy.hall_of("LIXIN.localhost:6543") == "lixin"
    assert tenancy.hall_of("localhost:6543") is None


def test_no_declared_hall_takes_a_segment_of_the_city(installation):
    assert not RESERVED & installation.declared.tenants.keys()


def test_the_headers_that_move_the_root_are_gone_before_anybody_reads_them():
    seen = {}

    def handler(request):
        seen.update(request.environ)
        return Response()

    without_virtual_root(handler, None)(Request.blank("/", headers={"X-Vhm-Root": "/lixin", "X-Vhm-Host": "evil"}))
    assert not {"HTTP_X_VHM_ROOT", "HTTP_X_VHM_HOST"} & seen.keys()


@pytest.mark.parametrize(
    ("url", "peer", "status"),
    [
        ("https://hall.example/", "10.0.0.1", 200),
        ("http://hall.example/", "10.0.0.1", 403),
        ("http://hall.example/health", "127.0.0.1", 200),
        ("http://hall.example/health", "10.0.0.1", 403),
    ],
)
def test_production_answers_https_only_and_the_probe_of_its_own_machine(url, peer, status):
    registry = SimpleNamespace(house=SimpleNamespace(is_demo=False))
    door = https_only(lambda _request: Response(), registry)
    assert door(Request.blank(url, remote_addr=peer)).status_int == status


def test_the_demo_answers_plain_http():
    registry = SimpleNamespace(house=SimpleNamespace(is_demo=True))
    assert https_only(lambda _request: Response(), registry)(Request.blank("http://hall.example/")).status_int == 200
