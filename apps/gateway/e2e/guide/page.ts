import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clients, type Client } from './clients.ts';
import { repositoryRoot } from './repository-root.ts';

export interface Example {
  /** `text`, `vision`, `virtual-key`, `prompt` or `tools`. */
  readonly topic: string;
  readonly client: Client;
  readonly code: string;
}

export const page = readFileSync(join(repositoryRoot, 'docs/providers/groq.md'), 'utf8');

/** The guide's calls: every block that follows `<!-- runs: topic -->`. */
export const examples: readonly Example[] = [...blocksAfter(page, 'runs')].map(({ value, info, code }) => {
  const client = clients.find((each) => each.info === info);
  if (!client) throw new Error(`docs/providers/groq.md marks a block "${info}" as runnable, which is no client's`);
  return { topic: value, client, code };
});

/** Calls of ours that the guide lacks: every block that follows `<!-- extra: name -->`. */
export const extras: ReadonlyMap<string, string> = new Map([...blocksAfter(page, 'extra')].map(({ value, code }) => [value, code]));

/** Files that the page tells its reader to write: every block that follows `<!-- file: path -->`. */
export const files: ReadonlyMap<string, string> = new Map([...blocksAfter(page, 'file')].map(({ value, code }) => [value, code]));

/** Markdown tools ignore an HTML comment, so the marks cost a reader nothing. */
function* blocksAfter(markdown: string, mark: string) {
  const pattern = new RegExp(`^<!-- ${mark}: (.+) -->\\n\\n\`\`\`(.*)\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  for (const [, value = '', info = '', code = ''] of markdown.matchAll(pattern)) yield { value, info, code };
}
