"""What other systems and people's own sheets call our fields. Words are match keys without punctuation."""

from __future__ import annotations

_OWNER = (
    "owner name", "record owner", "account owner", "lead owner", "contact owner", "deal owner", "opportunity owner", "sales rep",
    "sales representative", "salesperson", "sales person", "sales agent", "rep", "agent", "assigned to", "assignee", "account manager",
    "account executive", "responsible", "responsible person", "所有人", "归属人", "业务员", "业务人员", "销售", "销售员", "销售人员", "销售代表", "销售负责人",
    "客户经理", "跟进人", "跟进人员", "責任人", "業務",
)  # fmt: skip
_CREATED = (
    "created", "created on", "created at", "create date", "created date", "creation date", "date created", "date added", "date entered",
    "created time", "创建日期", "创建时间", "录入时间", "录入日期", "登记时间", "建立時間", "建立日期",
)  # fmt: skip
_DESCRIPTION = (
    "notes",
    "note",
    "comment",
    "comments",
    "remark",
    "remarks",
    "details",
    "memo",
    "备注",
    "说明",
    "備註",
    "描述信息",
)
_PHONE = (
    "telephone",
    "phone number",
    "tel",
    "office phone",
    "work phone",
    "business phone",
    "main phone",
    "联系电话",
    "电话号码",
    "座机",
    "固定电话",
    "電話",
)
_MOBILE = (
    "mobile phone",
    "cell",
    "cell phone",
    "cellphone",
    "mobile number",
    "手机",
    "手机号",
    "手机号码",
    "移动电话",
    "手機",
    "手機號碼",
)
_EMAIL = (
    "e-mail",
    "e mail",
    "mail",
    "email address",
    "e-mail address",
    "work email",
    "邮件",
    "电子邮箱",
    "电子邮件",
    "邮箱地址",
    "信箱",
    "電子郵件",
)
_COMPANY = (
    "company", "company name", "account name", "customer", "customer name", "client", "client name", "organization", "organization name",
    "organisation", "business name", "employer", "firm", "客户", "客户名", "客户名称", "公司", "公司名", "公司名称", "企业", "企业名称", "单位", "单位名称",
    "所属客户", "关联客户", "客戶", "客戶名稱", "公司名稱",
)  # fmt: skip
_PERSON = (
    "full name",
    "contact",
    "contact name",
    "contact person",
    "person",
    "person name",
    "姓名",
    "联系人",
    "联系人姓名",
    "聯絡人",
)
_TITLE = ("job title", "position", "role title", "designation", "职位", "岗位", "职务", "職稱", "職務")
_INDUSTRY = (
    "sector",
    "vertical",
    "line of business",
    "industry sector",
    "business type",
    "所属行业",
    "行业类别",
    "行業",
    "产业",
)
GIVEN_NAME = ("first name", "given name", "firstname", "first", "forename", "名", "名字")
FAMILY_NAME = ("last name", "family name", "surname", "lastname", "last", "姓", "姓氏")

ANY: dict[str, tuple[str, ...]] = {
    "owner": _OWNER,
    "created_at": _CREATED,
    "description": _DESCRIPTION,
    "phone": _PHONE,
    "mobile": _MOBILE,
    "email": _EMAIL,
}

BY_OBJECT: dict[str, dict[str, tuple[str, ...]]] = {
    "account": {
        "name": (*_COMPANY, "account"),
        "industry": _INDUSTRY,
        "website": ("web site", "url", "web", "homepage", "domain", "公司网址", "网址", "官网", "網站"),
        "annual_revenue": ("revenue", "turnover", "yearly revenue", "annual turnover", "annual sales", "营业额", "年收入", "营收", "年营收", "年產值"),
        "employees": ("number of employees", "no of employees", "employee count", "headcount", "staff", "company size", "员工", "员工数", "员工数量", "人数", "人员规模", "员工规模"),
        "year_established": ("founded", "founded year", "year founded", "established", "founding year", "成立", "成立时间", "成立日期", "創立年份"),
        "country": ("office location", "location", "country region", "nation", "billing country", "headquarters", "国家", "地区", "所在地", "國家"),
        "province": ("state", "province", "state province", "region", "billing state", "省", "省市", "州", "省份城市"),
        "city": ("town", "billing city", "市", "所在城市", "城市名称"),
        "address": ("street", "street address", "billing address", "billing street", "mailing address", "详细地址", "公司地址", "联系地址", "通讯地址"),
        "registration_number": ("credit code", "tax id", "tax number", "vat", "vat number", "company number", "社会信用代码", "信用代码", "税号", "纳税人识别号", "统一编号", "統一編號"),
        "parent": ("subsidiary of", "parent", "parent company", "parent account name", "parent name", "part of", "belongs to", "group", "上级公司", "母公司", "所属集团", "集团", "总公司", "上級客戶"),
    },
    "contact": {
        "name": _PERSON,
        "account": (*_COMPANY, "account"),
        "title": _TITLE,
        "department": ("dept", "division", "部门名称", "所属部门", "部門"),
        "wechat": ("wechat id", "weixin", "微信号", "微信"),
    },
    "lead": {
        "name": (*_PERSON, "lead", "lead name", "线索名称", "线索", "客户姓名"),
        "company": _COMPANY,
        "title": _TITLE,
        "phone": (*_PHONE, *_MOBILE, "mobile"),
        "source": ("lead source", "channel", "origin", "来源渠道", "线索来源", "客户来源", "渠道"),
        "status": ("lead status", "stage", "线索状态", "跟进状态"),
        "industry": _INDUSTRY,
    },
    "deal": {
        "name": ("opportunity name", "deal name", "opportunity", "deal", "title", "subject", "project", "project name", "商机", "商机名", "项目名称", "项目", "销售机会"),
        "external_id": ("opportunity id", "deal id", "id", "record id", "reference", "number", "opportunity number", "deal number", "code", "商机编号", "编号", "单号", "订单号", "项目编号"),
        "account": (*_COMPANY, "account"),
        "contact": ("contact name", "primary contact", "contact person", "联系人姓名", "主要联系人"),
        "product": ("product name", "item", "article", "sku", "产品名称", "意向产品", "商品", "產品"),
        "pipeline": ("pipeline name", "sales process", "销售管道", "商机类型"),
        "stage": ("deal stage", "opportunity stage", "sales stage", "stage name", "phase", "status", "商机阶段", "销售阶段", "当前阶段", "商机状态"),
        "amount": ("close value", "value", "deal value", "deal amount", "opportunity amount", "opportunity value", "total", "total amount", "price", "revenue", "sum", "expected revenue", "商机金额", "预计金额", "预计成交金额", "成交金额", "合同金额", "销售金额", "总金额", "金額"),
        "probability": ("win probability", "chance", "likelihood", "赢率", "成交概率", "可能性", "预计赢率"),
        "engage_date": ("engage date", "engaged", "start date", "open date", "opened", "opening date", "接触日期", "开始日期", "立项日期", "接洽时间"),
        "close_date": ("closed", "closed date", "closed on", "closing date", "expected close", "expected close date", "expected closing", "win date", "预计成交日期", "预计成交时间", "预计结单日期", "结单日期", "成交时间", "关闭日期", "签约日期", "結案日期"),
        "lost_reason": ("loss reason", "reason lost", "reason", "closed lost reason", "丢单原因", "失败原因"),
        "next_step": ("next steps", "next action", "下一步计划", "下步行动"),
    },
    "product": {
        "name": ("product", "product name", "item", "item name", "article", "产品", "产品名", "品名", "商品名称", "商品", "產品名稱"),
        "code": ("sku", "product code", "item number", "item no", "article number", "part number", "product id", "id", "产品编号", "编码", "货号", "商品编码", "型号"),
        "series": ("family", "product family", "product line", "category", "type", "group", "产品线", "产品系列", "产品类别", "类别", "分类"),
        "unit_price": ("sales price", "price", "list price", "unit price", "selling price", "standard price", "cost", "单价", "价格", "售价", "标价", "销售价格", "定价", "單價"),
        "active": ("is active", "enabled", "available", "status", "是否启用", "状态", "上架"),
    },
    "activity": {
        "name": ("subject", "title", "task", "activity", "topic", "summary", "标题", "任务", "任务名称", "活动主题"),
        "type": ("activity type", "kind", "类型", "活动类型", "跟进方式"),
        "body": ("description", "notes", "note", "details", "comment", "comments", "内容", "备注", "详情", "跟进内容"),
        "due_at": ("due", "due date", "deadline", "date due", "截止日期", "到期日", "到期时间"),
        "starts_at": ("start", "start time", "start date", "begins", "date", "开始日期", "活动时间", "跟进时间"),
        "ends_at": ("end", "end time", "end date", "结束日期"),
        "done": ("completed", "complete", "finished", "closed", "is done", "完成", "是否完成"),
        "account": (*_COMPANY, "related to"),
        "related_to": ("regarding", "related record", "about record", "关联对象", "相关记录"),
    },
    "user": {
        "name": ("sales agent", "agent", "employee", "employee name", "user", "user name", "full name", "sales rep", "salesperson", "member", "员工", "员工姓名", "用户", "用户名", "销售", "销售人员", "业务员", "姓名"),
        "title": _TITLE,
        "manager": ("reports to", "supervisor", "line manager", "boss", "team lead", "team leader", "sales manager", "直属上级", "直接上级", "经理", "主管", "上司", "汇报对象"),
        "office": ("regional office", "office", "region", "regional", "territory", "branch", "location", "area", "区域", "大区", "分公司", "办公室", "所属区域", "地区", "片区"),
        "role": ("permission", "access", "profile", "权限", "用户角色"),
    },
}  # fmt: skip
