import {
  environmentName,
  operationFor,
  type Difference,
  type OperationName,
  type Operations,
  type ProviderAdapter,
} from '@sluice/provider-sdk';

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

/** The part of a provider's page that is written from its adapter. */
export const declaredPart = (adapter: ProviderAdapter): string =>
  [BEGIN, '', ...facts(adapter), ...fieldsOf(adapter), ...operationsOf(adapter), ...differencesOf(adapter), END].join('\n');

/** A page with nothing but that part. */
export const wholePage = (adapter: ProviderAdapter): string => `# ${adapter.name}\n\n${declaredPart(adapter)}\n`;

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

function differencesOf({ differences }: ProviderAdapter): string[] {
  if (differences.length === 0) return [];
  const rows = differences.map(({ operation = 'chat', member, fate, how, source }: Difference) => [
    operation,
    `\`${member}\``,
    fate,
    how,
    source,
  ]);
  return ['## What it does otherwise', '', ...table(['operation', 'member', 'fate', 'how', 'source'], rows), ''];
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
];

/** The list of all slugs. */
export function overview(adapters: readonly ProviderAdapter[]): string {
  const rows = adapters
    .toSorted((left, right) => left.id.localeCompare(right.id))
    .map((adapter) => [
      `[\`${adapter.id}\`](${adapter.id}.md)`,
      adapter.name,
      adapter.notServed === undefined
        ? Object.keys(adapter.operations).join(', ') || 'pass-through only'
        : `not served: ${adapter.notServed}`,
    ]);
  return [
    '# Providers',
    '',
    'Every slug that resolves, and what it serves. The other doors, `/v1/messages` and `/v1/responses`, reach every provider that has chat.',
    '',
    ...table(['slug', 'provider', 'operations'], rows),
    '',
  ].join('\n');
}
