import { createHash } from 'node:crypto';

const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** 32 hex digits for whatever a trace is called: the same for the same text, so that its requests stay together. */
export function traceIdOf(text: string): string {
  const plain = text.toLowerCase();
  if (TRACE_ID.test(plain)) return plain;
  return UUID.test(plain) ? plain.replaceAll('-', '') : hashed(text, 32);
}

/** 16 hex digits for whatever a span is called. */
export function spanIdOf(text: string): string {
  const plain = text.toLowerCase();
  return SPAN_ID.test(plain) ? plain : hashed(text, 16);
}

const hashed = (text: string, digits: number) => createHash('sha256').update(text).digest('hex').slice(0, digits);
