import type { Log } from '@sluice/contract';
import { isObject } from '../request/read-json.ts';
import { columnOf } from '../state/column.ts';
import type { Playground } from '../state/playground.ts';
import { fromAnthropic } from './from-anthropic.ts';
import { fromResponses } from './from-responses.ts';
import { bodyToPage } from './body-to-page.ts';
import { promptAsked } from './prompt-asked.ts';

type Body = Readonly<Record<string, unknown>>;

/** A logged request on the page, or why it cannot be opened. */
export type Opened = { readonly ok: true; readonly page: Partial<Playground> } | { readonly ok: false; readonly why: string };

/** Opens a logged request: its words, its parameters, and whom it asked. */
export function logToPage(log: Log): Opened {
  if (log.cut.includes('request')) return { ok: false, why: 'Its body was longer than the log keeps, so that the end of it is missing.' };
  const asked = promptAsked(log);
  const body = asked?.body ?? chatBodyOf(log);
  if (!body) return { ok: false, why: whyNot(log) };
  const { model, messages, settings } = bodyToPage(body);
  const metadata = Object.keys(log.metadata).length > 0 ? JSON.stringify(log.metadata, null, 2) : '';
  const column = asked
    ? columnOf({ ...asked.column, config: configOf(log) })
    : columnOf({ model: modelOf(log, model), config: configOf(log) });
  return {
    ok: true,
    page: { columns: [column], messages, settings: { ...settings, metadata }, ...(asked && { variables: asked.variables }) },
  };
}

function chatBodyOf(log: Log): Body | undefined {
  const asked = log.request.body;
  if (!isObject(asked)) return undefined;
  const path = log.request.url;
  if (/\/messages(\?|$)/.test(path)) return fromAnthropic(asked);
  if (/\/responses(\?|$)/.test(path)) return fromResponses(asked);
  return asChat(asked);
}

/** The words of a completion are what its user said. */
function asChat({ prompt, ...body }: Body): Body | undefined {
  if (Array.isArray(body['messages'])) return body;
  return typeof prompt === 'string' ? { ...body, messages: [{ role: 'user', content: prompt }] } : undefined;
}

/** By a name that means the same again: with the virtual key, else with the provider that answered. */
function modelOf({ metrics, asked_model: asked, request }: Log, model: string): string {
  const named = asked ?? model;
  if (named.startsWith('@') || configGiven(request.portkeyHeaders)) return named;
  const owner = metrics.virtual_key ?? metrics.ai_org;
  const sent = named === '' ? (metrics.ai_model ?? '') : named;
  return owner === null || sent === '' ? sent : `@${owner}/${sent}`;
}

/** Only one that is stored can be named again; one that the call brought is not in the log as it was. */
const configOf = ({ metrics, request }: Log): string => (configGiven(request.portkeyHeaders) ? (metrics.config ?? '') : '');

const configGiven = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).some(([name, value]) => /^x-(portkey|sluice)-config$/i.test(name) && !value.trim().startsWith('{'));

function whyNot({ request }: Log): string {
  if (request.body === null) return 'The log keeps no bodies, or did not keep this one.';
  return `It was no conversation: the playground opens chat, messages, responses and completions, and this was ${request.method} ${request.url}.`;
}
