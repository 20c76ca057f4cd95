"""Which addresses are outside, and which ones only look so."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.outbound.addresses import is_public, read_address

INSIDE = [
    *(
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
    ),
    *(
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
    ),
    *(
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
    ),
    *(
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:8.8.8.8",
        "::ffff:0:a9fe:a9fe",
    ),
    *(
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::808:808",
        "64:ff9b:1::a00:1",
        "100::1",
        "2001::1",
        "2001:0:a9fe:a9fe::1",
    ),
    *("2001:db8::1", "2002:a9fe:a9fe::", "2002:7f00:1::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254"),
    *(
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "2606:4700::5efe:a9fe:a9fe",
        "2606:4700::200:5efe:1:1",
    ),
]
OUTSIDE = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "223.5.5.5",
    "2606:4700:4700::1111",
    "2400:3200::1",
    "2a00:1450::8a",
]


@pytest.mark.parametrize("text", INSIDE)
def test_inside(text: str) -> None:
    assert not is_public(read_address(text))


@pytest.mark.parametrize("text", OUTSIDE)
def test_outside(text: str) -> None:
    assert is_public(read_address(text))


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_nothing_that_the_standard_library_calls_private_is_outside(address: IPv4Address) -> None:
    assert address.is_global or not is_public(address)
    assert not (address.is_multicast and is_public(address))


@given(st.integers(0, 2**128 - 1).map(IPv6Address), st.integers(0, 2**32 - 1))
def test_no_form_that_holds_another_address_is_outside(address: IPv6Address, inner: int) -> None:
    assert address.is_global or not is_public(address)
    nat64, compatible, mapped = 0x64_FF9B << 96, 0, 0xFFFF << 32
    six_to_four = 0x2002 << 112 | inner << 80
    for form in (nat64 | inner, compatible | inner, mapped | inner, six_to_four, 0x2001 << 112 | inner):
        assert not is_public(IPv6Address(form))
