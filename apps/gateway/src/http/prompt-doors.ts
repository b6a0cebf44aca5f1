import {
  authenticate,
  identify,
  ownHeader,
  requireKey,
  type Caller,
  type Gateway,
  type House,
  type Incoming,
  type Outcome,
  type Prompt,
  type RequestHeaders,
} from '@sluice/core';
import { FaultError, JsonDocument, JsonSyntaxError } from '@sluice/provider-sdk';
import { DOORS } from './doors.ts';
import type { PromptAddress } from './prompt-address.ts';
import type { Known } from './routed-record.ts';

export interface PromptCall {
  readonly address: PromptAddress;
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly note: (known: Known) => void;
}

/** Where a prompt's words go: an address of chat or of completions, and the member that holds them. */
const WAYS = {
  chat: { path: '/chat/completions', member: 'messages' },
  completion: { path: '/completions', member: 'prompt' },
} as const;

/** Names that clients repeat the prompt under; the address has said which. */
const REPEATED = ['prompt_id', 'prompt_slug', 'promptId', 'promptID', 'promptSlug', 'variables'];

/**
 * Finds out who calls a stored prompt. Prompts are never open: whoever calls one needs a key.
 *
 * @throws FaultError `unauthenticated` without a valid key; `forbidden` where it lacks the scope.
 */
export function promptCaller({ reference, wants }: PromptAddress, headers: RequestHeaders, house: House): Caller {
  const caller = wants === 'words' ? identify(headers, house) : authenticate(headers, house);
  const key = requireKey(caller, reference === undefined ? 'A stored prompt' : `The stored prompt "${reference}"`);
  if (wants === 'answer' || key.admin || key.scopes.has('prompts.render')) return caller;
  throw new FaultError({
    kind: 'forbidden',
    message: `The key "${key.name}" lacks the scope prompts.render, without which it cannot see what a prompt says.`,
    param: 'x-portkey-api-key',
    code: '033',
  });
}

/**
 * Answers a call to a stored prompt: fills it in, and shows it or sends it on its way like any other request.
 *
 * @throws FaultError `not_found` for a prompt that this caller cannot see; `invalid_request` for variables that are missing or do not fit.
 */
export async function answerPrompt(
  { address, incoming, caller, note }: PromptCall,
  { house, gateway }: { readonly house: House; readonly gateway: Gateway },
): Promise<Outcome> {
  const given = documentOf(incoming);
  const variables = variablesOf(given);
  const { reference } = address;
  if (reference === undefined) {
    const body = { kind: 'json', document: rewritten(given) } as const;
    return gateway({ ...incoming, path: WAYS.chat.path, body, prompt: { prompt: undefined, variables } }, caller, note);
  }

  const prompt = house.prompts.find(reference, caller);
  if (!prompt) throw unknown(reference);
  const { id, slug, versionId, kind } = prompt;
  note({ prompt: { id, slug, versionId } });
  const { path, member } = WAYS[kind];
  const words = prompt.render(variables);
  const document = rewritten(given, { ...prompt.parameters, [member]: words }, member);
  if (address.wants === 'words') return shown(document);
  return gateway(
    {
      ...incoming,
      door: DOORS[`POST ${path}`]!,
      path,
      headers: withMetadata(incoming.headers, slug),
      body: { kind: 'json', document },
      prompt: { prompt: saying(prompt, words), variables },
    },
    caller,
    note,
  );
}

/** The same prompt with its words found already, however many targets are asked. */
const saying = (prompt: Prompt, words: string | readonly unknown[]) => ({ ...prompt, render: () => words }) as Prompt;

function documentOf({ body }: Incoming): JsonDocument {
  if (body.kind === 'json') return body.document;
  throw bad('The body must be a JSON object', 'body');
}

function variablesOf({ root }: JsonDocument): Readonly<Record<string, unknown>> {
  if (!root.has('variables')) throw bad('"variables" is missing: send {} where a prompt has none', 'variables');
  if (root.names().filter((name) => name === 'variables').length > 1)
    throw bad('"variables" is given twice: which one counts would be a guess, so send it once', 'variables');
  const variables = root.get('variables');
  if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) return variables as Record<string, unknown>;
  throw bad('"variables" must be an object of names and values', 'variables');
}

/** The request's own members over the saved ones; the words alone are always the prompt's. */
function rewritten(given: JsonDocument, saved: Readonly<Record<string, unknown>> = {}, words?: string): JsonDocument {
  const fresh = given.fresh();
  const { root } = fresh;
  root.drop(...REPEATED);
  root.rename('toolChoice', 'tool_choice');
  for (const name of Object.keys(saved)) {
    if (name === words) root.drop(name);
    root.setDefault(name, saved[name]);
  }
  try {
    return JsonDocument.parse(fresh.toBytes());
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw bad(`Error in parsing prompt template: what it comes to with these variables cannot be sent (${error.message})`, 'variables');
  }
}

const shown = ({ bytes }: JsonDocument): Outcome => ({
  kind: 'whole',
  status: 200,
  headers: ['content-type', 'application/json'],
  body: Buffer.concat([Buffer.from('{"success":true,"data":'), bytes, Buffer.from('}')]),
  usage: undefined,
});

/** Tells the prompt in the request's metadata. What is no metadata at all is left to whoever reads it to refuse. */
function withMetadata(headers: RequestHeaders, slug: string): RequestHeaders {
  const text = ownHeader(headers, 'metadata') ?? '{}';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return headers;
    return { ...headers, 'x-portkey-metadata': JSON.stringify({ ...value, _prompt: slug }) };
  } catch {
    return headers;
  }
}

const unknown = (reference: string) =>
  new FaultError({
    kind: 'not_found',
    message: `Invalid prompt id: no prompt "${reference}" is known here`,
    param: 'prompt_id',
    code: 'invalid_prompt_id',
  });

const bad = (message: string, param: string) => new FaultError({ kind: 'invalid_request', message, param, code: 'invalid_value' });
