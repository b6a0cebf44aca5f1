import { FaultError } from '@sluice/provider-sdk';
import { askCheck, readParameters, type Check, type CheckTools, type Finding } from '@sluice/provider-sdk/check';
import Joi from 'joi';
import { Departure } from '../../wire/departure.ts';
import { inspectedText, replaceText } from '../inspected-text.ts';
import type { GuardTools, JsonRecord, Subject } from '../subject.ts';
import type { CheckKind } from './check-kind.ts';

/** Longer than anybody waits for a reply to begin. */
const MOST_MS = 10_000;

const USUAL_REQUEST_MS = 3_000;

/** A plugin's check as one of ours: it is read, placed and reported like any other. */
export const customKind = (check: Check): CheckKind => ({
  id: check.id,
  phases: check.phases,
  rewrites: check.rewrites,
  parameters: Joi.object({ failOnError: Joi.boolean() })
    .unknown()
    .custom(({ failOnError, ...given }: { readonly failOnError?: unknown }) => ({
      ...(failOnError !== undefined && { failOnError }),
      read: readParameters(check, given),
    })),
  async run({ subject, parameters: { read }, tools }) {
    const { data = {}, ...finding } = await inTime(check, tools, () => asked(check, subject, read, tools));
    return { ...finding, data };
  },
});

function asked(check: Check, subject: Subject, parameters: unknown, tools: GuardTools): Promise<Finding> {
  const { phase, operation, provider, request, response, metadata } = subject;
  // What the caller sends in headers, credentials among it, is none of a plugin's business.
  const question = { phase, operation, provider, text: inspectedText(subject), request, response, metadata: { ...metadata } };
  return askCheck(check, question, parameters, lent(subject, tools));
}

const lent = (subject: Subject, tools: GuardTools): CheckTools => ({
  now: () => tools.now(),
  send: ({ method, url, headers = {}, body, timeoutMs = USUAL_REQUEST_MS }) =>
    tools.send({
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      url,
      headers,
      ...(body !== undefined && { body }),
      timeoutMs: Math.min(timeoutMs, MOST_MS),
    }),
  rewritten: (replace): JsonRecord => replaceText(subject, replace),
});

/** @throws FaultError `plugin_failed` where nothing came in time; what comes later is nobody's. */
async function inTime(check: Check, tools: GuardTools, run: () => Promise<Finding>): Promise<Finding> {
  const patience = new Departure();
  const late = tools.wait(MOST_MS, patience).then((): never => {
    throw new FaultError({ kind: 'plugin_failed', message: `check "${check.id}" gave no verdict within ${MOST_MS} ms` });
  });
  // Once there is a verdict, the wait ends too, and nobody is to hear of it.
  late.catch(() => {});
  try {
    return await Promise.race([run(), late]);
  } finally {
    patience.leave();
  }
}
