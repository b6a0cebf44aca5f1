import { ownHeader, plainHeader, type RequestHeaders } from '@sluice/core';

/** What a caller runs on, by the headers that SDKs send. */
export function clientOf(headers: RequestHeaders): Readonly<Record<string, string>> {
  const told: Record<string, string> = {};
  add(told, 'runtime', ownHeader(headers, 'runtime') ?? plainHeader(headers, 'x-stainless-runtime'));
  add(told, 'runtime_version', ownHeader(headers, 'runtime-version') ?? plainHeader(headers, 'x-stainless-runtime-version'));
  add(told, 'sdk_version', ownHeader(headers, 'package-version') ?? plainHeader(headers, 'x-stainless-package-version'));
  add(told, 'user_agent', plainHeader(headers, 'user-agent'));
  return told;
}

const LONGEST = 200;

function add(told: Record<string, string>, name: string, value: string | undefined): void {
  if (value !== undefined) told[name] = value.slice(0, LONGEST);
}
