"""Products: what is sold, at which list price."""

from guanxi.features.products.models import product
from guanxi.kernel.metadata import Label, Layouts, ObjectDef, Records, Relation, Section, register
from guanxi.kernel.metadata.declare import boolean, common_fields, long_text, money, text

PRODUCT = register(
    ObjectDef(
        name="product",
        number=5,
        label=Label("Product", "产品"),
        plural_label=Label("Products", "产品"),
        icon="package",
        records=Records(product),
        field_list=(
            text("name", "Name", "产品名称", required=True, searchable=True),
            text("code", "Code", "产品编码", max_length=64, unique=True, searchable=True),
            text("series", "Series", "系列", groupable=True),
            money("unit_price", "List price", "标准价格", minimum=0),
            boolean("active", "Active", "启用", default=True),
            long_text("description", "Description", "描述"),
            *common_fields(),
        ),
        relations=(Relation("deals", "deal", "product", Label("Deals", "商机")),),
        layouts=Layouts(
            list=("name", "series", "unit_price", "active", "owner", "updated_at"),
            header=("series", "unit_price", "active"),
            form=(
                Section(
                    "main",
                    Label("Product", "产品"),
                    ("name", "code", "series", "unit_price", "active", "owner", "description"),
                ),
            ),
        ),
        match_by=("name",),
        subtitle_fields=("series", "code"),
    )
)
