import pytest

from guanxi.edge.client_addresses import client_address, counted_address

PROXIES = ("10.0.0.0/8", "::1/128")


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "expected"),
    [
        ("203.0.113.5", None, PROXIES, "203.0.113.5"),
        ("203.0.113.5", "1.2.3.4", PROXIES, "203.0.113.5"),
        ("10.0.0.1", "1.2.3.4", (), "10.0.0.1"),
        ("10.0.0.1", "1.2.3.4", PROXIES, "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.7", PROXIES, "1.2.3.4"),
        ("10.0.0.1", "<script>", PROXIES, "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2", PROXIES, "10.0.0.1"),
    ],
)
def test_address(peer, forwarded, trusted, expected):
    assert client_address({"client": (peer, 1)}, forwarded, trusted) == expected


def test_without_a_peer():
    assert client_address({"client": None}, "1.2.3.4", PROXIES) == "unknown"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("unknown", "unknown"),
    ],
)
def test_counted_address(address, counted):
    assert counted_address(address) == counted
