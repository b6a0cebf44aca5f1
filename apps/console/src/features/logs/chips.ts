import { FILTERS, type Filter } from './filters.ts';
import type { LogSearch } from './log-search.ts';
import { TIME_PRESETS } from './time-presets.ts';

/** One thing that narrows the list, and what takes it away. */
export interface Chip {
  readonly label: string;
  /** For `withMembers`. */
  readonly without: Readonly<Record<string, unknown>>;
}

/** What an address has under a name; the metadata is looked at apart. */
type Given = Readonly<Record<string, string | number | boolean | undefined>>;

const whole = (at: unknown) => new Date(String(at)).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** All that narrows the list, in words. @param nameOf What an API key is called, by its id. */
export function chipsOf(search: LogSearch, nameOf: (keyId: string) => string = String): readonly Chip[] {
  return [...timeChips(search), ...FILTERS.flatMap((filter) => chipsFor(filter, search, nameOf))];
}

function timeChips(search: LogSearch): readonly Chip[] {
  if (search.when) return [{ label: TIME_PRESETS[search.when], without: { when: undefined } }];
  const { time_of_generation_min: from, time_of_generation_max: to } = search;
  return [
    ...(from === undefined ? [] : [{ label: `From ${whole(from)}`, without: { time_of_generation_min: undefined } }]),
    ...(to === undefined ? [] : [{ label: `Until ${whole(to)}`, without: { time_of_generation_max: undefined } }]),
  ];
}

function chipsFor(filter: Filter, search: LogSearch, nameOf: (keyId: string) => string): readonly Chip[] {
  const given = search as Given;
  if (filter.kind === 'metadata')
    return Object.entries(search.metadata ?? {}).map(([name, value]) => {
      const { [name]: _, ...others } = search.metadata!;
      const rest = Object.keys(others).length === 0 ? undefined : others;
      return { label: `${name === '_user' ? 'User' : name}: ${value}`, without: { metadata: rest } };
    });
  if (filter.kind === 'range') return rangeChips(filter.label, filter.unit, filter.name, given);
  const value = given[filter.name];
  if (value === undefined) return [];
  const words = filter.kind === 'choice' ? (filter.choices.find(([each]) => each === String(value))?.[1] ?? String(value)) : String(value);
  const shown =
    filter.name === 'api_key_ids'
      ? words
          .split(',')
          .map((id) => nameOf(id.trim()))
          .join(', ')
      : words;
  return [{ label: `${filter.label}: ${shown}`, without: { [filter.name]: undefined } }];
}

function rangeChips(label: string, unit: string, name: string, given: Given): readonly Chip[] {
  const [min, max] = [given[`${name}_min`], given[`${name}_max`]];
  if (min === undefined && max === undefined) return [];
  const counted = unit.includes(' ') && !unit.startsWith('US') ? '' : ` ${unit}`;
  const from = min === undefined ? '' : ` from ${min}`;
  const to = max === undefined ? '' : ` up to ${max}`;
  return [{ label: `${label}:${from}${to}${counted}`, without: { [`${name}_min`]: undefined, [`${name}_max`]: undefined } }];
}
