"""Leads: people who may become customers, before anything is known for sure."""

from guanxi.features.leads.models import lead
from guanxi.kernel.metadata import Board, Label, Layouts, ObjectDef, Records, Relation, Section, register
from guanxi.kernel.metadata.declare import (
    choice,
    common_fields,
    datetime,
    email,
    long_text,
    lookup,
    option,
    phone,
    text,
)

STATUSES = (
    option("new", "New", "新线索", "blue"),
    option("working", "Working", "跟进中", "yellow"),
    option("qualified", "Qualified", "已确认", "teal"),
    option("unqualified", "Unqualified", "无效", "gray"),
    option("converted", "Converted", "已转化", "green"),
)
SOURCES = (
    option("website", "Website", "网站", "blue"),
    option("referral", "Referral", "转介绍", "green"),
    option("event", "Event", "展会活动", "grape"),
    option("advertising", "Advertising", "广告", "orange"),
    option("wechat", "WeChat", "微信", "teal"),
    option("cold_call", "Cold call", "陌生拜访", "gray"),
    option("partner", "Partner", "合作伙伴", "cyan"),
    option("other", "Other", "其他", "gray"),
)

LEAD = register(
    ObjectDef(
        name="lead",
        number=3,
        label=Label("Lead", "线索"),
        plural_label=Label("Leads", "线索"),
        icon="sparkles",
        records=Records(lead),
        field_list=(
            text("name", "Name", "姓名", required=True, searchable=True),
            text("company", "Company", "公司", searchable=True),
            text("title", "Job title", "职务"),
            email("email", "Email", "邮箱"),
            phone("phone", "Phone", "电话"),
            choice("source", "Source", "来源", SOURCES, open_options=True),
            choice("status", "Status", "状态", STATUSES, default="new"),
            text("industry", "Industry", "行业", groupable=True),
            long_text("description", "Description", "描述"),
            datetime("converted_at", "Converted", "转化时间", read_only=True),
            lookup("converted_account", "account", "Converted account", "转化客户", read_only=True),
            lookup("converted_contact", "contact", "Converted contact", "转化联系人", read_only=True),
            lookup("converted_deal", "deal", "Converted deal", "转化商机", read_only=True),
            *common_fields(),
        ),
        relations=(Relation("activities", "activity", "lead", Label("Activities", "活动")),),
        layouts=Layouts(
            list=("name", "company", "status", "source", "email", "phone", "owner", "created_at"),
            header=("status", "company", "source", "owner"),
            form=(
                Section(
                    "main", Label("Lead", "线索"), ("name", "company", "title", "status", "source", "owner")
                ),
                Section("reach", Label("How to reach", "联系方式"), ("email", "phone")),
                Section("more", Label("More", "更多"), ("industry", "description")),
                Section(
                    "conversion",
                    Label("Conversion", "转化"),
                    ("converted_at", "converted_account", "converted_contact", "converted_deal"),
                ),
            ),
            board=Board("status", None, ("company", "source", "owner")),
        ),
        match_by=("email", "name"),
        subtitle_fields=("company", "email"),
    )
)
