"""Accounts: the companies that one deals with."""

from guanxi.features.accounts.models import account
from guanxi.kernel.metadata import Label, Layouts, ObjectDef, Records, Relation, Section, register
from guanxi.kernel.metadata.declare import (
    choice,
    common_fields,
    email,
    integer,
    long_text,
    lookup,
    money,
    option,
    phone,
    text,
    url,
)

INDUSTRIES = (
    option("automotive", "Automotive", "汽车", "orange"),
    option("education", "Education", "教育", "grape"),
    option("employment", "Employment", "人力资源", "cyan"),
    option("entertainment", "Entertainment", "文娱", "pink"),
    option("finance", "Finance", "金融", "yellow"),
    option("government", "Government", "政府", "gray"),
    option("logistics", "Logistics", "物流", "teal"),
    option("manufacturing", "Manufacturing", "制造业", "indigo"),
    option("marketing", "Marketing", "营销", "red"),
    option("medical", "Medical", "医疗", "green"),
    option("retail", "Retail", "零售", "lime"),
    option("services", "Services", "服务", "violet"),
    option("software", "Software", "软件", "blue"),
    option("technology", "Technology", "科技", "blue"),
    option("telecommunications", "Telecommunications", "通信", "cyan"),
    option("other", "Other", "其他", "gray"),
)

ACCOUNT = register(
    ObjectDef(
        name="account",
        number=1,
        label=Label("Account", "客户"),
        plural_label=Label("Accounts", "客户"),
        icon="building",
        records=Records(account),
        field_list=(
            text("name", "Name", "客户名称", required=True, searchable=True),
            choice("industry", "Industry", "行业", INDUSTRIES, open_options=True),
            url("website", "Website", "网站"),
            phone("phone", "Phone", "电话"),
            email("email", "Email", "邮箱"),
            money("annual_revenue", "Annual revenue", "年营业额", minimum=0),
            integer("employees", "Employees", "员工人数", minimum=0),
            integer("year_established", "Year established", "成立年份", minimum=0, maximum=2200),
            text("country", "Country", "国家/地区", groupable=True),
            text("province", "State/Province", "省份", groupable=True),
            text("city", "City", "城市", groupable=True),
            long_text("address", "Address", "地址", max_length=500),
            text(
                "registration_number",
                "Registration number",
                "统一社会信用代码",
                max_length=64,
                searchable=True,
            ),
            lookup("parent", "account", "Parent account", "上级客户"),
            long_text("description", "Description", "描述"),
            *common_fields(),
        ),
        relations=(
            Relation("contacts", "contact", "account", Label("Contacts", "联系人")),
            Relation("deals", "deal", "account", Label("Deals", "商机")),
            Relation("activities", "activity", "account", Label("Activities", "活动")),
            Relation("subsidiaries", "account", "parent", Label("Subsidiaries", "下级客户")),
        ),
        layouts=Layouts(
            list=(
                "name",
                "industry",
                "country",
                "annual_revenue",
                "employees",
                "parent",
                "owner",
                "updated_at",
            ),
            header=("industry", "annual_revenue", "employees", "owner"),
            form=(
                Section(
                    "main",
                    Label("Account", "客户"),
                    ("name", "industry", "owner", "parent", "registration_number", "description"),
                ),
                Section("reach", Label("How to reach", "联系方式"), ("website", "phone", "email")),
                Section("place", Label("Where", "所在地"), ("country", "province", "city", "address")),
                Section("size", Label("Size", "规模"), ("annual_revenue", "employees", "year_established")),
            ),
        ),
        subtitle_fields=("industry", "country"),
    )
)
