import type { Incident, Reading } from './judge.ts';
import type { Rule } from './rule.ts';

/** What somebody is told. */
export interface Notice {
  /** The same however often it has to be sent: who has it already can let it go. */
  readonly id: string;
  readonly webhook: string;
  readonly secret: string | undefined;
  readonly body: string;
}

export interface NoticeMeans {
  readonly state: 'firing' | 'resolved';
  readonly reading: Reading;
  readonly incident: Incident;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function noticeOf(rule: Rule, { state, reading, incident, now }: NoticeMeans): Notice {
  const { name, when, threshold, windowMs, filters, webhook, secret } = rule;
  const value = reading.value === undefined ? null : Math.round(reading.value * 1e9) / 1e9;
  const text = `${name} ${state === 'firing' ? 'is firing' : 'is over'}: ${value === null ? 'no requests' : SAID[when](value)} (limit ${SAID[when](threshold)})`;
  const data = {
    alert: name,
    state,
    when,
    value,
    threshold,
    window_seconds: when === 'breaker_open' ? undefined : windowMs / 1000,
    filters: Object.fromEntries(
      Object.entries(filters).flatMap(([side, names]) => (names ? [[WORDS[side as keyof typeof WORDS], [...names]]] : [])),
    ),
    incident: incident.id,
    since: new Date(incident.since).toISOString(),
  };
  return {
    id: `${incident.id}.${incident.told}`,
    webhook,
    secret,
    // `text` is what chat programs show of a webhook.
    body: JSON.stringify({ type: `alert.${state}`, timestamp: new Date(now).toISOString(), data, text }),
  };
}

const WORDS = { providers: 'provider', models: 'model', virtualKeys: 'virtual_key', workspaces: 'workspace', configs: 'config' } as const;

const SAID: Readonly<Record<Rule['when'], (value: number) => string>> = {
  error_rate: (value) => `${Math.round(value * 1000) / 10} % failed`,
  latency_p95: (value) => `95 % took at most ${Math.round(value)} ms`,
  spend: (value) => `$${dollars(value)} spent`,
  breaker_open: (value) => `${value} open ${value === 1 ? 'breaker' : 'breakers'}`,
};

/** Cents, or below ten of them two digits that say something. */
const dollars = (value: number) => value.toFixed(value > 0 && value < 0.1 ? Math.min(9, 1 - Math.floor(Math.log10(value))) : 2);
