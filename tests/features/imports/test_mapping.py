"""Columns find their fields by name, by synonym and by what they hold, in both languages."""

import pytest

from guanxi import catalogue
from guanxi.features.imports.service.mapping import (
    composer,
    propose_mapping,
    proposed_template,
    unknown_parts,
)
from guanxi.kernel.metadata import standard_registry
from guanxi.kernel.tabular import ColumnProfile


@pytest.fixture(scope="module", autouse=True)
def _objects():
    catalogue.load()


def proposed(object_name: str, columns: dict[str, list[str]]) -> dict[str, str | None]:
    profiles = []
    for cells in columns.values():
        profile = ColumnProfile()
        for cell in cells:
            profile.add(cell)
        profiles.append(profile)
    proposals = propose_mapping(standard_registry().object(object_name), list(columns), profiles)
    return {name: proposal.field for name, proposal in zip(columns, proposals, strict=True)}


def test_the_deals_of_the_public_data_set():
    assert proposed(
        "deal",
        {
            "opportunity_id": ["1C1I7A6R"], "sales_agent": ["Moses Frase"], "product": ["GTX Plus Basic"], "account": ["Cancity"],
            "deal_stage": ["Won"], "engage_date": ["10/20/2016"], "close_date": ["3/1/2017"], "close_value": ["1054"],
        },
    ) == {
        "opportunity_id": "external_id", "sales_agent": "owner", "product": "product", "account": "account",
        "deal_stage": "stage", "engage_date": "engage_date", "close_date": "close_date", "close_value": "amount",
    }  # fmt: skip


def test_its_accounts_products_and_teams():
    assert proposed(
        "account",
        {"account": ["Acme"], "sector": ["retail"], "revenue": ["1.5"], "office_location": ["Kenya"], "subsidiary_of": ["Inity"]},
    ) == {"account": "name", "sector": "industry", "revenue": "annual_revenue", "office_location": "country", "subsidiary_of": "parent"}  # fmt: skip
    assert proposed("product", {"product": ["GTX"], "series": ["G"], "sales_price": ["55"]}) == {
        "product": "name",
        "series": "series",
        "sales_price": "unit_price",
    }
    assert proposed("user", {"sales_agent": ["Ann"], "manager": ["Bob"], "regional_office": ["West"]}) == {
        "sales_agent": "name",
        "manager": "manager",
        "regional_office": "office",
    }


def test_chinese_columns():
    assert proposed(
        "deal",
        {
            "商机名称": ["华为项目"], "客户名称": ["华为"], "负责人": ["张三"], "金额（元）": ["￥5万"], "销售阶段": ["赢单"],
            "预计成交日期": ["2017年3月1日"], "创建时间": ["2017-01-01 10:00"], "备注": ["无"],
        },
    ) == {
        "商机名称": "name", "客户名称": "account", "负责人": "owner", "金额（元）": "amount", "销售阶段": "stage",
        "预计成交日期": "close_date", "创建时间": "created_at", "备注": "description",
    }  # fmt: skip


def test_an_export_of_another_system():
    assert proposed(
        "deal",
        {
            "Opportunity Name": ["Big one"], "Account Name": ["Acme"], "StageName": ["Closed Won"], "Amount (USD)": ["1,000.00"],
            "Opportunity Owner": ["Bob"], "Probability (%)": ["10%"], "Fiscal Period": ["Q3-2017"],
        },
    ) == {
        "Opportunity Name": "name", "Account Name": "account", "StageName": "stage", "Amount (USD)": "amount",
        "Opportunity Owner": "owner", "Probability (%)": "probability", "Fiscal Period": None,
    }  # fmt: skip


def test_values_outweigh_a_name_of_the_wrong_kind():
    assert proposed("deal", {"amount": ["high", "low"], "close value": ["1054", "99"]}) == {"amount": None, "close value": "amount"}  # fmt: skip


def test_addresses_give_themselves_away():
    assert proposed("contact", {"reach": ["a@b.cn", "c@d.com"], "Full Name": ["Ann", "Bob"]}) == {"reach": "email", "Full Name": "name"}  # fmt: skip


def test_each_field_is_proposed_once():
    fields = [
        f for f in proposed("account", {"company": ["A"], "customer": ["B"], "account": ["C"]}).values() if f
    ]

    assert fields.count("name") == 1


class TestComposedName:
    def test_of_a_deal(self):
        deal = standard_registry().object("deal")
        headers = ["id", "客户", "product"]

        template = proposed_template(deal, headers, {0: "external_id", 1: "account", 2: "product"})

        assert template == "{客户} – {product}"
        assert composer(template, headers)(["17", "华为", "GTX"]) == "华为 – GTX"
        assert composer(template, headers)(["17", "", "GTX"]) == "GTX"

    def test_of_a_deal_that_has_only_a_number(self):
        deal = standard_registry().object("deal")

        assert proposed_template(deal, ["id", "amount"], {0: "external_id", 1: "amount"}) == "{id}"

    @pytest.mark.parametrize(
        ("headers", "template", "cells", "name"),
        [
            (["First Name", "Last Name"], "{First Name} {Last Name}", ["Ann", "Lee"], "Ann Lee"),
            (["姓", "名"], "{姓}{名}", ["张", "三"], "张三"),
        ],
    )
    def test_of_a_person(self, headers, template, cells, name):
        contact = standard_registry().object("contact")

        assert proposed_template(contact, headers, {0: None, 1: None}) == template
        assert composer(template, headers)(cells) == name

    def test_unknown_parts(self):
        assert unknown_parts("{a} {b}", ["a"]) == ["b"]
