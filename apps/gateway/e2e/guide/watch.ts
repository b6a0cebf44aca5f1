import type { Asked } from './fake-groq.ts';
import type { Json } from './groq-schema.ts';
import type { Example } from './page.ts';
import { saidIn } from './said.ts';
import type { Form, Stage } from './stage.ts';

export interface Run {
  readonly example: Example;
  readonly form: Form;
  readonly image: Buffer;
  /** Whether Sluice has the prompt that the page names. */
  readonly prompt: 'found' | 'missing';
}

/** A run from both ends: what its reader saw, and what reached Groq. */
export interface Seen {
  readonly said: string;
  readonly requests: readonly SeenRequest[];
}

interface SeenRequest {
  readonly line: string;
  readonly authorization: string | undefined;
  /** Headers that are between client and gateway only. */
  readonly headersOfOurs: readonly string[];
  readonly call: Json;
}

export async function watch(stage: Stage, { example, form, image }: Run): Promise<Seen> {
  stage.groq.asked.length = 0;
  stage.showPicture(image);
  const printed = await stage.print(example, form);
  return {
    said: example.client.language === 'bash' ? saidIn(printed) : printed.trimEnd().replace(NO_WORDS, ''),
    requests: stage.groq.asked.map(seenRequest),
  };
}

/** How Python and Node print an answer that has no words. */
const NO_WORDS = /^(None|null|undefined)$/;

function seenRequest({ method, path, headers, body }: Asked): SeenRequest {
  // The gateway may ask for the count of tokens on its own account.
  const { stream_options: _ofTheGateway, ...call } = JSON.parse(body.toString()) as Json;
  // The hop header has to travel: it is how a gateway that was pointed at itself finds out.
  const headersOfOurs = Object.keys(headers).filter((name) => /^x-(portkey|sluice)-(?!hop$)/.test(name));
  return { line: `${method} ${path}`, authorization: headers.authorization, headersOfOurs, call };
}
