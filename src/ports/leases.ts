/** What only one of several processes may do at a time. Leases run on real time, not on the business clock. */
export interface Leases {
  /** Takes or renews it for `forMs`; false: somebody else holds it. */
  hold(name: string, holder: string, forMs: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}
