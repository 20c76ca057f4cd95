"""From the operator's settings to those of the edge."""

import pytest

from guanxi.main import edge_settings_from
from guanxi.settings import SettingRefused, Settings


@pytest.mark.parametrize(
    ("variables", "hosts"),
    [
        ({}, ()),
        ({"GUANXI_PUBLIC_URL": "https://crm.example.com:8443/"}, ("crm.example.com",)),
        (
            {"GUANXI_PUBLIC_URL": "https://a.example", "GUANXI_ALLOWED_HOSTS": "a.example, *.b.example"},
            ("a.example", "*.b.example"),
        ),
    ],
)
def test_hosts(variables, hosts):
    assert edge_settings_from(Settings.from_environment(variables)).allowed_hosts == hosts


@pytest.mark.parametrize("rate", ["600/minute", "1/day", "off"])
def test_rate(rate):
    settings = Settings.from_environment({"GUANXI_COMPANY_RATE": rate})

    assert edge_settings_from(settings).tenant_rate == rate


@pytest.mark.parametrize("rate", ["many", "0/minute", "6 per minute", "-1/hour"])
def test_unreadable_rate(rate):
    with pytest.raises(SettingRefused, match="GUANXI_COMPANY_RATE"):
        Settings.from_environment({"GUANXI_COMPANY_RATE": rate})
