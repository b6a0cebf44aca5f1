/** What `describe()` of a joi schema says, as far as it becomes a type. */
export interface Described {
  readonly type?: string;
  readonly flags?: {
    readonly only?: boolean;
    readonly presence?: string;
    readonly result?: string;
    readonly unknown?: boolean;
    readonly default?: unknown;
  };
  readonly allow?: readonly unknown[];
  readonly keys?: Readonly<Record<string, Described>>;
  readonly patterns?: readonly { readonly rule: Described }[];
  readonly items?: readonly Described[];
  readonly matches?: readonly { readonly schema: Described }[];
}

/** What is taken and not read is nothing that anybody should send. */
export const keptKeys = ({ keys = {} }: Described): readonly (readonly [string, Described])[] =>
  Object.entries(keys).filter(([, key]) => key.flags?.result !== 'strip');

/** Whose side a type is on. */
export interface Side {
  /** In replies what has a default is always there. */
  readonly isReply: boolean;
  /** Whether members are told that may be missing. */
  readonly withOptional: boolean;
}

/** The type, in TypeScript, of what a joi schema lets through. */
export function declaredType(described: Described, side: Side): string {
  const { type, flags, allow = [] } = described;
  const values = allow.filter((each) => typeof each !== 'object' || each === null).map((each) => JSON.stringify(each));
  if (flags?.only === true) return values.join(' | ');
  // Text holds every text, the empty one included.
  const beside = values.filter((each) => !(type === 'string' && each.startsWith('"')));
  return [bare(described, side), ...beside].join(' | ');
}

function bare(described: Described, side: Side): string {
  const { type, items = [], matches = [], patterns = [] } = described;
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return type;
    case 'array':
      return `readonly (${items.map((item) => declaredType(item, side)).join(' | ') || 'unknown'})[]`;
    case 'alternatives':
      return matches.map(({ schema }) => declaredType(schema, side)).join(' | ');
    case 'object':
      if (described.keys === undefined && patterns.length === 0) return 'Open';
      return `{ ${[...members(described, side), ...indexes(described, side)].join('; ')} }`;
    case undefined:
    default:
      return 'unknown';
  }
}

function members(described: Described, side: Side): readonly string[] {
  return keptKeys(described).flatMap(([name, key]) => {
    const isThere = key.flags?.presence === 'required' || (side.isReply && key.flags?.default !== undefined);
    if (!isThere && !side.withOptional) return [];
    return [`readonly ${JSON.stringify(name)}${isThere ? '' : '?'}: ${declaredType(key, side)}`];
  });
}

/** Beside members of other types an index has to hold those, too. */
function indexes(described: Described, side: Side): readonly string[] {
  const { patterns = [], flags } = described;
  // Whoever sends what is let through unread is told of it by nobody.
  const isOpen = side.isReply && flags?.unknown === true;
  const ofAll = isOpen || keptKeys(described).length > 0;
  if (patterns.length === 0 && !isOpen) return [];
  return [
    ...(isOpen ? ['readonly [UNLISTED]?: true'] : []),
    `readonly [name: string]: ${ofAll ? 'unknown' : patterns.map(({ rule }) => declaredType(rule, side)).join(' | ')}`,
  ];
}
