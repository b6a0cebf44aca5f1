import { tableOf } from '@sluice/provider-testkit';
import type { Examined } from './examine.ts';
import type { FieldFacts, OperationFacts, PartFacts, ProviderFacts } from './facts.ts';

/** What was found of a plugin, for a person at a terminal. */
export function reportText(name: string, { parts, reports, untried, problems }: Examined): string {
  const blocks = [
    ...parts.map(partText),
    ...reports.map(tableOf),
    ...(untried.length > 0 ? [untried.map((each) => `not tried: ${each}`).join('\n')] : []),
    ...problems.map(({ place, said, cure }) => `${place}: ${said}.\n  To do: ${cure}.`),
    problems.length === 0
      ? `${name} is good${untried.length > 0 ? ', as far as it could be tried' : ''}`
      : `${name}: ${problems.length} to be done`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function partText(part: PartFacts): string {
  switch (part.sort) {
    case 'provider':
      return providerText(part);
    case 'strategy':
      return rows(`strategy ${part.mode}`, [
        ['moves on', part.movesOn],
        ['targets', part.alternatives ? 'those that cannot do what is asked are passed over' : 'taken as they are proposed'],
      ]);
    case 'check':
      return rows(`check ${part.id}`, [
        [
          'stands',
          part.phases
            .map((phase) => `${phase} the provider is asked`.replace('after the provider is asked', 'after it has answered'))
            .join(', '),
        ],
        ['rewrites', part.rewrites ? 'yes' : 'no'],
      ]);
  }
}

function providerText(facts: ProviderFacts): string {
  const { slug, name, stability, aliases, local, baseVariable, operations, fields, models, differences, passHeaders, manifest } = facts;
  const { count, unpriced, uncatalogued } = models;
  return rows(`provider ${slug} (${name}, ${stability})`, [
    ['aliases', list(aliases)],
    ['answers', local ? 'in this process' : `over the network, elsewhere by ${baseVariable}`],
    ...several('operation', operations.map(operationText)),
    ...several('field', fields.map(fieldText)),
    ['models', String(count)],
    ...(unpriced.length > 0 ? ([['', `without a price: ${list(unpriced)}`]] as const) : []),
    ...(uncatalogued.length > 0 ? ([['', `without what they support: ${list(uncatalogued)}`]] as const) : []),
    ...several(
      'differences',
      Object.entries(differences).map(([fate, members]) => `${fate}: ${list(members)}`),
    ),
    ['passes on', passHeaders.length === 0 ? 'no headers of callers' : list(passHeaders)],
    [
      'manifest',
      manifest
        ? Object.entries(manifest)
            .map(([finding, times]) => `${times} ${finding}`)
            .join(', ')
        : NO_MANIFEST,
    ],
  ]);
}

const NO_MANIFEST = 'none; provider-testkit writes one, and package.json names it: "sluice": {"capabilities": "./capabilities.json"}';

function operationText({ name, dialect, codec, mended }: OperationFacts): string {
  if (dialect === null) return `${name}: as the model has it`;
  if (!codec) return `${name}: ${dialect}, passed on${mended ? ' and mended' : ''}`;
  return `${name}: ${dialect}, translated; ${codec.framing === null ? 'no streams' : `streams as ${codec.framing}`}`;
}

function fieldText({ name, type, required, variables, headers, config }: FieldFacts): string {
  const places = [...variables, ...headers, ...config.map((each) => `"${each}" in a config`)];
  return `${name} (${type}, ${required ? 'required' : 'optional'}): ${places.join(', ')}`;
}

type Row = readonly [head: string, text: string];

/** A row for each, under one head. */
const several = (head: string, texts: readonly string[]): readonly Row[] =>
  texts.length === 0 ? [[head, 'none']] : texts.map((text, index) => [index === 0 ? head : '', text]);

const list = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '));

const rows = (title: string, lines: readonly Row[]): string =>
  [title, ...lines.map(([head, text]) => `  ${head.padEnd(12)} ${text}`)].join('\n');
