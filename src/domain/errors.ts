type ErrorCode =
  | 'data-directory'
  | 'database'
  | 'knowledge'
  | 'settings'
  | 'usage'
  | 'input-file'
  | 'not-found'
  | 'port'
  | 'cancelled'
  | 'import'
  | 'backup'
  | 'disk'
  | 'no-such-employee'
  | 'refused'
  | 'not-in-this-version';

/** A refusal or fault that a person can act on: `message` is one Chinese sentence that says what to do. */
export class GuichaoError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
