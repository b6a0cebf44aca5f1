import Joi from 'joi';
import { inspectedText } from '../inspected-text.ts';
import type { GuardTools } from '../subject.ts';
import { BOTH, defineCheck, NOT } from './check-kind.ts';

/** A text with more is not asked about: every URL is a request that the gateway makes for whoever wrote the text. */
const MOST_URLS = 50;

const TIMEOUT_MS = 3_000;

/** Every URL in the text leads somewhere. */
export const validUrls = defineCheck<{ onlyDNS: boolean; not: boolean }>({
  id: 'default.validUrls',
  phases: BOTH,
  parameters: { onlyDNS: Joi.boolean().default(false), not: NOT },
  async run({ subject, parameters: { onlyDNS, not }, tools }) {
    const urls = urlsIn(inspectedText(subject));
    if (urls.length === 0) return { verdict: false, data: { not, explanation: 'The text has no URL.' } };
    if (urls.length > MOST_URLS) return { verdict: false, data: { not, explanation: `The text has more than ${MOST_URLS} URLs.` } };
    const leads = await Promise.all(urls.map((url) => leadsSomewhere(url, onlyDNS, tools)));
    const invalidUrls = urls.filter((_url, index) => !leads[index]);
    return {
      verdict: (invalidUrls.length === 0) !== not,
      data: { not, invalidUrls, explanation: `${urls.length - invalidUrls.length} of the ${urls.length} URLs lead somewhere.` },
    };
  },
});

/** Each once, and without the punctuation of the sentence around it; stops when there are too many. */
function urlsIn(text: string): readonly string[] {
  const urls = new Set<string>();
  for (const [url] of text.matchAll(/https?:\/\/[^\s"'`<>()[\]{}\\,]{1,2000}/g)) {
    urls.add(withoutPunctuation(url));
    if (urls.size > MOST_URLS) break;
  }
  return [...urls];
}

function withoutPunctuation(url: string): string {
  let end = url.length;
  while ('.;:!?*'.includes(url.charAt(end - 1))) end--;
  return url.slice(0, end);
}

async function leadsSomewhere(url: string, onlyDNS: boolean, tools: GuardTools): Promise<boolean> {
  try {
    if (onlyDNS) return await tools.resolves(new URL(url).hostname);
    const { status } = await tools.send({ method: 'GET', url, headers: {}, timeoutMs: TIMEOUT_MS });
    // A page behind a login is there.
    return status < 500 && status !== 404 && status !== 410;
  } catch {
    // No answer is the answer.
    return false;
  }
}
