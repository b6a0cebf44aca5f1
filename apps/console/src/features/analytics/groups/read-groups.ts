import type { AnalyticsQuery } from '@sluice/contract';
import { ask } from '../../../api/ask.ts';
import { GROUPINGS, type Grouping } from './groupings.ts';

/** One group; what is not told of its kind is undefined, what cannot be known null. */
export interface GroupRow {
  readonly value: string;
  readonly requests: number;
  /** US cents. */
  readonly cost: number | null;
  readonly tokens?: number | null;
  /** Milliseconds. */
  readonly p50?: number | null;
  readonly p90?: number | null;
  /** In percent. */
  readonly successRate?: number | null;
  /** −10 to 10. */
  readonly feedback?: number | null;
  /** ISO 8601. */
  readonly lastSeen?: string;
}

/** A page of groups. */
export interface Groups {
  readonly total: number;
  readonly rows: readonly GroupRow[];
}

interface Asked {
  readonly by: Grouping;
  /** The metadata name, where they are by metadata. */
  readonly name: string | undefined;
  readonly query: AnalyticsQuery;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/** Asks for groups, whatever they are by. @throws Refused */
export async function readGroups({ by, name, query, page, size }: Asked, signal: AbortSignal): Promise<Groups> {
  const paged = { ...query, current_page: page - 1, page_size: size };
  if (by === 'users') {
    const { total, data } = await ask('GET /v1/analytics/groups/users', { query: paged }, signal);
    return { total, rows: data.map(({ user, requests, cost }) => ({ value: user, requests, cost })) };
  }
  if (by === 'metadata') {
    if (name === undefined) return { total: 0, rows: [] };
    const { total, data } = await ask('GET /v1/analytics/groups/metadata/{name}', { path: { name }, query: paged }, signal);
    return {
      total,
      rows: data.map(({ metadata_value, requests, cost, avg_weighted_feedback, last_seen }) => ({
        value: metadata_value,
        requests,
        cost,
        feedback: avg_weighted_feedback,
        lastSeen: last_seen,
      })),
    };
  }
  const { by: address, member } = GROUPINGS[by];
  const { total, data } = await ask('GET /v1/analytics/groups/{by}', { path: { by: address }, query: paged }, signal);
  return {
    total,
    rows: data.map((group) => ({
      value: String((group[member] as string | number | null | undefined) ?? ''),
      requests: group.requests ?? 0,
      cost: group.cost ?? null,
      tokens: group.total_tokens ?? null,
      p50: group.p50_latency ?? null,
      p90: group.p90_latency ?? null,
      successRate: group.success_rate ?? null,
      ...(group.last_seen !== undefined && { lastSeen: group.last_seen }),
    })),
  };
}
