import { JsonDocument, JsonSyntaxError } from '@sluice/provider-sdk';
import type { Draft } from './draft-request.ts';
import type { Outcome } from './outcome.ts';
import type { ByteSource } from './wire/bytes.ts';

/** An answer that tells what it has used as soon as that is known: at once where it is whole, at its end where it streams. */
export function counted(outcome: Outcome, used: (usage: unknown) => void): Outcome {
  if (outcome.status >= 400) return outcome;
  if (outcome.kind === 'whole') used(outcome.usage);
  if (outcome.kind !== 'flow') return outcome;
  return { ...outcome, body: toldAtItsEnd(outcome.body, () => used(outcome.ended().usage)) };
}

/** A source that tells once when nothing more comes of it: it has ended, has broken off, or nobody wants the rest. */
function toldAtItsEnd(source: ByteSource, tell: () => void): ByteSource {
  let told = false;
  const once = () => {
    if (told) return;
    told = true;
    tell();
  };
  return {
    pipe: (sink) =>
      source.pipe({
        data: (chunk) => sink.data(chunk),
        end() {
          once();
          sink.end();
        },
        fail(error) {
          once();
          sink.fail(error);
        },
      }),
    pause: () => source.pause(),
    resume: () => source.resume(),
    cancel() {
      source.cancel();
      once();
    },
  };
}

const LIMITS_OF_OUTPUT = ['max_completion_tokens', 'max_tokens', 'max_output_tokens'] as const;

/** The most tokens that may come out, where the request says so in any of the words for it. */
export function mostTokens({ request: { body } }: Pick<Draft, 'request'>): number | undefined {
  if (body === undefined) return undefined;
  try {
    const { root } = JsonDocument.parse(body);
    return LIMITS_OF_OUTPUT.map((name) => (root.has(name) ? root.get(name) : undefined)).find((value) => typeof value === 'number');
  } catch (error) {
    // A form says nothing of tokens.
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
