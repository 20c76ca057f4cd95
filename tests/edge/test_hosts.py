import pytest

from guanxi.edge.hosts import is_allowed_host, is_same_site


@pytest.mark.parametrize(
    ("host", "allowed", "expected"),
    [
        ("crm.example.com", (), True),
        ("crm.example.com:8443", ("crm.example.com",), True),
        ("CRM.Example.com", ("crm.example.com",), True),
        ("evil.com", ("crm.example.com",), False),
        ("crm.example.com.evil.com", ("crm.example.com",), False),
        ("a.example.com", ("*.example.com",), True),
        ("example.com", ("*.example.com",), False),
        ("anything", ("*",), True),
        ("127.0.0.1:8000", ("crm.example.com",), True),
        ("[::1]:8000", ("crm.example.com",), True),
        ("localhost", ("crm.example.com",), True),
        ("10.1.2.3", ("crm.example.com",), True),
        ("", (), False),
        ("[::1", (), False),
    ],
)
def test_host(host, allowed, expected):
    assert is_allowed_host(host, allowed) is expected


@pytest.mark.parametrize(
    ("origin", "host", "public_url", "expected"),
    [
        ("http://crm.example.com", "crm.example.com", "", True),
        ("https://crm.example.com", "internal:8000", "https://crm.example.com", True),
        ("http://localhost:5173", "127.0.0.1:8000", "", True),
        ("http://evil.com", "crm.example.com", "", False),
        ("http://crm.example.com:81", "crm.example.com", "", False),
        ("http://localhost:5173", "crm.example.com", "", False),
        ("null", "crm.example.com", "", False),
        ("http://[", "crm.example.com", "", False),
    ],
)
def test_origin(origin, host, public_url, expected):
    assert is_same_site(origin, host, public_url) is expected
