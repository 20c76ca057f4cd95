/** What files of other systems call things. Only a first guess: the person sees and changes it. */

export const nameWords: Record<string, string[]> = {
  account: ['accounts', 'companies', 'customers', 'clients', '客户', '公司', '企业'],
  contact: ['contacts', 'people', 'persons', '联系人'],
  lead: ['leads', 'prospects', '线索', '潜在客户'],
  deal: ['deals', 'opportunities', 'opportunity', 'pipeline', '商机', '机会', '销售机会'],
  product: ['products', 'items', 'catalogue', 'catalog', '产品', '商品'],
  activity: ['activities', 'tasks', 'calls', 'meetings', 'notes', '活动', '任务', '跟进'],
  user: ['users', 'salesteams', 'teams', 'employees', 'staff', 'agents', 'salesagent', '用户', '员工', '销售团队', '销售人员'],
};

export const headerWords: Record<string, string[]> = {
  account: ['sector', 'revenue', 'office_location', 'subsidiary_of', 'headquarters', '行业', '规模', '统一社会信用代码', '上级公司'],
  contact: ['first_name', 'last_name', 'job_title', 'mobile_phone', '姓名', '手机', '职务', '微信'],
  lead: ['lead_source', 'lead_status', '来源', '线索状态'],
  deal: ['opportunity_id', 'deal_stage', 'close_value', 'sales_agent', 'product', '商机名称', '销售阶段', '预计成交日期', '金额'],
  product: ['sales_price', 'list_price', 'sku', 'product_code', 'series', '单价', '产品编号', '型号'],
  activity: ['subject', 'due_date', 'start_time', '主题', '截止时间'],
  user: ['sales_agent', 'manager', 'regional_office', 'role', '上级', '区域', '办事处'],
};
