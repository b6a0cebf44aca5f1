import {
  environmentName,
  operationFor,
  type Difference,
  type OperationName,
  type Operations,
  type ProviderAdapter,
} from '@sluice/provider-sdk';
import type { ShippedPackage } from '../../support/adapters.ts';
import { table } from './table.ts';

export const BEGIN = '<!-- what the adapter declares: written by `npm run docs:providers`, held equal by a test -->';
export const END = '<!-- end of what the adapter declares -->';

/** The addresses by operation, in the order in which pages tell of them. */
const ADDRESSES: Readonly<Record<OperationName, string>> = {
  chat: 'POST /v1/chat/completions',
  messages: 'POST /v1/messages',
  countTokens: 'POST /v1/messages/count_tokens',
  responses: 'POST /v1/responses',
  completions: 'POST /v1/completions',
  embeddings: 'POST /v1/embeddings',
  rerank: 'POST /v1/rerank',
  moderations: 'POST /v1/moderations',
  images: 'POST /v1/images/generations',
  imageEdits: 'POST /v1/images/edits',
  imageVariations: 'POST /v1/images/variations',
  speech: 'POST /v1/audio/speech',
  transcriptions: 'POST /v1/audio/transcriptions',
  translations: 'POST /v1/audio/translations',
  realtime: 'GET /v1/realtime',
  models: 'GET /v1/models',
};

/** Operations that any chat provider answers by way of chat. */
const BY_CHAT: ReadonlySet<OperationName> = new Set<OperationName>(['messages', 'responses']);

/** The part of a page that is written from the adapters of a package: a package of one is the page, others have a heading each. */
export function declaredPart(adapters: readonly ProviderAdapter[]): string {
  const several = adapters.length > 1;
  const parts = adapters.flatMap((adapter) => {
    const lines = [...facts(adapter), ...fieldsOf(adapter), ...operationsOf(adapter), ...differencesOf(adapter)];
    return several ? [`## ${adapter.name}`, '', ...lines.map((line) => (line.startsWith('## ') ? `#${line}` : line))] : lines;
  });
  return [BEGIN, '', ...parts, END].join('\n');
}

/** The file in `docs/providers/` that tells of a package. */
export const pageOf = ({ name, adapters }: ShippedPackage): string =>
  adapters.length > 3 ? `${name.slice('@sluice/provider-'.length)}.md` : `${adapters[0]!.id}.md`;

/** A page with nothing but that part. */
export const wholePage = (title: string, adapters: readonly ProviderAdapter[]): string => `# ${title}\n\n${declaredPart(adapters)}\n`;

function facts({ id, aliases, stability, notServed }: ProviderAdapter): string[] {
  const others = aliases.length === 0 ? '' : `, also ${aliases.map((alias) => `\`${alias}\``).join(', ')}`;
  const lines = [`Slug \`${id}\`${others}. Stability: ${stability}.`, ''];
  return notServed === undefined ? lines : [...lines, `Not served: ${notServed}`, ''];
}

function fieldsOf({ id, fields }: ProviderAdapter): string[] {
  const rows = Object.entries(fields).map(([name, field]) => {
    const header = name === 'apiKey' ? '`Authorization`' : field.header === undefined ? '' : `\`x-portkey-${field.header}\``;
    const variables = [environmentName(id, name), ...(field.env ?? [])].map((variable) => `\`${variable}\``).join(', ');
    return [field.label, header, variables, field.required ? 'yes' : ''];
  });
  return rows.length === 0 ? [] : ['## What it needs', '', ...table(['field', 'header', 'environment', 'required'], rows), ''];
}

function operationsOf({ operations }: ProviderAdapter): string[] {
  const hasChat = operations.chat !== undefined;
  const rows = (Object.keys(ADDRESSES) as OperationName[]).flatMap((name) => {
    const how = howServed(operations, name, hasChat);
    return how === undefined ? [] : [[`\`${ADDRESSES[name]}\``, how]];
  });
  return rows.length === 0 ? [] : ['## What it serves', '', ...table(['address', 'how'], rows), ''];
}

function howServed(operations: Operations, name: OperationName, hasChat: boolean): string | undefined {
  const served = operations[name];
  if (served !== undefined && 'choose' in served) return 'as the model has it';
  const operation = operationFor(operations, name, undefined);
  if (operation)
    return operation.codec ? 'translated' : operation.mend ? 'byte for byte, mended where it is not the dialect' : 'byte for byte';
  if (!hasChat) return undefined;
  if (BY_CHAT.has(name)) return 'translated, by way of chat';
  return name === 'countTokens' ? 'estimated, and marked with `x-sluice-estimated`' : undefined;
}

const differencesOf = ({ differences }: ProviderAdapter): string[] =>
  differences.length === 0 ? [] : ['## What it does otherwise', '', differenceTable(differences), ''];

/** What is done otherwise than asked, a row each. */
export const differenceTable = (differences: readonly Difference[]): string =>
  table(
    ['operation', 'member', 'fate', 'how', 'source'],
    differences.map(({ operation = 'chat', member, fate, how, source }) => [operation, `\`${member}\``, fate, how, source]),
  ).join('\n');

/** The list of all slugs, each with the page that tells of it. */
export function overview(pages: readonly { readonly page: string; readonly adapters: readonly ProviderAdapter[] }[]): string {
  const rows = pages
    .flatMap(({ page, adapters }) => adapters.map((adapter) => ({ page, adapter })))
    .toSorted((left, right) => left.adapter.id.localeCompare(right.adapter.id))
    .map(({ page, adapter }) => [
      `[\`${adapter.id}\`](${page})`,
      adapter.name,
      adapter.notServed === undefined
        ? Object.keys(adapter.operations).join(', ') || 'pass-through only'
        : `not served: ${adapter.notServed}`,
    ]);
  return [
    '# Providers',
    '',
    'Every slug that resolves, and what it serves. `/v1/messages` and `/v1/responses` reach every provider that has chat: see [Any door to any provider](../doors.md).',
    '',
    ...table(['slug', 'provider', 'operations'], rows),
    '',
  ].join('\n');
}
