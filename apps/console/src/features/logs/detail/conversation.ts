/** One piece of what was said. All of it came from elsewhere, and is text. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thought'; readonly text: string }
  /** A tool that the model calls. */
  | { readonly kind: 'call'; readonly name: string; readonly text: string }
  /** What a tool came to. */
  | { readonly kind: 'result'; readonly text: string }
  /** `data:image/png;base64,…` or an address: which of them may be shown says `image-shown.ts`. */
  | { readonly kind: 'image'; readonly source: string }
  /** What this page has no name for, as JSON. */
  | { readonly kind: 'other'; readonly text: string };

/** What one side said at one time. */
export interface Turn {
  /** `user`, `assistant`, `system`, `tool` */
  readonly who: string;
  readonly parts: readonly Part[];
}

type Raw = Readonly<Record<string, unknown>>;

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? ''));
const said = (who: string, value: unknown): readonly Turn[] => {
  const parts = partsOf(value);
  return parts.length === 0 ? [] : [{ who, parts }];
};

/** A conversation out of the body of a request, in any language that has one; undefined where there is none in it. */
export function askedIn(body: unknown): readonly Turn[] | undefined {
  if (!isRaw(body)) return undefined;
  const turns = [
    ...said('system', body['system']),
    ...said('instructions', body['instructions']),
    ...list(body['messages']).flatMap(turnsOf),
    ...(Array.isArray(body['input']) ? inputTurns(body['input']) : said('input', body['input'])),
    ...(typeof body['prompt'] === 'string' || Array.isArray(body['prompt']) ? said('prompt', body['prompt']) : []),
  ];
  return turns.length === 0 ? undefined : turns;
}

/** What was answered, out of a body; undefined where this page sees nothing said in it. */
export function answeredIn(body: unknown): readonly Turn[] | undefined {
  if (!isRaw(body)) return undefined;
  const turns = [
    ...list(body['choices']).flatMap((choice) =>
      isRaw(choice) ? (isRaw(choice['message']) ? turnsOf(choice['message']) : said('assistant', choice['text'])) : [],
    ),
    ...(body['type'] === 'message' && Array.isArray(body['content']) ? said('assistant', body['content']) : []),
    ...list(body['output']).flatMap(turnsOf),
    ...pictures(body['data']),
    ...(isRaw(body['error']) ? said('error', body['error']['message']) : []),
  ];
  return turns.length === 0 ? undefined : turns;
}

/** Texts to be embedded stand in a list as well, and are no turns. */
const inputTurns = (input: readonly unknown[]): readonly Turn[] =>
  input.every((each) => typeof each === 'string') ? said('input', input) : input.flatMap(turnsOf);

function turnsOf(message: unknown): readonly Turn[] {
  if (!isRaw(message)) return [];
  if (message['type'] === 'function_call')
    return [{ who: 'assistant', parts: [{ kind: 'call', name: text(message['name']), text: text(message['arguments']) }] }];
  if (message['type'] === 'function_call_output') return [{ who: 'tool', parts: [{ kind: 'result', text: text(message['output']) }] }];
  if (message['type'] === 'reasoning') {
    const thoughts = list(message['summary']).flatMap((each) => (isRaw(each) ? [text(each['text'])] : []));
    return thoughts.length === 0 ? [] : [{ who: 'assistant', parts: thoughts.map((each) => ({ kind: 'thought', text: each })) }];
  }
  const who = typeof message['role'] === 'string' ? message['role'] : 'assistant';
  const thought = message['reasoning_content'] ?? message['reasoning'];
  const content = partsOf(message['content']);
  const parts: readonly Part[] = [
    ...(typeof thought === 'string' && thought !== '' ? [{ kind: 'thought', text: thought } as const] : []),
    ...(who === 'tool' ? content.map((part): Part => (part.kind === 'text' ? { kind: 'result', text: part.text } : part)) : content),
    ...(typeof message['refusal'] === 'string' ? [{ kind: 'text', text: message['refusal'] } as const] : []),
    ...list(message['tool_calls']).flatMap(callOf),
  ];
  return parts.length === 0 ? [] : [{ who, parts }];
}

function callOf(call: unknown): readonly Part[] {
  if (!isRaw(call)) return [];
  const called = isRaw(call['function']) ? call['function'] : call;
  return [{ kind: 'call', name: text(called['name'] ?? ''), text: text(called['arguments'] ?? called['input'] ?? '') }];
}

function partsOf(content: unknown): readonly Part[] {
  if (content === undefined || content === null || content === '') return [];
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  if (Array.isArray(content)) return content.flatMap(partOf);
  return partOf(content);
}

function partOf(part: unknown): readonly Part[] {
  if (typeof part === 'string') return [{ kind: 'text', text: part }];
  if (!isRaw(part)) return [];
  const { type } = part;
  if (typeof part['text'] === 'string') return [{ kind: 'text', text: part['text'] }];
  if (type === 'thinking' && typeof part['thinking'] === 'string') return [{ kind: 'thought', text: part['thinking'] }];
  if (type === 'tool_use' || type === 'server_tool_use') return [{ kind: 'call', name: text(part['name']), text: text(part['input']) }];
  if (type === 'tool_result') return [{ kind: 'result', text: partsOf(part['content']).map(words).join('\n') }];
  if (type === 'refusal') return [{ kind: 'text', text: text(part['refusal']) }];
  const source = imageSource(part);
  return [source === undefined ? { kind: 'other', text: text(part) } : { kind: 'image', source }];
}

const words = (part: Part): string => (part.kind === 'image' ? part.source : part.text);

/** OpenAI's two ways of naming a picture, and Anthropic's. */
function imageSource(part: Raw): string | undefined {
  const { image_url: url, source } = part;
  if (typeof url === 'string') return url;
  if (isRaw(url) && typeof url['url'] === 'string') return url['url'];
  if (part['type'] !== 'image' || !isRaw(source)) return undefined;
  if (typeof source['url'] === 'string') return source['url'];
  return typeof source['data'] === 'string' ? `data:${text(source['media_type'])};base64,${source['data']}` : undefined;
}

function pictures(data: unknown): readonly Turn[] {
  const parts = list(data).flatMap((each): Part[] => {
    if (!isRaw(each)) return [];
    if (typeof each['b64_json'] === 'string') return [{ kind: 'image', source: `data:image/png;base64,${each['b64_json']}` }];
    return typeof each['url'] === 'string' ? [{ kind: 'image', source: each['url'] }] : [];
  });
  return parts.length === 0 ? [] : [{ who: 'assistant', parts }];
}
