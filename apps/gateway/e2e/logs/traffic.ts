import { Agent, request } from 'node:http';

/** What a client knows of one request that it sent. */
export interface Sent {
  /** The trace id that the client gave it. */
  readonly trace: string;
  /**
   * `answered` with this status; `left` by the client while the gateway was up; `unknown`: the connection broke, so it may have got there
   * or not; `refused`: it got nowhere.
   */
  readonly end: 'answered' | 'left' | 'unknown' | 'refused';
  readonly status: number | undefined;
  /** The gateway's own id of it. */
  readonly id: string | undefined;
  /** When the client asked, by `performance.now()`. */
  readonly began: number;
  /** When the client knew. */
  readonly at: number;
}

export interface TrafficOptions {
  readonly url: string;
  /** How many, at most. */
  readonly count: number;
  /** Whether it is enough before. */
  readonly isOver?: () => boolean;
  readonly connections: number;
  /** Told of each as it ends. */
  readonly onSent: (sent: Sent, done: number) => void;
  /** Of these moments no word is taken: the gateway was going, or gone. */
  readonly isUp: () => boolean;
}

/** Longer than any answer takes. */
const PATIENCE_MS = 10_000;

type Kind = 'good' | 'failing' | 'leaving';

/** Of a hundred ten are left by their caller, and five fail. */
const kindOf = (index: number): Kind => (index % 10 === 3 ? 'leaving' : index % 20 === 7 ? 'failing' : 'good');

const BODIES: Readonly<Record<Kind, string>> = {
  good: JSON.stringify({ model: 'mock', messages: [{ role: 'user', content: 'hello there' }] }),
  failing: JSON.stringify({ model: 'mock', messages: [{ role: 'user', content: 'hello' }], mock: { status: 500 } }),
  leaving: JSON.stringify({
    model: 'mock',
    stream: true,
    messages: [{ role: 'user', content: 'hello' }],
    mock: { chunks: 20, gap_ms: 50 },
  }),
};

/** Sends so many requests that are not refused, each when another has ended; none twice. */
export async function sendTraffic({ url, count, isOver = () => false, connections, onSent, isUp }: TrafficOptions): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let next = 0;
  let done = 0;
  const lane = async () => {
    while (done < count && !isOver()) {
      const sent = await sendOne(url, next++, agent, isUp);
      if (sent.end !== 'refused') done++;
      onSent(sent, done);
      // Nobody is there for a moment, and one that is refused does not count.
      if (sent.end === 'refused') await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
}

function sendOne(url: string, index: number, agent: Agent, isUp: () => boolean): Promise<Sent> {
  const kind = kindOf(index);
  const trace = `trace-${index}`;
  const began = performance.now();
  return new Promise((resolve) => {
    let status: number | undefined;
    let id: string | undefined;
    const end = (how: Sent['end']) => resolve({ trace, end: how, status, id, began, at: performance.now() });
    const asked = request(`${url}/v1/chat/completions`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', 'x-portkey-provider': 'mock', 'x-portkey-trace-id': trace },
    });
    asked.on('response', (response) => {
      status = response.statusCode;
      id = response.headers['x-portkey-request-id'] as string | undefined;
      response.once('data', () => {
        if (kind !== 'leaving') return;
        asked.destroy();
        end(isUp() ? 'left' : 'unknown');
      });
      response.on('end', () => end('answered'));
      response.on('error', () => end('unknown'));
      response.resume();
    });
    // A worker that is killed may take a connection with it that nobody closes any more.
    asked.setTimeout(PATIENCE_MS, () => asked.destroy());
    asked.on('error', ({ code }: NodeJS.ErrnoException) => end(code === 'ECONNREFUSED' ? 'refused' : 'unknown'));
    asked.end(BODIES[kind]);
  });
}
