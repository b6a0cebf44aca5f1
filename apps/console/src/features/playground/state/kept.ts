import { MOST_COLUMNS } from './column.ts';
import { emptyPlayground, type Playground } from './playground.ts';
import { withoutSecrets } from './without-secrets.ts';

const KEY = 'sluice.playground';

/** Goes up when what is kept is no longer what is read. */
const FORM = 1;

/** Keeps the page for a reload of this tab, for this person. False: the browser has no room for all of it. */
export function keep(state: Playground, whose: string): boolean {
  const { tools, schema, metadata, extra } = state.settings;
  const settings = {
    ...state.settings,
    tools: withoutSecrets(tools),
    schema,
    metadata: withoutSecrets(metadata),
    extra: withoutSecrets(extra),
  };
  const kept = { ...state, settings };
  return write({ form: FORM, whose, state: kept }) || (write({ form: FORM, whose, state: withoutPictures(kept) }), false);
}

/** What was kept of this person's page; undefined where nothing was, or nothing that can be read. */
export function kept(whose: string): Playground | undefined {
  try {
    const read = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as { form?: number; whose?: string; state?: Playground } | null;
    if (read?.form !== FORM || read.whose !== whose || !read.state) return undefined;
    const { columns, messages } = read.state;
    if (!Array.isArray(columns) || columns.length < 1 || columns.length > MOST_COLUMNS || !Array.isArray(messages)) return undefined;
    return { ...emptyPlayground(), ...read.state };
  } catch {
    // Storage that is forbidden or was written by somebody else: the page begins empty.
    return undefined;
  }
}

function write(value: unknown): boolean {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const withoutPictures = (state: Playground): Playground => ({
  ...state,
  draftPictures: [],
  messages: state.messages.map((message) => ({ ...message, pictures: message.pictures.filter((url) => !url.startsWith('data:')) })),
});
