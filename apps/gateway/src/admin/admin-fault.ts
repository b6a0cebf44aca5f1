import { FAULTS, FaultError, type Fault, type FaultKind } from '@sluice/provider-sdk';
import { errorBody } from '@sluice/core';

/** Portkey's codes for the statuses of its admin API. Wire spec §14.5. */
const CODES: Readonly<Record<number, string>> = {
  400: 'AB01',
  401: 'AB05',
  402: 'AB09',
  403: 'AB03',
  404: 'AB02',
  409: 'AB07',
  412: 'AB07',
  413: 'AB01',
  429: 'AB06',
};

/** The body of an admin error: what every error of ours has, and what Portkey's clients read. */
export const adminErrorBody = (fault: Fault): Record<string, unknown> =>
  errorBody(fault, { data: { message: fault.message, errorCode: CODES[FAULTS[fault.kind].status] ?? 'AB04' } });

/** An error for one member of what was sent. */
export const refused = (kind: FaultKind, message: string, param?: string, code?: string): FaultError =>
  new FaultError({ kind, message, ...(param !== undefined && { param }), ...(code !== undefined && { code }) });

/** There is no such thing, or it is none of the asker's business: both are told alike. */
export const notFound = (label: string, key: string): FaultError =>
  refused('not_found', `There is no ${label} "${key}" here`, undefined, 'not_found');

/** Somebody may not do this. */
export const forbidden = (scope: string, where: string): FaultError =>
  refused('forbidden', `This needs the scope ${scope} ${where}: ask whoever manages keys and roles here`, undefined, 'missing_scope');

/** What was declared in the config file is changed there. */
export const declared = (label: string, slug: string): FaultError =>
  refused(
    'conflict',
    `The ${label} "${slug}" stands in the config file: change it there, or give it another slug here`,
    'slug',
    'declared_in_file',
  );

/** A name that is taken. */
export const taken = (label: string, slug: string): FaultError =>
  refused('conflict', `There is a ${label} "${slug}" already: choose another slug`, 'slug', 'slug_taken');
