import type { Generated } from 'kysely';

export interface Schema {
  conversations: { id: string; employee_id: string; started_at: string; title: string | null };
  turns: {
    id: string;
    position: Generated<number>;
    conversation_id: string;
    question: string;
    state: 'working' | 'answered' | 'interrupted';
    asked_at: string;
    /** Set where the employee cancelled it; the state is then 'interrupted'. */
    cancelled_at: string | null;
    /** 1: the assistant told it by itself, and `question` is its title. */
    unasked: Generated<number>;
  };
  answers: {
    turn_id: string;
    kind: string;
    intent: string;
    text: string;
    mode: string;
    suggestions: string;
    /** JSON of the card without its citations; empty in answers of the first version. */
    card: string;
    topic: string;
    data: string;
    knowledge_version: string;
    answered_at: string;
  };
  answer_citations: {
    turn_id: string;
    n: number;
    passage_id: string;
    document: string;
    heading: string;
    origin: string;
    quote: string;
    source: string;
  };
  passage_snapshots: { knowledge_version: string; passage_id: string; text: string };
  sessions: { token_hash: string; employee_id: string; method: string; expires_at: string };
  sign_in_links: {
    token_hash: string;
    employee_id: string;
    expires_at: string;
    used_at: string | null;
  };
  look_ups: {
    position: number;
    at: string;
    employee_id: string;
    system_user: string | null;
    turn_id: string | null;
    action: string;
    client_ids: string;
    fields: string;
    hash: string;
  };
  alert_book: { origin: string; held_by: string; held_until: number };
  scans: { day: number; scanned_at: string; clients: number; hits: string };
  standings: { day: number; client_id: string; codes: string; severity: string };
  alerts: {
    alert_id: string;
    client_id: string;
    manager_id: string;
    severity: string;
    score: number;
    aum_at_risk: number;
    opened_on: number;
    last_hit_on: number;
    closed_on: number | null;
    status: string;
    snoozed_until: number | null;
    outcome: string | null;
    in_digest: number;
    received_at: string | null;
    /** JSON of the signals with their evidence. */
    signals: string;
  };
  alert_steps: {
    position: Generated<number>;
    alert_id: string;
    at: string;
    employee_id: string;
    status: string;
    outcome: string | null;
  };
  look_up_head: { position: number; hash: string };
  /** The last entry that is not kept any more. */
  look_up_start: { position: number; hash: string };
  erased_entries: {
    erasure_id: string;
    log: 'look_ups' | 'outreach_log';
    position: number;
    hash_before: string;
    hash_after: string;
  };
  noted_contacts: {
    note_id: string;
    client_id: string;
    employee_id: string;
    contacted_at: number;
    contacted_on: number;
    channel: string;
    direction: string;
    effective: number | null;
    result: string | null;
    note: string | null;
    next_on: number | null;
    recorded_at: string;
    /** Of a contact that was a sent draft: what it was for, which draft, the alert going on then. */
    purpose: string | null;
    draft_id: string | null;
    alert_id: string | null;
  };
  noted_tags: {
    note_id: string;
    client_id: string;
    employee_id: string;
    tag: string;
    entered_on: number;
    expires_on: number | null;
    recorded_at: string;
  };
  marketing_stops: {
    note_id: string;
    client_id: string;
    employee_id: string;
    channel: string;
    requested_on: number;
    recorded_at: string;
  };
  drafts: {
    id: string;
    employee_id: string;
    client_id: string;
    status: string;
    revision: number;
    /** JSON of the whole draft. */
    draft: string;
    changed_at: string;
  };
  outreach_log: {
    position: Generated<number>;
    at: string;
    draft_id: string;
    employee_id: string;
    client_id: string;
    deed: string;
    channel: string;
    purpose: string;
    marketing: number;
    day: number;
    text: string;
    text_hash: string;
    verdict: string;
    rule_set: string;
    skeleton_id: string;
    skeleton_version: string;
    reason: string | null;
    /** JSON of the ids of the rules that stood against it. */
    rules: Generated<string>;
    /** Null in entries before migration 011, as are the next two. */
    actor_id: string | null;
    masked: string | null;
    alert_id: string | null;
  };
  inbound_events: {
    channel: string;
    key: string;
    body: string | null;
    taken_at: string;
    finished_at: string | null;
    /** Milliseconds since 1970 until which its taker works on it. */
    held_until: number;
  };
  sent_cards: {
    id: string;
    channel: string;
    employee_id: string;
    conversation_id: string;
    turn_id: string;
    place: string;
    actions: string;
  };
  leases: { name: string; holder: string; held_until: number };
  opened_chats: { channel: string; user_id: string; opened_at: string };
  pressed_actions: { card_id: string; action: number; pressed_at: string };
  model_runs: {
    position: Generated<number>;
    turn_id: string;
    at: string;
    employee_id: string;
    prompt: string;
    model: string;
    outcome: string;
    faults: string;
    calls: number;
    input_tokens: number;
    output_tokens: number;
    elapsed_ms: number;
    /** JSON of the messages of the last request as they left, masked. */
    sent: string;
  };
  outbox: {
    key: string;
    recipient_id: string;
    step: string;
    subject: string;
    day: number;
    /** Business time in milliseconds, as is `expires_at`; leases and pauses are real time. */
    due_at: number;
    expires_at: number | null;
    state: 'waiting' | 'delivered' | 'dead' | 'dropped';
    conversation_id: string;
    turn_id: string;
    attempts: number;
    not_before: number;
    held_by: string;
    held_until: number;
    tried: string | null;
    channel: string | null;
    reference: string | null;
    delivered_at: string | null;
    read_at: string | null;
    fault: string | null;
  };
  outbox_alerts: { key: string; alert_id: string };
  job_runs: {
    job: string;
    slot: string;
    done_at: number | null;
    attempts: number;
    not_before: number;
    held_by: string;
    held_until: number;
    fault: string | null;
  };
  alert_mutes: {
    client_id: string;
    /** A signal, or `*` for all of a client's. */
    code: string;
    until_on: number;
    reason: string;
    employee_id: string;
    at: string;
  };
  work_skips: {
    employee_id: string;
    client_id: string;
    until_on: number;
    reason: string;
    at: string;
  };
  feedback: { turn_id: string; helpful: number; reason: string | null; given_at: string };
}
