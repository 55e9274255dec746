"""By what a throttle knows where somebody comes from."""

import pytest

from wangting.views.request import network


class Request:
    def __init__(self, address):
        self.remote_addr = address


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("not: an address", "not: an address"),
        ("", "-"),
        (None, "-"),
    ],
)
def test_a_network_is_what_one_customer_has(address, said):
    assert network(Request(address)) == said


def test_a_new_address_for_every_try_is_no_fresh_start(hall):
    asked = {"number": "341622-20260928-00-00099-A", "code": "AAAABBBB"}
    for serial in range(60):
        hall.browser(REMOTE_ADDR=f"2001:db8::{serial:x}").post("/track", asked, status=404)
    hall.browser(REMOTE_ADDR="2001:db8::ffff").post("/track", asked, status=429)
    hall.browser(REMOTE_ADDR="2001:db8:0:1::1").post("/track", asked, status=404)
