import cluster from 'node:cluster';
import { isWorkerMessage, type WorkerMessage } from './worker-message.ts';

/** The other workers of this gateway: they share its address, so what they have seen belongs together. */
export interface Workers {
  /** Whether this worker does what only one of all must do. */
  readonly first: boolean;
  /** Asks all others. Those that do not answer soon are left out. */
  ask(topic: string): Promise<readonly unknown[]>;
  /** Says what others get who ask for this. */
  answer(topic: string, what: () => unknown): void;
  tell(topic: string, what: unknown): void;
  /** Listens to what others tell. */
  hear(topic: string, listener: (what: unknown) => void): void;
}

/** A gateway of one process. */
export const NO_OTHERS: Workers = {
  first: true,
  ask: () => Promise.resolve([]),
  answer() {
    // Nobody asks.
  },
  tell() {
    // Nobody listens.
  },
  hear() {
    // Nobody tells.
  },
};

/** Longer than a busy worker needs, and shorter than whoever asks waits. */
const ANSWER_MS = 2_000;

interface Question {
  readonly answers: unknown[];
  readonly wanted: number;
  readonly done: () => void;
}

/** The workers beside this one, by way of their parent, which hands on what they say to each other. */
export function workersOf(self: NodeJS.Process = process): Workers {
  const own = cluster.worker?.id;
  if (own === undefined || !self.send) return NO_OTHERS;
  const send = (message: WorkerMessage) => {
    // A parent that has gone takes its workers with it.
    if (self.connected) self.send?.(message);
  };
  const answers = new Map<string, () => unknown>();
  const listeners = new Map<string, (what: unknown) => void>();
  const questions = new Map<number, Question>();
  let everybody: readonly number[] = [own];
  let asked = 0;

  self.on('message', (message: unknown) => {
    if (!isWorkerMessage(message)) return;
    if (message.sluice === 'workers') everybody = message.ids;
    else if (message.sluice === 'tell') listeners.get(message.topic)?.(message.what);
    else if (message.sluice === 'ask') void answer(message);
    else take(message);
  });

  async function answer({ topic, question, from }: Extract<WorkerMessage, { sluice: 'ask' }>): Promise<void> {
    const what = await answers.get(topic)?.();
    if (what !== undefined) send({ sluice: 'answer', to: from, question, what });
  }
  function take({ question, what }: Extract<WorkerMessage, { sluice: 'answer' }>): void {
    const open = questions.get(question);
    open?.answers.push(what);
    if (open && open.answers.length >= open.wanted) open.done();
  }

  return {
    get first() {
      return Math.min(...everybody) === own;
    },
    tell: (topic, what) => send({ sluice: 'tell', from: own, topic, what }),
    hear: (topic, listener) => void listeners.set(topic, listener),
    answer: (topic, what) => void answers.set(topic, what),
    ask(topic) {
      const wanted = everybody.length - 1;
      if (wanted <= 0) return Promise.resolve([]);
      const question = ++asked;
      return new Promise((resolve) => {
        const given: unknown[] = [];
        const done = () => {
          clearTimeout(timer);
          questions.delete(question);
          resolve(given);
        };
        const timer = setTimeout(done, ANSWER_MS);
        questions.set(question, { answers: given, wanted, done });
        send({ sluice: 'ask', from: own, topic, question });
      });
    },
  };
}
