/** An object of which we know some members by name; all others pass as they are. */
export interface Open {
  readonly [member: string]: unknown;
}
