import { BOTH, defineCheck } from './check-kind.ts';
import { contextBody, post, SERVICE_HEADERS, SERVICE_URL } from './service.ts';

const TIMEOUT_MS = 3_000;

/** Tells a service about the request. A service that is down never stops one. */
export const log = defineCheck<{ logURL: string; headers: Readonly<Record<string, string>> }>({
  id: 'default.log',
  phases: BOTH,
  parameters: { logURL: SERVICE_URL.required(), headers: SERVICE_HEADERS },
  async run({ subject, parameters: { logURL, headers }, tools }) {
    try {
      await post(tools, { url: logURL, headers, timeoutMs: TIMEOUT_MS }, contextBody(subject));
      return { verdict: true, data: { explanation: 'The request was logged.' } };
    } catch (error) {
      return { verdict: true, data: { explanation: 'The request could not be logged.' }, error: error as Error };
    }
  },
});
