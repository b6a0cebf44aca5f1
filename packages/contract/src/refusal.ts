/** What the admin API says no with. */
export interface Refusal {
  readonly status: 'failure';
  readonly success: false;
  readonly message: string;
  readonly error: {
    readonly message: string;
    readonly type: string;
    /** The member or header at fault. */
    readonly param: string | null;
    /** A word that a program can test for. */
    readonly code: string | null;
  };
  /** Where a body or a query is wrong: a sentence for each member. */
  readonly errors?: readonly string[];
  readonly data: {
    readonly message: string;
    /** Portkey's word for the status: `AB01`. */
    readonly errorCode: string;
  };
}
