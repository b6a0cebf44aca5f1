import { NativeSelect, TextInput } from '@mantine/core';
import type { LogSearch } from '../log-search.ts';
import { TIME_PRESETS } from '../time-presets.ts';

interface Field {
  readonly search: LogSearch;
  readonly onChange: (change: Readonly<Record<string, unknown>>) => void;
  /** What stands for no limit of time. */
  readonly anyTime?: string;
}

const PRESETS = Object.entries(TIME_PRESETS).map(([value, label]) => ({ value, label }));
const NEITHER = { time_of_generation_min: undefined, time_of_generation_max: undefined } as const;

/** From when records are wanted: a stretch that goes with the clock, or two moments. */
export function TimeField({ search, onChange, anyTime = 'Any time' }: Field) {
  const { when, time_of_generation_min: from, time_of_generation_max: to } = search;
  const isExact = when === undefined && (from !== undefined || to !== undefined);
  const startOfDay = () => new Date(new Date().setHours(0, 0, 0, 0)).toISOString();
  const change = (value: string) => {
    if (value === 'exact') onChange({ when: undefined, time_of_generation_min: startOfDay() });
    else onChange({ ...NEITHER, when: value === '' ? undefined : value });
  };
  return (
    <>
      <NativeSelect
        size="xs"
        label="When"
        value={isExact ? 'exact' : (when ?? '')}
        onChange={(event) => change(event.currentTarget.value)}
        data={[{ value: '', label: anyTime }, ...PRESETS, { value: 'exact', label: 'Between two moments' }]}
      />
      {isExact && <MomentField label="From" value={from} onChange={(value) => onChange({ time_of_generation_min: value })} />}
      {isExact && <MomentField label="Until" value={to} onChange={(value) => onChange({ time_of_generation_max: value })} />}
    </>
  );
}

interface MomentParts {
  readonly label: string;
  readonly value: string | number | boolean | undefined;
  /** ISO 8601. */
  readonly onChange: (value: string | undefined) => void;
}

/** What is typed counts when the field is left: half a date is none. */
function MomentField({ label, value, onChange }: MomentParts) {
  const commit = (typed: string) => {
    const at = Date.parse(typed);
    const next = Number.isNaN(at) ? undefined : new Date(at).toISOString();
    if (next !== (value === undefined ? undefined : String(value))) onChange(next);
  };
  return (
    <TextInput
      key={String(value)}
      size="xs"
      type="datetime-local"
      label={label}
      defaultValue={localOf(value)}
      onBlur={(event) => commit(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(event.currentTarget.value);
      }}
    />
  );
}

/** As such a field wants it: the time of here, without a zone. */
function localOf(value: MomentParts['value']): string {
  const at = value === undefined ? Number.NaN : Date.parse(String(value));
  if (Number.isNaN(at)) return '';
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
