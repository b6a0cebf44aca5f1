import type { LoggedBodies } from '@sluice/store/logs';
import { bodyText, type BodyText } from './body-text.ts';
import type { Cleaner } from './cleaner.ts';
import { keptHeaders } from './kept-headers.ts';
import { answeredBy } from './logged-tries.ts';
import type { RecordedBody } from './recorded-body.ts';
import type { RequestRecord } from './request-record.ts';

/** How a request's words are kept. */
export interface SaidRules {
  /** Bytes of each body. */
  readonly limit: number;
  readonly secrets: readonly string[];
  readonly cleaner: Cleaner;
}

/** What was said, as it may be kept; undefined where nothing of it is to be. */
export function bodiesOf(record: RequestRecord, { limit, secrets, cleaner }: SaidRules): LoggedBodies | undefined {
  if (!record.bodies || limit === 0) return undefined;
  const { request, response } = record.bodies;
  const upstream = upstreamBody(record);
  const asked = request && bodyText(request, { limit, secrets, dialect: undefined });
  const answered = response && bodyText(response, { limit, secrets, dialect: record.dialect });
  const sent = upstream && bodyText(upstream, { limit, secrets, dialect: undefined });
  const said: Writable<LoggedBodies> = { request: asked?.text, response: answered?.text };
  if (sent) said.upstreamRequest = sent.text;
  said.headers = keptHeaders(record, cleaner);
  if (asked?.cut || answered?.cut || sent?.cut) said.cut = cutOf({ request: asked, response: answered, upstreamRequest: sent });
  return said;
}

/** The headers alone, where nothing else that was said may be kept. */
export const headersOf = (record: RequestRecord, { limit, cleaner }: SaidRules): LoggedBodies | undefined =>
  record.bodies && limit > 0 ? { request: undefined, response: undefined, headers: keptHeaders(record, cleaner) } : undefined;

type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

type Name = NonNullable<LoggedBodies['cut']>[number];

const cutOf = (texts: Readonly<Record<Name, BodyText | undefined>>) => (Object.keys(texts) as Name[]).filter((name) => texts[name]?.cut);

/** As the provider that answered was asked, where that is another text than the caller's. */
function upstreamBody({ account, bodies }: RequestRecord): RecordedBody | undefined {
  const sent = account && answeredBy(account.tries)?.body;
  if (!sent) return undefined;
  const [first] = bodies?.request?.chunks ?? [];
  if (first && bodies?.request?.kept === bodies?.request?.length && (sent === first || Buffer.compare(sent, first) === 0)) return undefined;
  return { contentType: 'application/json', length: sent.length, chunks: [sent], kept: sent.length };
}
