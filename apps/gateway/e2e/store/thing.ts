/** How a thing is to behave; `gone`: it is not there. */
export type State = Readonly<Record<string, string | number>> | 'gone';

/** Something that a client has made, as the client knows it. */
export interface Thing {
  readonly kind: Kind;
  readonly name: string;
  /** Undefined until somebody was told. */
  id: string | undefined;
  /** What the admin API calls it by, likewise. */
  key: string | undefined;
  /** By the last change that was acknowledged; undefined where not even its making was. */
  state: State | undefined;
  /** What was asked last and not answered. */
  asked: Deed | undefined;
  /** How many changes were acknowledged. */
  acknowledged: number;
  /** How many were asked, and their answer never came. */
  unanswered: number;
}

/** Something that a client asks for. */
export interface Deed {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** What the thing is then. `reply` is undefined for a client that was not answered. */
  readonly becomes: (reply?: Readonly<Record<string, string>>) => State;
}

/** What can be done to a thing whose state is known. */
export type Change = (thing: { readonly key: string; readonly state: Exclude<State, 'gone'> }, number: number) => Deed;

/** A kind of things, how they are changed, and how one sees it. */
export interface Kind {
  readonly label: string;
  /** Makes one. Numbers are never used twice. */
  readonly create: (name: string, number: number) => Deed;
  readonly keyOf: (reply: Readonly<Record<string, string>>) => string;
  /** What is done to each, in turn. */
  readonly changes: readonly Change[];
  /** Whether a thing behaves so on a call, and looks so. */
  readonly shows: (url: string, key: string, state: State, last: State) => Promise<boolean>;
}
