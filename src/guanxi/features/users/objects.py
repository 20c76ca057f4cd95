"""Users as an object, so that they can be imported, looked up, listed and reported on like anything else."""

from guanxi.features.users.models import app_user
from guanxi.kernel.metadata import Label, Layouts, ObjectDef, Records, Relation, Section, register
from guanxi.kernel.metadata.declare import choice, common_fields, email, lookup, option, phone, text

ROLES = (
    option("admin", "Administrator", "管理员", "red"),
    option("member", "Member", "成员", "blue"),
    option("viewer", "Viewer", "只读成员", "gray"),
)
LICENCES = (
    option("full", "Full", "完整", "blue"),
    option("light", "Light", "轻量", "gray"),
    option("portal", "Portal", "门户", "gray"),
    option("agent", "Agent", "智能体", "violet"),
)
KINDS = (option("person", "Person", "人员"), option("queue", "Queue", "队列"))
STATUSES = (
    option("active", "Active", "正常", "green"),
    option("invited", "Invited", "已邀请", "yellow"),
    option("inactive", "No sign-in", "未开通", "gray"),
    option("deactivated", "Deactivated", "已停用", "red"),
)

USER = register(
    ObjectDef(
        name="user",
        number=7,
        label=Label("User", "用户"),
        plural_label=Label("Users", "用户"),
        icon="users",
        records=Records(app_user),
        field_list=(
            text("name", "Name", "姓名", required=True, searchable=True),
            email("email", "Email", "邮箱"),
            text("title", "Job title", "职务"),
            choice("role", "Role", "角色", ROLES, default="member"),
            choice("licence", "Licence", "许可类型", LICENCES, default="full"),
            choice("kind", "Kind", "类别", KINDS, read_only=True, default="person"),
            lookup("manager", "user", "Manager", "上级"),
            text("office", "Office", "办事处", groupable=True),
            choice("status", "Status", "状态", STATUSES, read_only=True, default="inactive"),
            phone("phone", "Phone", "电话"),
            *common_fields(),
        ),
        relations=(
            Relation("reports", "user", "manager", Label("Reports", "下属")),
            Relation("deals", "deal", "owner", Label("Deals", "商机")),
        ),
        layouts=Layouts(
            list=("name", "email", "role", "manager", "office", "status"),
            header=("role", "office", "manager", "status"),
            form=(
                Section(
                    "main",
                    Label("User", "用户"),
                    ("name", "email", "title", "phone", "role", "manager", "office", "status"),
                ),
            ),
        ),
        match_by=("email", "name"),
        subtitle_fields=("title", "office"),
    )
)
