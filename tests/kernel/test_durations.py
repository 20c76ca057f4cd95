"""Lengths of time, written and read."""

from __future__ import annotations

import pytest

from guanxi.kernel.durations import read_duration, write_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h 30m", 5_400), ("1h30m", 5_400), ("90 min", 5_400), ("1.5 hours", 5_400), ("1:30", 5_400), ("1:30:15", 5_415),
        ("1 小时 30 分", 5_400), ("1小时30分钟", 5_400), ("2天", 172_800), ("2 days, 3 hours", 183_600), ("-15m", -900), ("0m", 0),
    ],
)  # fmt: skip
def test_read(text, seconds):
    assert read_duration(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "90", "soon", "1x", "1h x", "1:75", "999999999d", "0.0001s", "h", "１h" * 3 + "!"]
)
def test_no_length_of_time(text):
    assert read_duration(text) is None


@pytest.mark.parametrize("seconds", [0, 59, 60, 5_400, 86_400, 90_061, -900])
@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_reads_back(seconds, locale):
    assert read_duration(write_duration(seconds, locale)) == seconds
