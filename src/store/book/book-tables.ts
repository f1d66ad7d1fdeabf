/**
 * The tables of the client book in SQL that both engines read after `ddlFor` has put in their
 * types. Days are day numbers, amounts integer cents, flags 0 or 1, so that comparisons and sums
 * mean the same everywhere. What belongs to a client is stored in client order (in SQLite the
 * table is that order): a card reads one stretch of each table, a scan walks them side by side.
 * References are checked by the import for all rows at once, faster than row by row.
 */
export const bookTables: readonly string[] = [
  `CREATE TABLE branches (branch_id {text} PRIMARY KEY, name {text} NOT NULL, city {text}) {own}`,
  `CREATE TABLE managers (
     manager_id {text} PRIMARY KEY, name {text} NOT NULL, branch_id {text} NOT NULL,
     role {text} NOT NULL, supervisor_id {text}, email {text}, slack_user_id {text},
     wecom_userid {text}, license_no {text}, licenses {text}, rest_weekdays {text},
     leave_from {day}, leave_to {day}, deputy_id {text}, left_on {day}) {own}`,
  `CREATE TABLE clients (
     client_id {text} PRIMARY KEY, manager_id {text} NOT NULL, name {text} NOT NULL,
     opened_on {day} NOT NULL, status {text}, closed_on {day}, gender {text}, salutation {text},
     birth_date {day}, mobile {text}, mobile_tail {text}, id_tail {text}, occupation {text},
     employer {text}, address_city {text}, address_changed_on {day}, employer_changed_on {day},
     tier {text}, disc {text}, payroll_here {flag}, preferred_channel {text},
     preferred_hours {text}, do_not_contact {flag}, remark {text}, name_pinyin {text},
     name_initials {text}) {own}`,
  `CREATE TABLE products (
     product_id {text} PRIMARY KEY, name {text} NOT NULL, kind {text} NOT NULL, risk {text},
     issuer {text}, min_amount {cents}, rate_text {text}, benchmark_text {text},
     on_sale_from {day}, on_sale_to {day}, valid_until {day}) {own}`,
  `CREATE TABLE holdings (
     holding_id {text} NOT NULL, client_id {text} NOT NULL, product_id {text} NOT NULL,
     amount {cents} NOT NULL, start_on {day} NOT NULL, maturity_on {day}, redeem_by {day},
     auto_renew {flag}, closed_on {day}, cost {cents}, market_value {cents}, value_on {day},
     PRIMARY KEY (client_id, holding_id)) {own}`,
  `CREATE TABLE balances (
     client_id {text} NOT NULL, month_end {day} NOT NULL, aum {cents} NOT NULL, aum_avg {cents},
     deposits {cents}, PRIMARY KEY (client_id, month_end)) {own}`,
  `CREATE TABLE transactions (
     transaction_id {text} NOT NULL, client_id {text} NOT NULL, booked_on {day} NOT NULL,
     amount {cents} NOT NULL, kind {flag} NOT NULL, channel {text}, counterparty_bank {text},
     counterparty_same_name {flag}, PRIMARY KEY (client_id, booked_on, transaction_id)) {own}`,
  `CREATE TABLE contacts (
     contact_id {text} NOT NULL, client_id {text} NOT NULL, manager_id {text} NOT NULL,
     contacted_at {cents} NOT NULL, contacted_on {day} NOT NULL, channel {text} NOT NULL,
     direction {text} NOT NULL, effective {flag}, result {text}, note {text}, next_on {day},
     PRIMARY KEY (client_id, contacted_on, contact_id)) {own}`,
  `CREATE TABLE complaints (
     complaint_id {text} NOT NULL, client_id {text} NOT NULL, opened_on {day} NOT NULL,
     level {flag} NOT NULL, escalated_on {day}, topic {text}, closed_on {day},
     PRIMARY KEY (client_id, complaint_id)) {own}`,
  `CREATE TABLE loans (
     loan_id {text} NOT NULL, client_id {text} NOT NULL, kind {text} NOT NULL,
     balance {cents} NOT NULL, opened_on {day} NOT NULL, due_on {day}, rate {text},
     prepay_requested_on {day}, settled_on {day}, PRIMARY KEY (client_id, loan_id)) {own}`,
  `CREATE TABLE assessments (
     client_id {text} NOT NULL, assessed_on {day} NOT NULL, level {text} NOT NULL,
     PRIMARY KEY (client_id, assessed_on)) {own}`,
  `CREATE TABLE consents (
     client_id {text} NOT NULL, purpose {text} NOT NULL, channel {text} NOT NULL,
     granted_on {day} NOT NULL, revoked_on {day},
     PRIMARY KEY (client_id, purpose, channel, granted_on)) {own}`,
  `CREATE TABLE tags (
     client_id {text} NOT NULL, tag {text} NOT NULL, entered_on {day} NOT NULL, entered_by {text},
     expires_on {day}, PRIMARY KEY (client_id, tag, entered_on)) {own}`,
  `CREATE TABLE events (
     event_id {text} PRIMARY KEY, scope {text} NOT NULL, scope_id {text}, kind {text} NOT NULL,
     from_on {day} NOT NULL, to_on {day}, text {text}, approved_by {text}) {own}`,
  `CREATE TABLE imports (
     import_id {day} PRIMARY KEY, origin {text} NOT NULL, imported_at {text} NOT NULL,
     imported_by {text} NOT NULL, row_count {cents} NOT NULL, data_through {day}) {own}`,
];

/** Unique on the bank's own key: an update finds its row by it. The first load builds them last. */
export const keyIndexes: Readonly<Record<string, string>> = {
  holdings: 'CREATE UNIQUE INDEX holdings_key ON holdings (holding_id)',
  transactions: 'CREATE UNIQUE INDEX transactions_key ON transactions (transaction_id)',
  contacts: 'CREATE UNIQUE INDEX contacts_key ON contacts (contact_id)',
  complaints: 'CREATE UNIQUE INDEX complaints_key ON complaints (complaint_id)',
  loans: 'CREATE UNIQUE INDEX loans_key ON loans (loan_id)',
};

/** A manager's book, and a client by what a manager types. */
export const lookUpIndexes: readonly string[] = [
  'CREATE INDEX clients_by_manager ON clients (manager_id, client_id)',
  'CREATE INDEX clients_by_name ON clients (name)',
  'CREATE INDEX clients_by_mobile_tail ON clients (mobile_tail)',
  'CREATE INDEX managers_by_branch ON managers (branch_id)',
];
