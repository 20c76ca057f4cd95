"""Encodings are recognised in files as short as one name, and wherever in the file the evidence lies."""

import random

import pytest
from faker import Faker

from guanxi.kernel.tabular import Choices, recognise
from guanxi.kernel.tabular.encodings import detect_encoding

from .conftest import codes, read

_CODECS = {"big5": "cp950", "windows-1252": "cp1252"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "gb18030"])
@pytest.mark.parametrize(
    "text", ["客户", "名称,金额\r\n张三,5\r\n", "公司名称,负责人\n开封万科有限公司,王伟\n"]
)
def test_short_simplified_chinese(make_file, encoding, text):
    source = recognise(make_file(text if "\n" in text else text + "\r\n", encoding))

    assert source.encoding.name == {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    assert source.header.names[0] == text.split("\r\n")[0].split("\n")[0].split(",")[0]


@pytest.mark.parametrize("text", ["客戶", "名稱,金額\r\n王小明,5\r\n", "公司,聯絡人\n台灣積體電路,張忠謀\n"])
def test_short_traditional_chinese(make_file, text):
    assert detect_encoding(make_file(text + "\r\n", "big5")).name == "big5"


@pytest.mark.parametrize(
    ("locale", "encoding"),
    [("zh_CN", "gb18030"), ("zh_CN", "utf-16-le"), ("zh_CN", "utf-16-be"), ("zh_TW", "big5"), ("zh_TW", "gb18030"),
     ("de_DE", "windows-1252"), ("fr_FR", "windows-1252"), ("es_ES", "windows-1252")],
)  # fmt: skip
def test_five_rows_of_people_and_companies(make_file, locale, encoding):
    fake, dice = Faker(locale), random.Random(7)
    fake.seed_instance(7)
    wrong = tried = 0
    for _ in range(60):
        rows = [f"{fake.company()},{fake.name()},{dice.randint(1, 9999)}" for _ in range(5)]
        try:
            content = ("\r\n".join(rows) + "\r\n").encode(_CODECS.get(encoding, encoding))
        except UnicodeEncodeError:
            continue
        if content.isascii():
            continue
        tried += 1
        wrong += detect_encoding(make_file(content)).name != encoding

    assert tried > 30
    assert wrong <= 1


def test_the_evidence_may_come_after_a_million_plain_bytes(make_file):
    plain = "name,city\n" + "Acme,Berlin\n" * 100_000

    assert detect_encoding(make_file((plain + "华为,深圳\n").encode("gb18030"))).name == "gb18030"
    assert detect_encoding(make_file((plain + "Zoë,Münster\n").encode("cp1252"))).name == "windows-1252"
    assert detect_encoding(make_file((plain + "华为,深圳\n").encode())).name == "utf-8"


def test_one_broken_byte_does_not_unseat_utf8(make_file):
    good = "名称,城市\n" + "华为技术有限公司,深圳\n" * 10

    source, rows = read(make_file(good.encode() + b"broken \xff byte,Paris\n"))

    assert source.encoding.name == "utf-8" and not source.encoding.certain
    assert codes(rows[-1]) == [("cell_unreadable", 0)]
    assert rows[-1].number == 12
    assert all(not row.problems for row in rows[:-1])


def test_broken_bytes_of_gb18030_are_reported_by_row_and_column(make_file):
    content = (
        "名称,城市\n华为,深圳\n".encode("gb18030")
        + "中兴,".encode("gb18030")
        + b"\xff\xff\n"
        + "联想,北京\n".encode("gb18030")
    )

    source, rows = read(make_file(content))

    assert source.encoding.name == "gb18030"
    assert [codes(row) for row in rows] == [[], [("cell_unreadable", 1)], []]
    assert rows[2].cells == ["联想", "北京"]


def test_the_caller_may_overrule(make_file):
    source, _ = read(make_file("名稱\n華為\n", "big5"), encoding="gb18030")

    assert source.encoding.name == "gb18030"


def test_unknown_encoding_is_refused(make_file, problem_of):
    path = make_file("a,b\n1,2\n")

    assert problem_of(lambda: recognise(path, Choices(encoding="klingon"))) == "encoding_unknown"
