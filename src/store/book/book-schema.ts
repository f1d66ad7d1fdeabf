/** Rows as the book stores them; days are day numbers, amounts cents, flags 0 or 1. */
export interface BookSchema {
  branches: { branch_id: string; name: string; city: string | null };
  managers: {
    manager_id: string;
    name: string;
    branch_id: string;
    role: string;
    supervisor_id: string | null;
    email: string | null;
    slack_user_id: string | null;
    wecom_userid: string | null;
    license_no: string | null;
    licenses: string | null;
    rest_weekdays: string | null;
    leave_from: number | null;
    leave_to: number | null;
    deputy_id: string | null;
    left_on: number | null;
  };
  clients: {
    client_id: string;
    manager_id: string;
    name: string;
    opened_on: number;
    status: string | null;
    closed_on: number | null;
    gender: string | null;
    salutation: string | null;
    birth_date: number | null;
    mobile: string | null;
    mobile_tail: string | null;
    id_tail: string | null;
    occupation: string | null;
    employer: string | null;
    address_city: string | null;
    address_changed_on: number | null;
    employer_changed_on: number | null;
    tier: string | null;
    disc: string | null;
    payroll_here: number | null;
    preferred_channel: string | null;
    preferred_hours: string | null;
    do_not_contact: number | null;
    remark: string | null;
    name_pinyin: string | null;
    name_initials: string | null;
  };
  products: {
    product_id: string;
    name: string;
    kind: string;
    risk: string | null;
    issuer: string | null;
    min_amount: number | null;
    rate_text: string | null;
    benchmark_text: string | null;
    on_sale_from: number | null;
    on_sale_to: number | null;
    valid_until: number | null;
  };
  holdings: {
    holding_id: string;
    client_id: string;
    product_id: string;
    amount: number;
    start_on: number;
    maturity_on: number | null;
    redeem_by: number | null;
    auto_renew: number | null;
    closed_on: number | null;
    cost: number | null;
    market_value: number | null;
    value_on: number | null;
  };
  balances: {
    client_id: string;
    month_end: number;
    aum: number;
    aum_avg: number | null;
    deposits: number | null;
  };
  transactions: {
    transaction_id: string;
    client_id: string;
    booked_on: number;
    amount: number;
    /** Place in `transactionKinds`. */
    kind: number;
    channel: string | null;
    counterparty_bank: string | null;
    counterparty_same_name: number | null;
  };
  contacts: {
    contact_id: string;
    client_id: string;
    manager_id: string;
    /** Seconds since 1970-01-01T00:00:00Z. */
    contacted_at: number;
    /** The day in the bank's time zone. */
    contacted_on: number;
    channel: string;
    direction: string;
    effective: number | null;
    result: string | null;
    note: string | null;
    next_on: number | null;
  };
  complaints: {
    complaint_id: string;
    client_id: string;
    opened_on: number;
    level: number;
    escalated_on: number | null;
    topic: string | null;
    closed_on: number | null;
  };
  loans: {
    loan_id: string;
    client_id: string;
    kind: string;
    balance: number;
    opened_on: number;
    due_on: number | null;
    rate: string | null;
    prepay_requested_on: number | null;
    settled_on: number | null;
  };
  assessments: { client_id: string; assessed_on: number; level: string };
  consents: {
    client_id: string;
    purpose: string;
    channel: string;
    granted_on: number;
    revoked_on: number | null;
  };
  tags: {
    client_id: string;
    tag: string;
    entered_on: number;
    entered_by: string | null;
    expires_on: number | null;
  };
  events: {
    event_id: string;
    scope: string;
    scope_id: string | null;
    kind: string;
    from_on: number;
    to_on: number | null;
    text: string | null;
    approved_by: string | null;
  };
  imports: {
    import_id: number;
    origin: string;
    imported_at: string;
    imported_by: string;
    row_count: number;
    data_through: number | null;
  };
}
