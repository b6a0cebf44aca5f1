import type { Log } from '@sluice/contract';
import { isObject } from '../request/read-json.ts';
import type { Column } from '../state/column.ts';

type Body = Readonly<Record<string, unknown>>;

/** A call of a stored prompt: which one, with what, and what else stood in the request. */
export interface PromptAsked {
  readonly column: Pick<Column, 'kind' | 'prompt' | 'version'>;
  readonly variables: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** What of a prompt a logged request asked for: at the prompt's own address, or beside the messages of a chat. */
export function promptAsked({ request: { url, body } }: Log): PromptAsked | undefined {
  if (!isObject(body)) return undefined;
  const { prompt_id, prompt_slug, promptId, promptID, promptSlug, variables, ...others } = body;
  const inAddress = /\/prompts\/([^/?]+)\/completions/.exec(url)?.[1];
  const named = [prompt_id, prompt_slug, promptId, promptID, promptSlug].find((each) => typeof each === 'string');
  const reference = inAddress === undefined ? named : decodeURIComponent(inAddress);
  if (typeof reference !== 'string' || reference === '') return undefined;
  const at = reference.lastIndexOf('@');
  const [prompt, version] = at > 0 ? [reference.slice(0, at), reference.slice(at + 1)] : [reference, ''];
  const typed = Object.entries(isObject(variables) ? variables : {}).map(([name, value]) => [name, asTyped(value)] as const);
  return { column: { kind: 'prompt', prompt, version }, variables: Object.fromEntries(typed), body: others };
}

const asTyped = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
