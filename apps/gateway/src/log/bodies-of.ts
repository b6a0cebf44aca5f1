import type { LoggedBodies } from '@sluice/store/logs';
import { bodyText, type BodyText } from './body-text.ts';
import { answeredBy } from './logged-tries.ts';
import type { RecordedBody } from './recorded-body.ts';
import type { RequestRecord } from './request-record.ts';

/** What was said, as it may be kept. @param limit Bytes of each body. */
export function bodiesOf(record: RequestRecord, limit: number, secrets: readonly string[]): LoggedBodies | undefined {
  if (!record.bodies || limit === 0) return undefined;
  const { request, response } = record.bodies;
  const upstream = upstreamBody(record);
  const texts = {
    request: request && bodyText(request, { limit, secrets, dialect: undefined }),
    response: response && bodyText(response, { limit, secrets, dialect: record.dialect }),
    upstreamRequest: upstream && bodyText(upstream, { limit, secrets, dialect: undefined }),
  };
  const cut = (Object.keys(texts) as (keyof typeof texts)[]).filter((name) => texts[name]?.cut);
  return {
    request: textOf(texts.request),
    response: textOf(texts.response),
    ...(texts.upstreamRequest && { upstreamRequest: texts.upstreamRequest.text }),
    ...(cut.length > 0 && { cut }),
  };
}

const textOf = (body: BodyText | undefined) => body?.text;

/** As the provider that answered was asked, where that is another text than the caller's. */
function upstreamBody({ account, bodies }: RequestRecord): RecordedBody | undefined {
  const sent = account && answeredBy(account.tries)?.body;
  if (!sent) return undefined;
  const [first] = bodies?.request?.chunks ?? [];
  if (first && bodies?.request?.kept === bodies?.request?.length && Buffer.compare(sent, first) === 0) return undefined;
  return { contentType: 'application/json', length: sent.length, chunks: [sent], kept: sent.length };
}
