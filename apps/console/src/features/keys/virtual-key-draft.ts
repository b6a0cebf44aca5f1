import type { CatalogueProvider, CreateVirtualKey, VirtualKeyView } from '@sluice/contract';
import { budgetDraft, rateLimits, usageLimits, type BudgetDraft, type RateDraft } from '../../ui/limits/limits.ts';
import { isoOf, localOf } from './moments.ts';
import { slugOf } from './slug.ts';

/** A virtual key as it is typed. */
export interface VirtualKeyDraft {
  readonly provider: string;
  readonly name: string;
  /** Undefined: it is made of the name. */
  readonly slug: string | undefined;
  /** Several take turns. */
  readonly keys: readonly string[];
  /** What the provider wants to be told besides, by the names of its fields. */
  readonly fields: Readonly<Record<string, string>>;
  readonly customHost: string;
  readonly note: string;
  /** Its slug; empty: the gateway's choice. */
  readonly workspace: string;
  readonly budget: BudgetDraft;
  readonly rates: readonly RateDraft[];
  /** As a field of the browser has it. */
  readonly expires: string;
}

/** What stands in the form for a new one. */
export const emptyDraft = (workspace: string): VirtualKeyDraft => ({
  provider: '',
  name: '',
  slug: undefined,
  keys: [''],
  fields: {},
  customHost: '',
  note: '',
  workspace,
  budget: budgetDraft(null),
  rates: [],
  expires: '',
});

type Shown = Pick<
  VirtualKeyView,
  'slug' | 'name' | 'note' | 'ai_provider_name' | 'model_config' | 'usage_limits' | 'rate_limits' | 'expires_at'
>;

/** What stands in the form for one that is there: of its secrets nothing, because nobody is told them again. */
export function draftOf(shown: Shown, provider: CatalogueProvider | undefined): VirtualKeyDraft {
  const config = shown.model_config ?? {};
  const text = (name: string) => (typeof config[name] === 'string' ? config[name] : '');
  const plain = provider?.fields.filter(({ type }) => type === 'text') ?? [];
  return {
    ...emptyDraft(''),
    provider: shown.ai_provider_name,
    name: shown.name,
    slug: shown.slug,
    fields: Object.fromEntries(plain.flatMap(({ name }) => (text(name) === '' ? [] : [[name, text(name)]]))),
    customHost: text('custom_host'),
    note: shown.note ?? '',
    budget: budgetDraft(shown.usage_limits),
    rates: shown.rate_limits,
    expires: localOf(shown.expires_at),
  };
}

/** The slug that it will have. */
export const slugIn = ({ slug, name }: Pick<VirtualKeyDraft, 'slug' | 'name'>): string => slug ?? slugOf(name);

/** Its members as the API takes them; what was left empty is not said. */
export function membersOf(draft: VirtualKeyDraft): Record<string, unknown> {
  const keys = draft.keys.map((key) => key.trim()).filter((key) => key !== '');
  const [only, ...more] = keys;
  const said: Record<string, unknown> = {
    name: draft.name.trim(),
    ...(only !== undefined && (more.length === 0 ? { key: only } : { keys })),
    ...Object.fromEntries(Object.entries(draft.fields).filter(([, value]) => value.trim() !== '')),
    custom_host: draft.customHost.trim() || null,
    note: draft.note.trim() || null,
    usage_limits: usageLimits(draft.budget),
    rate_limits: rateLimits(draft.rates),
    expires_at: isoOf(draft.expires),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}

/** What makes a new one. */
export const creationOf = (draft: VirtualKeyDraft): CreateVirtualKey => ({
  name: draft.name.trim(),
  provider: draft.provider,
  ...(slugIn(draft) !== '' && { slug: slugIn(draft) }),
  ...(draft.workspace !== '' && { workspace_id: draft.workspace }),
  ...membersOf(draft),
});
