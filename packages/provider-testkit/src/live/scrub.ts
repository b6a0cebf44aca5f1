import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { RecordedAnswer } from '../replies/reply-file.ts';
import { bytesOf } from '../replies/reply-file.ts';

/** Shorter ones are found in innocent words: what anybody may see is left there, and with such a secret nothing is recorded. */
const SHORTEST = 6;

/** One value that must not be written down, in every form in which answers quote it, and what stands in its place. */
interface Hidden {
  readonly forms: readonly string[];
  readonly instead: string;
}

/** Takes an operator's settings out of what is written down. */
export interface Scrubber {
  /** The same answer with what the kit makes up in place of each setting; where that cannot be done, it is left for `remains`. */
  readonly scrubbed: (answer: RecordedAnswer) => RecordedAnswer;
  /** Whether a value is still in a file that is to be written. */
  readonly remains: (text: string, answer: RecordedAnswer) => boolean;
}

/** @throws Error with a sentence, where a secret is too short to be told from a word. */
export function scrubber(
  adapter: ProviderAdapter,
  live: Readonly<Record<string, string>>,
  made: Readonly<Record<string, string>>,
): Scrubber {
  const hidden = Object.entries(live).flatMap(([name, value]): readonly Hidden[] => {
    if (value.length >= SHORTEST) return [{ forms: formsOf(value), instead: made[name] ?? `kit-${name.toLowerCase()}` }];
    if (adapter.fields[name]?.type !== 'secret') return [];
    throw new Error(
      `the ${name} of ${adapter.id} has fewer than ${SHORTEST} characters and cannot be told from other words: nothing is recorded`,
    );
  });
  const hide = (text: string) =>
    hidden.reduce((left, { forms, instead }) => forms.reduce((rest, form) => rest.replaceAll(form, instead), left), text);
  return {
    scrubbed: (answer) => ({
      ...answer,
      headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, hide(value)])),
      // Bytes have lengths and sums in them: they are kept as they are or not at all.
      body: answer.encoding ? answer.body : JSON.parse(hide(JSON.stringify(answer.body))),
    }),
    remains: (text, answer) => {
      const bytes = answer.encoding ? Buffer.from(bytesOf(answer)).toString('latin1') : '';
      return hidden.some(({ forms, instead }) => forms.some((form) => form !== instead && (text.includes(form) || bytes.includes(form))));
    },
  };
}

/** As it stands, and as it stands within JSON, within JSON as text, in an address, and as base64. */
function formsOf(value: string): readonly string[] {
  const inJson = JSON.stringify(value).slice(1, -1);
  const inText = JSON.stringify(inJson).slice(1, -1);
  const padded = Buffer.from(value).toString('base64');
  const base64 = padded.replace(/=+$/, '');
  return [...new Set([inText, inJson, value, encodeURIComponent(value), padded, base64, base64.replaceAll('+', '-').replaceAll('/', '_')])];
}
