import { columnOf, MOST_COLUMNS, promptReference, type Column } from './column.ts';

/** What stands in the page's address. */
export interface PlaygroundSearch {
  /** Who is asked: `mock,@team/large;pc-main,prompt:pp-welcome@3`. */
  readonly models?: string;
  /** A logged request that is to be opened, by its id. */
  readonly log?: string;
  /** A prompt that is to be opened, by its slug, and which version of it. */
  readonly prompt?: string;
  readonly version?: string;
}

/** Takes whatever somebody put into the address bar. */
export function readSearch(search: Readonly<Record<string, unknown>>): PlaygroundSearch {
  const given = (name: string) => {
    const value = search[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const entries = ['models', 'log', 'prompt', 'version'].map((name) => [name, given(name)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

const PROMPT = 'prompt:';

/** Who is asked, as it stands in the address; empty where nobody is. */
export const writeColumns = (columns: readonly Column[]): string => columns.map(written).filter(Boolean).join(',');

function written(column: Column): string {
  const who = column.kind === 'model' ? column.model : column.prompt && `${PROMPT}${promptReference(column)}`;
  if (who === '' && column.config === '') return '';
  return [who, column.config]
    .filter((part, index) => index === 0 || part !== '')
    .map(encoded)
    .join(';');
}

/** The columns that an address names. */
export const readColumns = (text: string): readonly Column[] =>
  text
    .split(',')
    .filter(Boolean)
    .slice(0, MOST_COLUMNS)
    .map((each) => {
      const [who = '', config = ''] = each.split(';').map(decoded);
      if (!who.startsWith(PROMPT)) return columnOf({ model: who, config });
      const [prompt = '', version = ''] = who.slice(PROMPT.length).split('@');
      return columnOf({ kind: 'prompt', prompt, version, config });
    });

/** Commas and semicolons part; a model may have them in its name all the same. */
const encoded = (part: string) => part.replace(/[%,;]/g, (sign) => encodeURIComponent(sign));

const decoded = (part: string) => part.replace(/%(25|2C|3B)/gi, (sign) => decodeURIComponent(sign));
