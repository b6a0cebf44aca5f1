import Joi from 'joi';
import { isRecord, type JsonRecord, type Subject } from '../subject.ts';
import { BOTH, defineCheck } from './check-kind.ts';
import { contextBody, post, readJson, SERVICE_HEADERS, SERVICE_URL } from './service.ts';

interface Parameters {
  readonly webhookURL: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout: number;
}

/** A service of the config's author judges the text, and may rewrite it. */
export const webhook = defineCheck<Parameters>({
  id: 'default.webhook',
  phases: BOTH,
  rewrites: true,
  parameters: {
    webhookURL: SERVICE_URL.required(),
    headers: SERVICE_HEADERS,
    timeout: Joi.number().integer().min(1).max(60_000).default(3_000),
  },
  async run({ subject, parameters: { webhookURL, headers, timeout }, tools }) {
    const answer = await post(tools, { url: webhookURL, headers, timeoutMs: timeout }, contextBody(subject));
    const reply = readJson(answer);
    if (!isRecord(reply) || typeof reply['verdict'] !== 'boolean')
      throw new Error('the webhook did not answer with {"verdict": true or false}');
    const { verdict, data, transformedData } = reply;
    const document = rewritten(subject, transformedData);
    return {
      verdict,
      data: {
        ...(data !== undefined && { webhookData: data }),
        explanation: `The webhook ${verdict ? 'passed' : 'failed'} the ${subject.phase === 'before' ? 'request' : 'response'}.`,
      },
      ...(document && { document }),
    };
  },
});

/** `transformedData.request.json`, or the response's after the request. */
function rewritten({ phase }: Subject, transformedData: unknown): JsonRecord | undefined {
  const side = isRecord(transformedData) ? transformedData[phase === 'before' ? 'request' : 'response'] : undefined;
  return isRecord(side) && isRecord(side['json']) ? side['json'] : undefined;
}
