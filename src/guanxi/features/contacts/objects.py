"""Contacts: the people at accounts."""

from guanxi.features.contacts.models import contact
from guanxi.kernel.metadata import Label, Layouts, ObjectDef, Records, Relation, Section, register
from guanxi.kernel.metadata.declare import common_fields, email, long_text, lookup, phone, text

CONTACT = register(
    ObjectDef(
        name="contact",
        number=2,
        label=Label("Contact", "联系人"),
        plural_label=Label("Contacts", "联系人"),
        icon="address-book",
        records=Records(contact),
        field_list=(
            text("name", "Name", "姓名", required=True, searchable=True),
            text("title", "Job title", "职务"),
            text("department", "Department", "部门", groupable=True),
            email("email", "Email", "邮箱"),
            phone("phone", "Phone", "电话"),
            phone("mobile", "Mobile", "手机"),
            text("wechat", "WeChat", "微信", max_length=64, searchable=True),
            lookup("account", "account", "Account", "客户"),
            long_text("description", "Description", "描述"),
            *common_fields(),
        ),
        relations=(
            Relation("deals", "deal", "contact", Label("Deals", "商机")),
            Relation("activities", "activity", "contact", Label("Activities", "活动")),
        ),
        layouts=Layouts(
            list=("name", "account", "title", "email", "mobile", "owner", "updated_at"),
            header=("account", "title", "email", "mobile"),
            form=(
                Section(
                    "main", Label("Contact", "联系人"), ("name", "account", "title", "department", "owner")
                ),
                Section("reach", Label("How to reach", "联系方式"), ("email", "mobile", "phone", "wechat")),
                Section("more", Label("More", "更多"), ("description",)),
            ),
        ),
        match_by=("email", "name"),
        subtitle_fields=("title", "email"),
    )
)
