import { Departure, realPace, type GuardTools, type HostVerdict, type Transport } from '@sluice/core';
import { lookup } from 'node:dns/promises';

/** More than any verdict needs. */
const MOST_REPLY_BYTES = 1024 * 1024;

const CONNECT_TIMEOUT_MS = 5_000;

export interface GuardToolsMeans {
  readonly transport: Transport;
  readonly judgeHost: (text: string) => HostVerdict;
  readonly now: () => number;
  readonly userAgent: string;
}

/**
 * The network as guardrails see it. Whoever writes a config writes the addresses in it, so they are judged like any
 * host that a caller chooses.
 */
export function createGuardTools({ transport, judgeHost, now, userAgent }: GuardToolsMeans): GuardTools {
  return {
    now,
    // As long as the limits of what it sends: real time, whatever clock routing goes by.
    wait: realPace.wait,
    async send({ method, url, headers, body, timeoutMs }) {
      const { origin } = new URL(url);
      const verdict = judgeHost(origin);
      if (!verdict.ok) throw new Error(`the address may not be called: ${verdict.reason}`);
      const departure = new Departure();
      const timer = setTimeout(() => departure.leave(), timeoutMs);
      try {
        const reply = await transport(
          {
            method,
            url,
            headers: { 'user-agent': userAgent, ...lowerCase(headers) },
            body: body === undefined ? undefined : Buffer.from(body),
            guarded: !verdict.trusted,
            connectTimeoutMs: CONNECT_TIMEOUT_MS,
            firstByteTimeoutMs: timeoutMs,
            requestTimeoutMs: undefined,
            answer: undefined,
          },
          departure,
        );
        return { status: reply.status, body: await readText(reply.body, departure) };
      } finally {
        clearTimeout(timer);
      }
    },
    async resolves(hostname) {
      try {
        await lookup(hostname);
        return true;
      } catch {
        // That there is no such name is the answer.
        return false;
      }
    },
  };
}

const lowerCase = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function readText(source: Awaited<ReturnType<Transport>>['body'], departure: Departure): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    departure.onGone(() => reject(new Error('there was no answer in time')));
    source.pipe({
      data(chunk) {
        size += chunk.length;
        if (size <= MOST_REPLY_BYTES) return void chunks.push(chunk);
        source.cancel();
        reject(new Error(`the answer is longer than ${MOST_REPLY_BYTES} bytes`));
      },
      end: () => resolve(Buffer.concat(chunks).toString()),
      fail: reject,
    });
  });
}
