import type { Account } from '@sluice/core';
import { askedOf } from './price-record.ts';
import type { RecordedBody } from './recorded-body.ts';
import type { RequestRecord } from './request-record.ts';

/** Bytes that stay in memory because of a record's bodies. */
export function heldBytes({ bodies, account }: RequestRecord): number {
  return inBody(bodies?.request) + inBody(bodies?.response) + inTries(account);
}

const inBody = (body: RecordedBody | undefined): number => body?.kept ?? 0;

const inTries = (account: Account | undefined): number =>
  account ? account.tries.reduce((sum, { body }) => sum + (body?.length ?? 0), 0) : 0;

/** The same record with nothing that was said. */
export function withoutBodies(record: RequestRecord): RequestRecord {
  for (const tried of record.account?.tries ?? []) tried.body = undefined;
  return { ...record, asked: record.asked ?? askedOf(record), bodies: undefined };
}
