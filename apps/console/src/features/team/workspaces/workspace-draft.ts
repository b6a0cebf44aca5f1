import type { UpdateWorkspace, WorkspaceSummary } from '@sluice/contract';
import { budgetDraft, rateLimits, usageLimits, type BudgetDraft, type RateDraft } from '../../../ui/limits/limits.ts';

/** A workspace as it is typed. */
export interface WorkspaceDraft {
  readonly name: string;
  readonly description: string;
  readonly config: string;
  /** A line for each: `name: value`. */
  readonly metadata: string;
  /** Slugs, separated by commas. */
  readonly before: string;
  readonly after: string;
  readonly budget: BudgetDraft;
  readonly rates: readonly RateDraft[];
}

/** A workspace as its form shows it. */
export const draftOf = ({ name, description, defaults, usage_limits, rate_limits }: WorkspaceSummary): WorkspaceDraft => ({
  name,
  description: description ?? '',
  config: defaults.config ?? '',
  metadata: Object.entries(defaults.metadata ?? {})
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n'),
  before: (defaults.input_guardrails ?? []).join(', '),
  after: (defaults.output_guardrails ?? []).join(', '),
  budget: budgetDraft(usage_limits),
  rates: rate_limits,
});

/** What its form says, as the API takes it: all of it, so that what was emptied is taken away. */
export const changeOf = ({ name, description, config, metadata, before, after, budget, rates }: WorkspaceDraft): UpdateWorkspace => ({
  name: name.trim(),
  description: description === '' ? null : description,
  defaults: {
    config: config.trim() === '' ? null : config.trim(),
    metadata: metadataOf(metadata),
    input_guardrails: slugsOf(before),
    output_guardrails: slugsOf(after),
  },
  usage_limits: usageLimits(budget),
  rate_limits: rateLimits(rates),
});

const slugsOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** What is wrong with the lines of metadata: one without a name and a colon would be lost. Undefined where nothing is. */
export function metadataFault(text: string): string | undefined {
  const wrong = text.split('\n').find((line) => line.trim() !== '' && line.indexOf(':') < 1);
  return wrong === undefined ? undefined : `“${wrong.trim()}” is no name with a colon and a value`;
}

/** The first colon parts a name from its value, which may hold more of them. */
const metadataOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    }),
  );
