import { describe, expect, it } from '@jest/globals';
import { defineProvider, secret, text, type Fields } from '@sluice/provider-sdk';
import { fileSchema, SETTING_NAMES } from '../../src/config-file/schema.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { readProviderEnvironment } from '../../src/settings/provider-environment.ts';
import { readPage } from './support/pages.ts';
import { tableOf } from './support/read-table.ts';

/** What stands between the backticks of a cell that holds that and nothing else. */
const code = (cell: string | undefined) => /^`([^`]+)`$/.exec(cell ?? '')?.[1];

const { text: page } = readPage('docs/configuration.md');
const variables = tableOf(page, 'Variable', 'Key in the file');
const ofProviders = tableOf(page, 'Variable', 'In the file');
const keys = tableOf(page, 'Key', 'Default');

/** An environment that notes what is asked of it. */
function watchedEnvironment() {
  const read = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get(_target, name) {
        read.add(String(name));
        return undefined;
      },
    },
  );
  return { environment, read };
}

describe('the variables of docs/configuration.md', () => {
  it('are those that a start reads, and no other', () => {
    const { environment, read } = watchedEnvironment();

    readSettings(environment, '/');

    expect(variables.map(([variable]) => code(variable)).toSorted()).toEqual([...read].toSorted());
  });

  it('have the defaults that the page says', () => {
    const without = readSettings({}, '/somewhere');
    const told = variables.flatMap(([variable, , byDefault]) => {
      const value = code(byDefault);
      return value === undefined ? [] : [[code(variable)!, value] as const];
    });

    expect(told.length).toBeGreaterThan(10);
    const differing = told.filter(
      ([variable, value]) => JSON.stringify(readSettings({ [variable]: value }, '/somewhere')) !== JSON.stringify(without),
    );
    expect(differing).toEqual([]);
  });

  it('have a word on the deadline that has two defaults', () => {
    const { deadlines } = readSettings({}, '/');
    const [, , byDefault] = variables.find(([variable]) => code(variable) === 'SLUICE_FIRST_BYTE_TIMEOUT_MS')!;

    expect(byDefault).toBe(`\`${deadlines.firstByteMs}\` streamed, \`${deadlines.firstByteWholeMs}\` whole`);
  });

  it('are those of a provider, by the pattern that the page gives', () => {
    const { environment, read } = watchedEnvironment();
    const fields: Fields = { apiKey: secret('Key'), field: text('Field') };

    readProviderEnvironment(environment, [defineProvider({ id: 'slug', name: 'Slug', fields, operations: {} })]);

    expect(ofProviders.map(([variable]) => code(variable)).toSorted()).toEqual([...read].toSorted());
  });
});

interface Described {
  readonly keys?: Readonly<Record<string, Described>>;
  readonly patterns?: readonly { readonly rule: Described }[];
  readonly items?: readonly Described[];
}

/** Every key that the schema names, and `*` where it takes any name. */
function keysOf({ keys: own = {}, patterns = [], items = [] }: Described, place = ''): string[] {
  const below = (name: string, described: Described) => [
    place ? `${place}.${name}` : name,
    ...keysOf(described, place ? `${place}.${name}` : name),
  ];
  return [
    ...Object.entries(own).flatMap(([name, described]) => below(name, described)),
    ...patterns.flatMap(({ rule }) => below('*', rule)),
    ...items.flatMap((item) => keysOf(item, `${place}[]`)),
  ];
}

/** Words in capitals stand for any name. */
const asPattern = (key: string) => key.replaceAll(/\b[A-Z]+\b/g, '*');

/** A place where any name will do needs a row only below it, or none where its insides are the operator's own. */
const isNamed = (key: string) => !key.endsWith('*') || key === 'virtual_keys[].*' || key.endsWith('.*.*');

describe('the keys of docs/configuration.md', () => {
  const settings = new Set<string>(SETTING_NAMES);
  const inSchema = keysOf(fileSchema.describe() as Described).filter((key) => !settings.has(key) && isNamed(key));
  const onPage = keys.map(([key]) => code(key) ?? '');

  it('are those of the config file’s schema, and no other', () => {
    expect(onPage.map(asPattern).toSorted()).toEqual(inSchema.toSorted());
  });

  it('are, for settings, those beside the variables', () => {
    const beside = variables.map(([, key]) => code(key)).filter((key) => key !== undefined);

    expect(beside.toSorted()).toEqual([...SETTING_NAMES, 'plugins'].toSorted());
  });

  it('are required where the page says so', () => {
    const required = onPage.filter((_key, index) => keys[index]![1] === 'required');
    const describedAt = (key: string) =>
      key.split('.').reduce<Described | undefined>((described, step) => {
        const name = step.replace('[]', '');
        const found = described?.keys?.[name];
        return step.endsWith('[]') ? found?.items?.[0] : found;
      }, fileSchema.describe() as Described) as { flags?: { presence?: string } } | undefined;

    expect(required.filter((key) => describedAt(key)?.flags?.presence !== 'required')).toEqual([]);
    const inCode = inSchema.filter((key) => !key.includes('*') && describedAt(key)?.flags?.presence === 'required');
    expect(required.toSorted()).toEqual(inCode.toSorted());
  });
});
