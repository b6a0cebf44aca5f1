/** Members of what somebody else wrote. */
export type Members = Readonly<Record<string, unknown>>;

interface Reading {
  /** All of them, or those of one of them; none where it is no object. */
  readonly members: (name?: string) => Members;
  /** A number that may be added: nobody earns tokens by an answer that counts backwards. */
  readonly count: (name: string) => number | undefined;
  readonly text: (name: string) => string | undefined;
}

/** Reads what may be an object, and may not. */
export function read(value: unknown): Reading {
  const own = membersOf(value);
  return {
    members: (name) => (name === undefined ? own : membersOf(own[name])),
    count: (name) => countIn(own, name),
    text: (name) => (typeof own[name] === 'string' ? own[name] : undefined),
  };
}

const NONE: Members = {};

/** Those of what may be an object; none where it is none. */
export const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : NONE);

/** The same as `count`, for what is read of every request: it makes nothing. */
export function countIn(own: Members, name: string): number | undefined {
  const said = own[name];
  return typeof said === 'number' && said >= 0 && said <= Number.MAX_SAFE_INTEGER ? said : undefined;
}
