import { type Kysely, sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';

const conversations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [
      `CREATE TABLE conversations (
         id TEXT PRIMARY KEY, employee_id TEXT NOT NULL, started_at TEXT NOT NULL) STRICT`,
      `CREATE TABLE turns (
         position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
         conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
         question TEXT NOT NULL, asked_at TEXT NOT NULL,
         state TEXT NOT NULL CHECK (state IN ('working', 'answered', 'interrupted'))) STRICT`,
      'CREATE INDEX turns_by_conversation ON turns (conversation_id, position)',
      `CREATE INDEX turns_working ON turns (state) WHERE state = 'working'`,
      `CREATE TABLE answers (
         turn_id TEXT PRIMARY KEY REFERENCES turns (id) ON DELETE CASCADE,
         kind TEXT NOT NULL, intent TEXT NOT NULL, text TEXT NOT NULL, mode TEXT NOT NULL,
         suggestions TEXT NOT NULL, knowledge_version TEXT NOT NULL, answered_at TEXT NOT NULL) STRICT`,
      `CREATE TABLE answer_citations (
         turn_id TEXT NOT NULL REFERENCES answers (turn_id) ON DELETE CASCADE,
         n INTEGER NOT NULL, passage_id TEXT NOT NULL, document TEXT NOT NULL, heading TEXT NOT NULL,
         origin TEXT NOT NULL, quote TEXT NOT NULL, source TEXT NOT NULL,
         PRIMARY KEY (turn_id, n)) STRICT, WITHOUT ROWID`,
      `CREATE TABLE feedback (
         turn_id TEXT PRIMARY KEY REFERENCES turns (id) ON DELETE CASCADE,
         helpful INTEGER NOT NULL, reason TEXT, given_at TEXT NOT NULL) STRICT`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const lookUps: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const refuse = (name: string, event: string, table: string) =>
      `CREATE TRIGGER ${name} BEFORE ${event} ON ${table}
       BEGIN SELECT RAISE(ABORT, 'the log of look-ups is only added to'); END`;
    const statements = [
      `CREATE TABLE look_ups (
         position INTEGER PRIMARY KEY, at TEXT NOT NULL, employee_id TEXT NOT NULL,
         system_user TEXT, turn_id TEXT, action TEXT NOT NULL, client_ids TEXT NOT NULL,
         fields TEXT NOT NULL, hash TEXT NOT NULL) STRICT`,
      'CREATE TABLE look_up_head (position INTEGER NOT NULL, hash TEXT NOT NULL) STRICT',
      `INSERT INTO look_up_head (position, hash) VALUES (0, '')`,
      refuse('look_ups_no_change', 'UPDATE', 'look_ups'),
      refuse('look_ups_no_removal', 'DELETE', 'look_ups'),
      refuse('look_up_head_no_removal', 'DELETE', 'look_up_head'),
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const answerCards: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(`ALTER TABLE answers ADD COLUMN card TEXT NOT NULL DEFAULT ''`).execute(db);
    await sql.raw(`ALTER TABLE answers ADD COLUMN topic TEXT NOT NULL DEFAULT 'null'`).execute(db);
  },
};

const webPage: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [
      'ALTER TABLE conversations ADD COLUMN title TEXT',
      'CREATE INDEX conversations_by_employee ON conversations (employee_id)',
      'ALTER TABLE turns ADD COLUMN cancelled_at TEXT',
      `CREATE TABLE passage_snapshots (
         knowledge_version TEXT NOT NULL, passage_id TEXT NOT NULL, text TEXT NOT NULL,
         PRIMARY KEY (knowledge_version, passage_id)) STRICT, WITHOUT ROWID`,
      `CREATE TABLE sessions (
         token_hash TEXT PRIMARY KEY, employee_id TEXT NOT NULL, method TEXT NOT NULL,
         expires_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
      `CREATE TABLE sign_in_links (
         token_hash TEXT PRIMARY KEY, employee_id TEXT NOT NULL, expires_at TEXT NOT NULL,
         used_at TEXT) STRICT, WITHOUT ROWID`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const answerData: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(`ALTER TABLE answers ADD COLUMN data TEXT NOT NULL DEFAULT '{}'`).execute(db);
  },
};

const alerts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [
      `CREATE TABLE alert_book (
         origin TEXT NOT NULL, held_by TEXT NOT NULL, held_until INTEGER NOT NULL) STRICT`,
      `INSERT INTO alert_book (origin, held_by, held_until) VALUES ('', '', 0)`,
      `CREATE TABLE scans (
         day INTEGER PRIMARY KEY, scanned_at TEXT NOT NULL, clients INTEGER NOT NULL,
         hits TEXT NOT NULL) STRICT`,
      `CREATE TABLE standings (
         day INTEGER NOT NULL, client_id TEXT NOT NULL, codes TEXT NOT NULL,
         severity TEXT NOT NULL, PRIMARY KEY (day, client_id)) STRICT, WITHOUT ROWID`,
      `CREATE TABLE alerts (
         alert_id TEXT PRIMARY KEY, client_id TEXT NOT NULL, manager_id TEXT NOT NULL,
         severity TEXT NOT NULL, score INTEGER NOT NULL, aum_at_risk INTEGER NOT NULL,
         opened_on INTEGER NOT NULL, last_hit_on INTEGER NOT NULL, closed_on INTEGER,
         status TEXT NOT NULL, snoozed_until INTEGER, outcome TEXT, in_digest INTEGER NOT NULL,
         received_at TEXT, signals TEXT NOT NULL) STRICT`,
      'CREATE INDEX alerts_by_manager ON alerts (manager_id, closed_on)',
      'CREATE INDEX alerts_by_client ON alerts (client_id)',
      // One episode per client at a time, whoever scans.
      'CREATE UNIQUE INDEX alerts_ongoing ON alerts (client_id) WHERE closed_on IS NULL',
      `CREATE TABLE alert_steps (
         position INTEGER PRIMARY KEY, alert_id TEXT NOT NULL REFERENCES alerts (alert_id),
         at TEXT NOT NULL, employee_id TEXT NOT NULL, status TEXT NOT NULL, outcome TEXT) STRICT`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const clientNotes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [
      `CREATE TABLE noted_contacts (
         note_id TEXT PRIMARY KEY, client_id TEXT NOT NULL, employee_id TEXT NOT NULL,
         contacted_at INTEGER NOT NULL, contacted_on INTEGER NOT NULL, channel TEXT NOT NULL,
         direction TEXT NOT NULL, effective INTEGER, result TEXT, note TEXT, next_on INTEGER,
         recorded_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
      'CREATE INDEX noted_contacts_by_client ON noted_contacts (client_id)',
      `CREATE TABLE noted_tags (
         note_id TEXT PRIMARY KEY, client_id TEXT NOT NULL, employee_id TEXT NOT NULL,
         tag TEXT NOT NULL, entered_on INTEGER NOT NULL, expires_on INTEGER,
         recorded_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
      'CREATE INDEX noted_tags_by_client ON noted_tags (client_id)',
      `CREATE TABLE marketing_stops (
         note_id TEXT PRIMARY KEY, client_id TEXT NOT NULL, employee_id TEXT NOT NULL,
         channel TEXT NOT NULL, requested_on INTEGER NOT NULL,
         recorded_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
      'CREATE INDEX marketing_stops_by_client ON marketing_stops (client_id)',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const outreach: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const refuse = (name: string, event: string) =>
      `CREATE TRIGGER ${name} BEFORE ${event} ON outreach_log
       BEGIN SELECT RAISE(ABORT, 'the log of outreach is only added to'); END`;
    const statements = [
      `CREATE TABLE drafts (
         id TEXT PRIMARY KEY, employee_id TEXT NOT NULL, client_id TEXT NOT NULL,
         status TEXT NOT NULL, revision INTEGER NOT NULL, draft TEXT NOT NULL,
         changed_at TEXT NOT NULL) STRICT`,
      'CREATE INDEX drafts_by_employee ON drafts (employee_id, changed_at)',
      `CREATE TABLE outreach_log (
         position INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, draft_id TEXT NOT NULL,
         employee_id TEXT NOT NULL, client_id TEXT NOT NULL, deed TEXT NOT NULL,
         channel TEXT NOT NULL, purpose TEXT NOT NULL, marketing INTEGER NOT NULL,
         day INTEGER NOT NULL, text TEXT NOT NULL, text_hash TEXT NOT NULL,
         verdict TEXT NOT NULL, rule_set TEXT NOT NULL, skeleton_id TEXT NOT NULL,
         skeleton_version TEXT NOT NULL, reason TEXT) STRICT`,
      'CREATE INDEX outreach_log_by_client ON outreach_log (client_id, marketing, day)',
      'CREATE INDEX outreach_log_by_draft ON outreach_log (draft_id, position)',
      refuse('outreach_log_no_change', 'UPDATE'),
      refuse('outreach_log_no_removal', 'DELETE'),
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const outreachOversight: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [
      `ALTER TABLE outreach_log ADD COLUMN rules TEXT NOT NULL DEFAULT '[]'`,
      'ALTER TABLE outreach_log ADD COLUMN actor_id TEXT',
      'ALTER TABLE outreach_log ADD COLUMN masked TEXT',
      'ALTER TABLE outreach_log ADD COLUMN alert_id TEXT',
      'CREATE INDEX outreach_log_by_day ON outreach_log (day)',
      'CREATE INDEX drafts_by_status ON drafts (employee_id, status)',
      'ALTER TABLE noted_contacts ADD COLUMN purpose TEXT',
      'ALTER TABLE noted_contacts ADD COLUMN draft_id TEXT',
      'ALTER TABLE noted_contacts ADD COLUMN alert_id TEXT',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const chats: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [
      `CREATE TABLE inbound_events (
         channel TEXT NOT NULL, key TEXT NOT NULL, body TEXT, taken_at TEXT NOT NULL,
         finished_at TEXT, PRIMARY KEY (channel, key)) STRICT, WITHOUT ROWID`,
      `CREATE INDEX inbound_events_open ON inbound_events (channel, taken_at)
         WHERE finished_at IS NULL`,
      `CREATE TABLE sent_cards (
         id TEXT PRIMARY KEY, channel TEXT NOT NULL, employee_id TEXT NOT NULL,
         conversation_id TEXT NOT NULL, turn_id TEXT NOT NULL, place TEXT NOT NULL,
         actions TEXT NOT NULL) STRICT, WITHOUT ROWID`,
      `CREATE TABLE pressed_actions (
         card_id TEXT NOT NULL REFERENCES sent_cards (id) ON DELETE CASCADE,
         action INTEGER NOT NULL, pressed_at TEXT NOT NULL,
         PRIMARY KEY (card_id, action)) STRICT, WITHOUT ROWID`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const wecom: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [
      `CREATE TABLE leases (
         name TEXT PRIMARY KEY, holder TEXT NOT NULL, held_until INTEGER NOT NULL) STRICT`,
      `CREATE TABLE opened_chats (
         channel TEXT NOT NULL, user_id TEXT NOT NULL, opened_at TEXT NOT NULL,
         PRIMARY KEY (channel, user_id)) STRICT, WITHOUT ROWID`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const deliveries: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [
      'ALTER TABLE turns ADD COLUMN unasked INTEGER NOT NULL DEFAULT 0',
      `CREATE TABLE outbox (
         key TEXT PRIMARY KEY, recipient_id TEXT NOT NULL, step TEXT NOT NULL,
         subject TEXT NOT NULL, day INTEGER NOT NULL, due_at INTEGER NOT NULL,
         expires_at INTEGER, state TEXT NOT NULL, conversation_id TEXT NOT NULL,
         turn_id TEXT NOT NULL, attempts INTEGER NOT NULL, not_before INTEGER NOT NULL,
         held_by TEXT NOT NULL, held_until INTEGER NOT NULL, tried TEXT, channel TEXT,
         reference TEXT, delivered_at TEXT, read_at TEXT, fault TEXT) STRICT, WITHOUT ROWID`,
      `CREATE INDEX outbox_waiting ON outbox (due_at) WHERE state = 'waiting'`,
      'CREATE INDEX outbox_by_recipient ON outbox (recipient_id, delivered_at)',
      'CREATE INDEX outbox_by_subject ON outbox (subject, step)',
      `CREATE TABLE outbox_alerts (
         key TEXT NOT NULL REFERENCES outbox (key) ON DELETE CASCADE, alert_id TEXT NOT NULL,
         PRIMARY KEY (key, alert_id)) STRICT, WITHOUT ROWID`,
      'CREATE INDEX outbox_alerts_by_alert ON outbox_alerts (alert_id)',
      `CREATE TABLE job_runs (
         job TEXT NOT NULL, slot TEXT NOT NULL, done_at INTEGER, attempts INTEGER NOT NULL,
         not_before INTEGER NOT NULL, held_by TEXT NOT NULL, held_until INTEGER NOT NULL,
         fault TEXT, PRIMARY KEY (job, slot)) STRICT, WITHOUT ROWID`,
      `CREATE TABLE alert_mutes (
         client_id TEXT NOT NULL, code TEXT NOT NULL, until_on INTEGER NOT NULL,
         reason TEXT NOT NULL, employee_id TEXT NOT NULL, at TEXT NOT NULL,
         PRIMARY KEY (client_id, code)) STRICT, WITHOUT ROWID`,
      `CREATE TABLE work_skips (
         employee_id TEXT NOT NULL, client_id TEXT NOT NULL, until_on INTEGER NOT NULL,
         reason TEXT NOT NULL, at TEXT NOT NULL,
         PRIMARY KEY (employee_id, client_id)) STRICT, WITHOUT ROWID`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const modelRuns: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [
      `CREATE TABLE model_runs (
         position INTEGER PRIMARY KEY AUTOINCREMENT,
         turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
         at TEXT NOT NULL, employee_id TEXT NOT NULL, prompt TEXT NOT NULL, model TEXT NOT NULL,
         outcome TEXT NOT NULL, faults TEXT NOT NULL, calls INTEGER NOT NULL,
         input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL,
         elapsed_ms INTEGER NOT NULL, sent TEXT NOT NULL) STRICT`,
      'CREATE INDEX model_runs_by_turn ON model_runs (turn_id)',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const heldEvents: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const column = 'held_until INTEGER NOT NULL DEFAULT 0';
    await sql.raw(`ALTER TABLE inbound_events ADD COLUMN ${column}`).execute(db);
  },
};

const erasures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const refuse = (name: string, event: string) =>
      `CREATE TRIGGER ${name} BEFORE ${event} ON erased_entries
       BEGIN SELECT RAISE(ABORT, 'the register of erasures is only added to'); END`;
    const statements = [
      `CREATE TABLE erased_entries (
         erasure_id TEXT NOT NULL, log TEXT NOT NULL, position INTEGER NOT NULL,
         hash_before TEXT NOT NULL, hash_after TEXT NOT NULL,
         PRIMARY KEY (erasure_id, log, position)) STRICT, WITHOUT ROWID`,
      'CREATE INDEX erased_entries_by_entry ON erased_entries (log, position)',
      refuse('erased_entries_no_change', 'UPDATE'),
      refuse('erased_entries_no_removal', 'DELETE'),
      // Where the log begins once what had its time was taken away.
      'CREATE TABLE look_up_start (position INTEGER NOT NULL, hash TEXT NOT NULL) STRICT',
      `INSERT INTO look_up_start (position, hash) VALUES (0, '')`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

/** Every step from an empty database to the present schema; a released step never changes. */
export const migrations = {
  '001-conversations': conversations,
  '002-answer-cards': answerCards,
  '003-web-page': webPage,
  '004-look-ups': lookUps,
  '005-answer-data': answerData,
  '006-alerts': alerts,
  '007-client-notes': clientNotes,
  '008-outreach': outreach,
  '009-chats': chats,
  '010-deliveries': deliveries,
  '011-outreach-oversight': outreachOversight,
  '013-model-runs': modelRuns,
  '014-held-events': heldEvents,
  '015-wecom': wecom,
  '018-erasures': erasures,
} as const;

export const migrationProvider: MigrationProvider = {
  getMigrations: async () => ({ ...migrations }),
};
