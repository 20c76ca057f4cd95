"""Deals: sales on their way through the stages of a pipeline."""

from guanxi.features.deals.models import deal
from guanxi.kernel.metadata import (
    Board,
    Label,
    Layouts,
    ObjectDef,
    Pipeline,
    Records,
    Relation,
    Section,
    Stage,
    register,
)
from guanxi.kernel.metadata.declare import (
    choice,
    common_fields,
    currency_amount,
    date,
    datetime,
    integer,
    long_text,
    lookup,
    money,
    option,
    percent,
    stage,
    text,
)

SALES = Pipeline(
    "sales",
    Label("Sales", "销售"),
    (
        Stage("prospecting", Label("Prospecting", "初步接洽"), "open", 10, "gray"),
        Stage("engaging", Label("Engaging", "需求沟通"), "open", 40, "blue"),
        Stage("proposal", Label("Proposal", "方案报价"), "open", 60, "indigo"),
        Stage("negotiation", Label("Negotiation", "商务谈判"), "open", 80, "grape"),
        Stage("won", Label("Won", "赢单"), "won", 100, "green"),
        Stage("lost", Label("Lost", "输单"), "lost", 0, "red"),
    ),
)
RENEWAL = Pipeline(
    "renewal",
    Label("Renewals", "续约"),
    (
        Stage("renewal_upcoming", Label("Upcoming", "待续约"), "open", 50, "gray"),
        Stage("renewal_contacted", Label("Contacted", "已联系"), "open", 60, "blue"),
        Stage("renewal_offered", Label("Offered", "已报价"), "open", 80, "indigo"),
        Stage("renewal_won", Label("Renewed", "已续约"), "won", 100, "green"),
        Stage("renewal_lost", Label("Churned", "已流失"), "lost", 0, "red"),
    ),
)
STATUSES = (
    option("open", "Open", "进行中", "blue"),
    option("won", "Won", "赢单", "green"),
    option("lost", "Lost", "输单", "red"),
)

DEAL = register(
    ObjectDef(
        name="deal",
        number=4,
        label=Label("Deal", "商机"),
        plural_label=Label("Deals", "商机"),
        icon="target-arrow",
        records=Records(deal),
        field_list=(
            text("name", "Name", "商机名称", required=True, searchable=True),
            text("external_id", "External ID", "外部编号", max_length=64, unique=True, searchable=True),
            lookup("account", "account", "Account", "客户"),
            lookup("contact", "contact", "Contact", "联系人"),
            lookup("product", "product", "Product", "产品"),
            choice("pipeline", "Pipeline", "销售流程", role="pipeline"),
            stage("stage", "Stage", "阶段", role="stage"),
            choice("status", "Status", "状态", STATUSES, read_only=True, role="status"),
            money("amount", "Amount", "金额", minimum=0),
            currency_amount(
                "foreign_amount",
                "Amount in another currency",
                "外币金额",
                minimum=0,
                converts_to="amount",
                rate_date="close_date",
            ),
            text("currency", "Currency", "币种", read_only=True, max_length=3),
            percent("probability", "Probability", "赢单概率", role="probability"),
            date("engage_date", "Engaged on", "接洽日期"),
            date("close_date", "Close date", "成交日期"),
            integer("cycle_days", "Sales cycle (days)", "销售周期（天）", read_only=True),
            text("lost_reason", "Lost because", "输单原因", groupable=True),
            text("next_step", "Next step", "下一步"),
            long_text("description", "Description", "描述"),
            datetime(
                "stage_entered_at",
                "In stage since",
                "进入当前阶段时间",
                read_only=True,
                role="stage_entered_at",
            ),
            datetime("stage_due_at", "Stale from", "停滞起始时间", read_only=True, role="stage_due_at"),
            *common_fields(),
        ),
        pipelines=(SALES, RENEWAL),
        relations=(Relation("activities", "activity", "deal", Label("Activities", "活动")),),
        layouts=Layouts(
            list=("name", "account", "stage", "amount", "close_date", "product", "owner", "updated_at"),
            header=("amount", "close_date", "account", "owner"),
            form=(
                Section(
                    "main",
                    Label("Deal", "商机"),
                    ("name", "account", "contact", "product", "owner", "pipeline", "stage", "next_step"),
                ),
                Section(
                    "value",
                    Label("Value", "金额"),
                    ("amount", "foreign_amount", "probability", "external_id"),
                ),
                Section("dates", Label("Dates", "日期"), ("engage_date", "close_date", "cycle_days")),
                Section("more", Label("More", "更多"), ("lost_reason", "description")),
            ),
            board=Board("stage", "amount", ("account", "amount", "close_date", "owner")),
        ),
        match_by=("external_id",),
        subtitle_fields=("stage", "external_id"),
    )
)
