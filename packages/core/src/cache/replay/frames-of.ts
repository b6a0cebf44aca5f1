import type { Members } from '../members.ts';

/** What OpenAI says on every event; of what others add, once is enough. */
const ON_EVERY_EVENT = ['id', 'created', 'model', 'service_tier', 'system_fingerprint'] as const;

const PUT_TOGETHER_HERE: ReadonlySet<string> = new Set(['object', 'choices', 'usage', ...ON_EVERY_EVENT]);

interface Frames {
  /** An event with these choices. */
  around(choices: readonly Members[], first: boolean): Members;
  /** The event that tells the token counts, where they are to be told. */
  readonly usage: Members | undefined;
}

/** What stands around the choices of each event of a reply. */
export function framesOf(reply: Members, object: string, usageAsked: boolean): Frames {
  const always = ON_EVERY_EVENT.filter((name) => name in reply).map((name) => [name, reply[name]] as const);
  const common = { object, ...Object.fromEntries(always) };
  const once = Object.fromEntries(Object.entries(reply).filter(([name]) => !PUT_TOGETHER_HERE.has(name)));
  const { usage } = reply;
  const tellUsage = usageAsked && usage !== undefined && usage !== null;
  // Where the counts are asked for, every event before theirs has them as null. Source: OpenAI's API reference, `include_usage`.
  const notYet = tellUsage ? { usage: null } : {};
  return {
    around: (choices, first) => ({ ...common, choices, ...notYet, ...(first ? once : {}) }),
    usage: tellUsage ? { ...common, choices: [], usage } : undefined,
  };
}
