// oxlint-disable unicorn/no-thenable -- `then` is a word of the config language
import type { KnownThing } from './language/known-things.ts';

/** Something to begin a config from. */
export interface Template {
  readonly slug: string;
  readonly title: string;
  readonly about: string;
  /** @param first,second Virtual keys that there are. */
  readonly config: (first: string, second: string) => Readonly<Record<string, unknown>>;
}

export const TEMPLATES: readonly Template[] = [
  { slug: 'single', title: 'One target', about: 'All calls go to one credential', config: (first) => ({ virtual_key: first }) },
  {
    slug: 'fallback',
    title: 'Fallback',
    about: 'When the first fails, ask the second',
    config: (first, second) => ({
      strategy: { mode: 'fallback', cb_config: { failure_threshold: 5 } },
      targets: [{ virtual_key: first }, { virtual_key: second }],
    }),
  },
  {
    slug: 'loadbalance',
    title: 'Load balance',
    about: 'Three of four calls here, the others there',
    config: (first, second) => ({
      strategy: { mode: 'loadbalance' },
      targets: [
        { virtual_key: first, weight: 3 },
        { virtual_key: second, weight: 1 },
      ],
    }),
  },
  {
    slug: 'conditional',
    title: 'Conditional',
    about: 'By metadata, parameters or headers of the call',
    config: (first, second) => ({
      strategy: {
        mode: 'conditional',
        conditions: [{ query: { 'metadata.plan': { $eq: 'paid' } }, then: 'fast' }],
        default: 'cheap',
      },
      targets: [
        { name: 'fast', virtual_key: first },
        { name: 'cheap', virtual_key: second },
      ],
    }),
  },
  {
    slug: 'cache-and-retry',
    title: 'Cache and retry',
    about: 'Same question, same answer; failures are tried again',
    config: (first) => ({
      virtual_key: first,
      cache: { mode: 'simple', max_age: 3600 },
      retry: { attempts: 3, on_status_codes: [429, 500, 502, 503, 504] },
    }),
  },
  {
    slug: 'shadow',
    title: 'Shadow',
    about: 'A copy of every tenth call goes elsewhere, unseen, to compare',
    config: (first, second) => ({
      virtual_key: first,
      shadow: { name: 'candidate', target: { virtual_key: second }, share: 0.1, cap: { cost: 5, period: 'daily' } },
    }),
  },
  {
    slug: 'experiment',
    title: 'Experiment',
    about: 'Each user keeps one of two variants',
    config: (first, second) => ({
      strategy: { mode: 'split', experiment: 'new-model' },
      targets: [
        { name: 'today', virtual_key: first, weight: 9 },
        { name: 'tomorrow', virtual_key: second, weight: 1 },
      ],
    }),
  },
];

/** A template filled in with what there is. */
export function filled({ config }: Template, virtualKeys: readonly KnownThing[]): Readonly<Record<string, unknown>> {
  const [first, second = first] = virtualKeys;
  return config(first?.text ?? 'your-virtual-key', second?.text ?? 'another-virtual-key');
}
