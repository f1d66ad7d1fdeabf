/** Now, as the bank's business time; tests and demos fix it. */
export interface Clock {
  now(): Date;
}
