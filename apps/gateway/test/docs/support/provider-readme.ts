import { environmentName, type Model, type ProviderAdapter } from '@sluice/provider-sdk';
import type { ShippedPackage } from '../../support/adapters.ts';
import { table } from './table.ts';

export const BEGIN = '<!-- what the package declares: written by `npm run docs:providers`, held equal by a test -->';

const REPOSITORY = 'https://github.com/sluice-gateway/sluice';

/** More adapters than this are listed; fewer are described one by one. */
const DESCRIBED = 3;

/** What stands below the marker in a provider package's README, to its end. */
export function declaredReadme({ adapters }: ShippedPackage, page: string): string {
  const parts = adapters.length > DESCRIBED ? listed(adapters) : adapters.flatMap((adapter) => described(adapter, adapters.length > 1));
  return [
    BEGIN,
    '',
    ...parts,
    '## In the gateway',
    '',
    'Every [Sluice](' +
      REPOSITORY +
      ') gateway has this package built in. A call names the slug in `x-portkey-provider`, in a virtual key or in a',
    'target of a config; the gateway takes the settings from its environment, from the virtual key or from the call.',
    '',
    `What becomes of each address, and what is done otherwise than asked: [the provider’s page](${REPOSITORY}/blob/main/docs/providers/${page}).`,
    '',
    'MIT licensed.',
  ].join('\n');
}

/** The README of a package that has none yet: an example that the author then looks through, and what is declared. */
export function wholeReadme(shipped: ShippedPackage, page: string): string {
  const { name, adapters } = shipped;
  const [first] = adapters;
  const what = adapters.length > DESCRIBED ? 'Providers that speak OpenAI’s language' : first!.name;
  return [
    `# ${name}`,
    '',
    `${what} for the [Sluice](${REPOSITORY}) AI gateway. With \`@sluice/provider-sdk\` it is also a typed client that needs no gateway and`,
    'nothing but `fetch`.',
    '',
    '```sh',
    `npm install ${name} @sluice/provider-sdk`,
    '```',
    '',
    '```ts',
    ...example(name, adapters),
    '```',
    '',
    declaredReadme(shipped, page),
  ].join('\n');
}

function example(name: string, adapters: readonly ProviderAdapter[]): string[] {
  const adapter = adapters[0]!;
  const variable = adapter.id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const settings = Object.entries(adapter.fields)
    .filter(([, field]) => field.required)
    .map(([field, { env }]) => `${field}: process.env.${env?.[0] ?? environmentName(adapter.id, field)} ?? ''`);
  const model = adapter.models.find(isOnSale)?.id ?? 'the-model';
  const call = `model: '${model}', messages: [{ role: 'user', content: 'Say hello.' }]`;
  return [
    adapters.length === 1 ? `import ${variable} from '${name}';` : `import providers from '${name}';`,
    `import { createClient } from '@sluice/provider-sdk/client';`,
    '',
    ...(adapters.length === 1 ? [] : [`const [${variable}] = providers;`]),
    `const client = createClient(${variable}, { ${settings.join(', ')} });`,
    '',
    `const reply = await client.chat({ ${call} });`,
    'console.log(reply.choices[0]?.message.content);',
    '',
    `const chunks = await client.chat({ ${call}, stream: true });`,
    `for await (const chunk of chunks) process.stdout.write(chunk.choices[0]?.delta.content ?? '');`,
  ];
}

const isOnSale = ({ supports = [], retired, retires }: Model) =>
  supports.includes('chat') && retired === undefined && retires === undefined;

function described(adapter: ProviderAdapter, several: boolean): string[] {
  const { id, aliases, name, fields, operations } = adapter;
  const rows = Object.entries(fields).map(([setting, { label, required, env = [] }]) => [
    `\`${setting}\``,
    label,
    [...new Set([environmentName(id, setting), ...env])].map((variable) => `\`${variable}\``).join(', '),
    required ? 'yes' : '',
  ]);
  const others = aliases.length === 0 ? '' : ` (also ${aliases.map((alias) => `\`${alias}\``).join(', ')})`;
  return [
    `## ${several ? name : 'What it takes and does'}`,
    '',
    `Slug \`${id}\`${others}. Operations: ${namesOf(operations)}.`,
    '',
    ...(rows.length === 0 ? [] : [...table(['setting', 'what it is', 'in the gateway’s environment', 'required'], rows), '']),
  ];
}

const listed = (adapters: readonly ProviderAdapter[]): string[] => [
  '## Who is in it',
  '',
  ...table(
    ['slug', 'provider', 'operations', 'settings'],
    adapters
      .filter(({ notServed }) => notServed === undefined)
      .toSorted((left, right) => left.id.localeCompare(right.id))
      .map(({ id, name, operations, fields }) => [`\`${id}\``, name, namesOf(operations) || 'pass-through only', namesOf(fields)]),
  ),
  '',
];

const namesOf = (record: object) =>
  Object.keys(record)
    .map((name) => `\`${name}\``)
    .join(', ');
