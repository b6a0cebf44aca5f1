import type { Json } from '@sluice/provider-sdk';
import { badRequest, callOf, cannot, isJson, jsonIn, listIn, stringAt, textIn } from '@sluice/provider-sdk/chat';
import { unpack } from '../keepsake.ts';
import { argumentsOf } from '../tools/chat-tools.ts';
import type { OfferedTool } from '../tools/offered-tools.ts';
import { sentName } from '../tools/sent-names.ts';
import { AssistantTurn } from './assistant-turn.ts';
import { readContent } from './read-parts.ts';

/** `input` as messages. */
export function readInput(call: Json, tools: readonly OfferedTool[]): readonly Json[] {
  const input = call['input'];
  if (input === undefined || input === null) return [];
  if (typeof input === 'string') return [{ role: 'user', content: input }];
  if (!Array.isArray(input)) throw badRequest('input', 'must be a string or an array of items');
  const items = input as readonly unknown[];
  // A call's signature may stand before or after it.
  const signatures = new Map(items.flatMap((item) => [...unpack(jsonIn(item)?.['encrypted_content']).signatures]));
  const history = new History(tools, signatures);
  for (const [index, item] of items.entries()) history.read(item, `input[${index}]`);
  return history.end();
}

class History {
  readonly #messages: Json[] = [];
  readonly #tools: readonly OfferedTool[];
  readonly #signatures: ReadonlyMap<string, string>;
  #turn: AssistantTurn | undefined;

  constructor(tools: readonly OfferedTool[], signatures: ReadonlyMap<string, string>) {
    this.#tools = tools;
    this.#signatures = signatures;
  }

  read(item: unknown, path: string): void {
    if (!isJson(item)) throw badRequest(path, 'must be an object with a "type" or a "role"');
    const type = item['type'] ?? 'message';
    switch (type) {
      case 'message':
        return this.#message(item, path);
      case 'reasoning':
        return this.#assistant().thought(thoughtIn(item), unpack(item['encrypted_content']));
      case 'function_call':
        return this.#call(item, textOf(item['arguments']), path);
      case 'custom_tool_call':
        return this.#call(item, argumentsOf(textIn(item['input']) ?? ''), path);
      case 'tool_search_call':
        // Without an id the service searched by itself, and no answer of the caller's will follow.
        if (typeof item['call_id'] === 'string') this.#call({ ...item, name: 'tool_search' }, textOf(item['arguments']), path);
        return;
      case 'function_call_output':
      case 'custom_tool_call_output':
        return this.#answer(item, readContent(item['output'], `${path}.output`), path);
      case 'tool_search_output':
        if (typeof item['call_id'] === 'string') this.#answer(item, foundIn(item, this.#tools), path);
        return;
      case 'additional_tools':
      // What was searched for has gone into what was said.
      case 'web_search_call':
        return;
      case 'item_reference':
        throw cannot(path, 'this provider keeps no items; send the item itself');
      default:
        throw cannot(path, `items of the type ${JSON.stringify(type)} belong to tools that this provider has not; leave it out`);
    }
  }

  end(): readonly Json[] {
    const message = this.#turn?.message();
    if (message) this.#messages.push(message);
    this.#turn = undefined;
    return this.#messages;
  }

  #assistant(): AssistantTurn {
    return (this.#turn ??= new AssistantTurn());
  }

  #say(message: Json): void {
    this.end();
    this.#messages.push(message);
  }

  #message(item: Json, path: string): void {
    const role = item['role'];
    const content = item['content'];
    if (role === 'assistant') {
      const refusals = listIn(content).filter((part) => isJson(part) && part['type'] === 'refusal') as readonly Json[];
      const said = Array.isArray(content) ? content.filter((part) => !refusals.includes(part as Json)) : content;
      const refusal = refusals.map((part) => textIn(part['refusal']) ?? '').join('');
      return this.#assistant().said(readContent(said, `${path}.content`), refusal);
    }
    if (role !== 'user' && role !== 'system' && role !== 'developer') {
      throw badRequest(`${path}.role`, 'must be user, assistant, system or developer');
    }
    const cacheControl = jsonIn(item['cache_control']);
    // `developer` is the newer word for `system`, which every provider knows.
    const message = { role: role === 'developer' ? 'system' : role, content: readContent(content, `${path}.content`) };
    this.#say({ ...message, ...(cacheControl && { cache_control: cacheControl }) });
  }

  #call(item: Json, callArguments: string, path: string): void {
    const id = callId(item, path);
    const name = stringAt(item, 'name', `${path}.name`);
    if (name === undefined || name === '') throw badRequest(`${path}.name`, 'must be a name');
    const sent = sentName(this.#tools, name, textIn(item['namespace']));
    this.#assistant().called(callOf({ id, name: sent, arguments: callArguments, thoughtSignature: this.#signatures.get(id) }));
  }

  #answer(item: Json, content: string | readonly Json[], path: string): void {
    const cacheControl = jsonIn(item['cache_control']);
    this.#say({ role: 'tool', tool_call_id: callId(item, path), content, ...(cacheControl && { cache_control: cacheControl }) });
  }
}

function callId(item: Json, path: string): string {
  const id = stringAt(item, 'call_id', `${path}.call_id`);
  if (id === undefined || id === '') throw badRequest(`${path}.call_id`, 'must be the id of a call');
  return id;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? {}));

/** What was thought, where it is told in full, or else its summary. */
function thoughtIn(item: Json): string {
  const [content, summary] = [item['content'], item['summary']].map((parts) =>
    listIn(parts)
      .map((part) => textIn(jsonIn(part)?.['text']) ?? '')
      .filter((text) => text !== '')
      .join('\n\n'),
  );
  return content || summary || '';
}

/** Tools that a search found are offered as tools; the answer has to say no more than their names. */
function foundIn(item: Json, tools: readonly OfferedTool[]): string {
  const names = listIn(item['tools']).flatMap((tool) => {
    const name = textIn(jsonIn(tool)?.['name']) ?? '';
    if (jsonIn(tool)?.['type'] !== 'namespace') return [sentName(tools, name, undefined)];
    return listIn(jsonIn(tool)?.['tools']).map((inner) => sentName(tools, textIn(jsonIn(inner)?.['name']) ?? '', name));
  });
  return JSON.stringify({ tools: names });
}
