import type { RateLimit, UsageLimit } from '@sluice/store';
import Joi from 'joi';
import { keptLimits, RATE_LIMITS, USAGE_LIMITS } from '../../limits.ts';
import type { ProviderRow } from './row.ts';

/** Members that virtual keys and providers have in common. */
export const COMMON_MEMBERS = {
  note: Joi.string().max(4096).allow(null, ''),
  usage_limits: USAGE_LIMITS,
  rate_limits: RATE_LIMITS,
  expires_at: Joi.string().isoDate().allow(null).description('From then on calls with it are refused with 401'),
};

/** Members of a change to either. */
export const CHANGE_MEMBERS = {
  ...COMMON_MEMBERS,
  name: Joi.string().max(256),
  status: Joi.string().valid('active', 'archived').description('Archived, it is kept and cannot be called with'),
  reset_usage: Joi.boolean().allow(null).description('Lets its budget begin anew'),
  workspace_id: Joi.string().allow(null).description('Where it is; it cannot be moved'),
};

/** What `COMMON_MEMBERS` let through. */
export interface CommonMembers {
  readonly note?: string | null;
  readonly usage_limits?: readonly UsageLimit[] | null;
  readonly rate_limits?: readonly RateLimit[] | null;
  readonly expires_at?: string | null;
}

/** What `CHANGE_MEMBERS` let through. */
export interface ChangeMembers extends CommonMembers {
  readonly name?: string;
  readonly status?: 'active' | 'archived';
  readonly reset_usage?: boolean | null;
}

type Sent = { readonly [Member in keyof ChangeMembers]?: ChangeMembers[Member] | undefined };

/** Columns for what was sent of them; what was not is left out. */
export function columnsOf({ name, note, status, usage_limits: usage, rate_limits: rates, expires_at: expiry }: Sent): Partial<ProviderRow> {
  return {
    ...(name !== undefined && { name }),
    ...(status !== undefined && { status }),
    ...(note !== undefined && { note: note || null }),
    ...(usage !== undefined && { usage_limits: keptLimits(usage) }),
    ...(rates !== undefined && { rate_limits: keptLimits(rates) }),
    ...(expiry !== undefined && { expires_at: expiry === null ? null : Date.parse(expiry) }),
  };
}
