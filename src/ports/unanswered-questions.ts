export interface UnansweredQuestion {
  readonly question: string;
  /** ISO 8601 with offset. */
  readonly askedAt: string;
}

/** Questions of the playbooks that the material did not answer, for the training department. */
export interface UnansweredQuestions {
  /** Newest first. */
  list(limit: number): Promise<UnansweredQuestion[]>;
  close(): Promise<void>;
}
