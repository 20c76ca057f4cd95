"""Activities: tasks to do, and calls, meetings and notes that happened. The owner is who does it."""

from guanxi.features.activities.models import activity
from guanxi.kernel.metadata import Label, Layouts, ObjectDef, Records, RelatedList, Section, register
from guanxi.kernel.metadata.declare import (
    boolean,
    choice,
    common_fields,
    datetime,
    long_text,
    lookup,
    lookup_anywhere,
    option,
    text,
)

TYPES = (
    option("task", "Task", "任务", "blue"),
    option("call", "Call", "电话", "teal"),
    option("meeting", "Meeting", "会议", "grape"),
    option("note", "Note", "备注", "yellow"),
)
PRIORITIES = (
    option("low", "Low", "低", "gray"),
    option("normal", "Normal", "中", "blue"),
    option("high", "High", "高", "red"),
)

ACTIVITY = register(
    ObjectDef(
        name="activity",
        number=6,
        label=Label("Activity", "活动"),
        plural_label=Label("Activities", "活动"),
        icon="checklist",
        records=Records(activity),
        field_list=(
            text("name", "Subject", "主题", required=True, searchable=True),
            choice("type", "Type", "类型", TYPES, default="task"),
            long_text("body", "Details", "内容"),
            datetime("due_at", "Due", "截止时间"),
            datetime("starts_at", "Starts", "开始时间"),
            datetime("ends_at", "Ends", "结束时间"),
            boolean("done", "Done", "已完成", default=False),
            datetime("completed_at", "Completed", "完成时间", read_only=True),
            choice("priority", "Priority", "优先级", PRIORITIES, default="normal"),
            lookup("account", "account", "Account", "客户"),
            lookup("contact", "contact", "Contact", "联系人"),
            lookup("lead", "lead", "Lead", "线索"),
            lookup("deal", "deal", "Deal", "商机"),
            lookup_anywhere(
                "related_to",
                "Related record",
                "关联记录",
                related=RelatedList(Label("Activities", "活动"), name="activities"),
            ),
            *common_fields(),
        ),
        layouts=Layouts(
            list=("name", "type", "due_at", "done", "priority", "account", "deal", "related_to", "owner"),
            header=("type", "due_at", "done", "owner"),
            form=(
                Section(
                    "main",
                    Label("Activity", "活动"),
                    ("name", "type", "due_at", "priority", "done", "owner", "body"),
                ),
                Section("time", Label("Time", "时间"), ("starts_at", "ends_at", "completed_at")),
                Section(
                    "about", Label("About", "相关"), ("account", "contact", "lead", "deal", "related_to")
                ),
            ),
        ),
        match_by=(),
        subtitle_fields=("type",),
    )
)
