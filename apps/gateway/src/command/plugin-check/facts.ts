import { configNames } from '@sluice/core';
import { environmentName, type CapabilityManifest, type Field, type ProviderAdapter, type Served } from '@sluice/provider-sdk';
import type { Check } from '@sluice/provider-sdk/check';
import type { Strategy } from '@sluice/provider-sdk/strategy';
import { variablesOf } from '../../plugins/borrowed-names.ts';

/** What a part of a plugin is. */
export type PartFacts = ProviderFacts | StrategyFacts | CheckFacts;

export interface ProviderFacts {
  readonly sort: 'provider';
  readonly slug: string;
  readonly name: string;
  readonly stability: string;
  readonly aliases: readonly string[];
  /** Answers in this process, in place of the network. */
  readonly local: boolean;
  readonly baseVariable: string;
  readonly operations: readonly OperationFacts[];
  readonly fields: readonly FieldFacts[];
  readonly models: { readonly count: number; readonly unpriced: readonly string[]; readonly uncatalogued: readonly string[] };
  /** Members by what becomes of them. */
  readonly differences: Readonly<Record<string, readonly string[]>>;
  readonly passHeaders: readonly string[];
  /** How many features of the manifest came out how; null where the package names none. */
  readonly manifest: Readonly<Record<string, number>> | null;
}

export interface OperationFacts {
  readonly name: string;
  /** Null where the model decides. */
  readonly dialect: string | null;
  /** Null for an operation that has none, and is passed on in its dialect. */
  readonly codec: { readonly framing: string | null } | null;
  readonly mended: boolean;
}

export interface FieldFacts {
  readonly name: string;
  readonly type: Field['type'];
  readonly required: boolean;
  readonly label: string;
  /** Environment variables that fill it. */
  readonly variables: readonly string[];
  /** Request headers that fill it. */
  readonly headers: readonly string[];
  /** Names that it has in a config. */
  readonly config: readonly string[];
}

export interface StrategyFacts {
  readonly sort: 'strategy';
  readonly mode: string;
  readonly alternatives: boolean;
  readonly movesOn: 'by its own rule' | 'as a fallback does';
}

export interface CheckFacts {
  readonly sort: 'check';
  readonly id: string;
  readonly phases: readonly string[];
  readonly rewrites: boolean;
}

export function providerFacts(provider: ProviderAdapter, found: CapabilityManifest['providers'][string] | undefined): ProviderFacts {
  const { id, name, stability, aliases, answer, operations, fields, models, differences, passHeaders } = provider;
  return {
    sort: 'provider',
    slug: id,
    name,
    stability,
    aliases,
    local: answer !== undefined,
    baseVariable: environmentName(id, 'baseUrl'),
    operations: Object.entries(operations).map(([each, served]: [string, Served]) => operationFacts(each, served)),
    fields: Object.keys(fields).map((field) => fieldFacts(provider, field)),
    models: {
      count: models.length,
      unpriced: models.filter(({ price, unitPrice }) => !price && !unitPrice).map((model) => model.id),
      uncatalogued: models.filter(({ supports }) => !supports).map((model) => model.id),
    },
    differences: grouped(differences.map(({ fate, member }) => [fate, member])),
    passHeaders,
    manifest: found === undefined ? null : counted(Object.values(found).flatMap((features) => Object.values(features))),
  };
}

function operationFacts(name: string, served: Served): OperationFacts {
  if ('choose' in served) return { name, dialect: null, codec: null, mended: false };
  const { dialect, codec } = served;
  return {
    name,
    dialect,
    codec: codec ? { framing: codec.stream?.framing ?? null } : null,
    mended: !codec && served.mend !== undefined,
  };
}

function fieldFacts(provider: ProviderAdapter, name: string): FieldFacts {
  const field = provider.fields[name]!;
  const { type, required, label, header } = field;
  const isCredential = name === provider.credential;
  return {
    name,
    type,
    required,
    label,
    variables: [...new Set(variablesOf(provider, name))],
    headers: isCredential ? ['authorization'] : header === undefined ? [] : [`x-portkey-${header}`, `x-sluice-${header}`],
    config: isCredential ? ['api_key'] : configNames(field),
  };
}

export const strategyFacts = ({ mode, alternatives, movesOn }: Strategy): StrategyFacts => ({
  sort: 'strategy',
  mode,
  alternatives,
  movesOn: movesOn ? 'by its own rule' : 'as a fallback does',
});

export const checkFacts = ({ id, phases, rewrites }: Check): CheckFacts => ({ sort: 'check', id, phases, rewrites });

function grouped(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, readonly string[]>> {
  const groups: Record<string, string[]> = {};
  for (const [group, member] of pairs) (groups[group] ??= []).push(member);
  return groups;
}

const counted = (words: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(grouped(words.map((word) => [word, word]))).map(([word, all]) => [word, all.length]));
