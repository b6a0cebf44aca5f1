import { callModel, eventsOf, type ModelCall, type StreamEvent } from '../../../api/call-model.ts';
import { Refused } from '../../../api/refused.ts';
import { isObject } from '../request/read-json.ts';
import type { Request } from '../request/body-of.ts';
import { NOTHING_YET, type Answer } from './answer.ts';
import { Gathered } from './gathered.ts';
import { giveWay } from './give-way.ts';
import { Teller } from './teller.ts';

const PATH = '/v1/chat/completions';

/** One call and its answer. */
export interface Run {
  readonly request: Request;
  /** Whom it asked, for people: since then its column may have been told to ask somebody else. */
  readonly asked: string;
  /** What has come so far. The same object until something more has come. */
  readonly answer: () => Answer;
  /** Listens; what is returned ends it. */
  readonly listen: (listener: () => void) => () => void;
  /** Ends it. What has come stays. */
  readonly stop: () => void;
}

/** How a call goes out, and how its answer comes in. */
export interface RunMeans {
  readonly call: (call: ModelCall) => Promise<Response>;
  readonly events: (response: Response) => AsyncIterable<Pick<StreamEvent, 'data'>>;
}

const REAL: RunMeans = { call: callModel, events: eventsOf };

/** One that goes on, from when it is sent. It tells whoever listens, once a frame and not once a word. */
export class LiveRun implements Run {
  readonly request: Request;
  readonly asked: string;
  #answer: Answer = NOTHING_YET;
  readonly #gathered = new Gathered();
  readonly #leave = new AbortController();
  readonly #teller = new Teller();
  readonly #began = performance.now();
  readonly #events: RunMeans['events'];

  constructor(
    { request, asked, workspace }: Pick<Run, 'request' | 'asked'> & { readonly workspace: string },
    { call, events }: RunMeans = REAL,
  ) {
    this.request = request;
    this.asked = asked;
    this.#events = events;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [`x-portkey-${name}`, value]));
    // Pictures and thoughts that OpenAI has no name for are wanted here.
    const all = { 'x-portkey-strict-open-ai-compliance': 'false', ...headers };
    void this.#follow(() => call({ path: PATH, body: request.body, workspace, headers: all, signal: this.#leave.signal }));
  }

  readonly answer = (): Answer => this.#answer;

  readonly listen = (listener: () => void): (() => void) => this.#teller.listen(listener);

  readonly stop = (): void => this.#leave.abort();

  async #follow(ask: () => Promise<Response>): Promise<void> {
    try {
      const response = await ask();
      this.#note({ ...headersOf(response), state: 'coming' });
      await (isStream(response) ? this.#readStream(response) : this.#readWhole(response));
      this.#end({ state: 'done' });
    } catch (error) {
      if (this.#leave.signal.aborted) this.#end({ state: 'stopped' });
      else this.#end({ state: 'failed', error, ...(error instanceof Refused && error.trace !== undefined && { logId: error.trace }) });
    }
  }

  async #readWhole(response: Response): Promise<void> {
    this.#gathered.take(await response.json());
    this.#note({ firstMs: this.#gone() });
  }

  async #readStream(response: Response): Promise<void> {
    const rest = giveWay();
    for await (const { data } of this.#events(response)) {
      if (data === '[DONE]') return;
      const event = parsed(data);
      if (isObject(event) && isObject(event['error'])) throw new Error(sentenceIn(event['error']));
      this.#gathered.take(event);
      if (this.#answer.firstMs === undefined && this.#gathered.hasBegun) this.#note({ firstMs: this.#gone() });
      this.#teller.tellSoon(() => this.#look(), this.#answer.text.length);
      await rest();
    }
    this.#leave.signal.throwIfAborted();
    if (this.#gathered.finish === undefined) throw new Error('The answer broke off: its end never came');
  }

  #end(parts: Partial<Answer>): void {
    this.#note({ ...this.#gathered.soFar, totalMs: this.#gone(), ...parts });
    this.#teller.tellNow();
  }

  #look(): void {
    this.#note(this.#gathered.soFar);
  }

  #note(parts: Partial<Answer>): void {
    this.#answer = { ...this.#answer, ...parts };
  }

  #gone(): number {
    return performance.now() - this.#began;
  }
}

const isStream = ({ headers }: Response) => headers.get('content-type')?.startsWith('text/event-stream') ?? false;

const headersOf = ({ headers }: Response): Pick<Answer, 'logId' | 'provider' | 'cache'> => ({
  logId: headers.get('x-portkey-request-id') ?? undefined,
  provider: headers.get('x-portkey-provider') ?? undefined,
  cache: headers.get('x-portkey-cache-status') ?? undefined,
});

const sentenceIn = ({ message }: Readonly<Record<string, unknown>>) =>
  typeof message === 'string' ? message : 'The answer broke off, and nobody said why';

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    // A piece that nobody can read is not worth the rest of the answer.
    return undefined;
  }
}
