import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { buildConnector } from 'undici';
import { connectTo } from './connecting.test.support.ts';
import { ConnectTimeoutError, withConnectTimeout, type Dial } from './connect-timeout.ts';

/** A dial whose end the test decides. */
function dialling() {
  const socket = new Socket();
  const callbacks: buildConnector.Callback[] = [];
  const dial: Dial = (_options, callback) => {
    callbacks.push(callback);
    return socket;
  };
  return { dial, socket, end: (...outcome: Parameters<buildConnector.Callback>) => callbacks[0]?.(...outcome) };
}

/** Collects every answer, to see that there is only one. */
function answersOf(
  connect: buildConnector.connector,
  answers: Parameters<buildConnector.Callback>[] = [],
): Parameters<buildConnector.Callback>[] {
  connect({ protocol: 'http:', hostname: 'slow.example.com', port: '80' }, (...outcome) => answers.push(outcome));
  return answers;
}

describe('a connection with a time allowed', () => {
  it('fails when the time is over, and gives up the socket', async () => {
    const { dial, socket } = dialling();
    const started = performance.now();

    const { error } = await connectTo(withConnectTimeout(dial, 40), 'http://slow.example.com');

    expect(error).toBeInstanceOf(ConnectTimeoutError);
    expect(error).toMatchObject({ code: 'SLUICE_CONNECT_TIMEOUT', message: 'no connection to slow.example.com within 40 ms' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(38);
    expect(socket.destroyed).toBe(true);
  });

  it('hands over what came in time, and leaves it alone later', async () => {
    const { dial, socket, end } = dialling();
    const answers = answersOf(withConnectTimeout(dial, 20));

    end(null, socket);
    await elapsed(60);

    expect(answers).toEqual([[null, socket]]);
    expect(socket.destroyed).toBe(false);
  });

  it('passes on a failure that came in time, once', async () => {
    const { dial, end } = dialling();
    const answers = answersOf(withConnectTimeout(dial, 20));
    const refused = new Error('refused');

    end(refused, null);
    await elapsed(60);

    expect(answers).toEqual([[refused, null]]);
  });

  it('destroys a socket that comes too late, whoever forgot to return it', async () => {
    const late = new Socket();
    const { dial, end } = dialling();
    const answers = answersOf(withConnectTimeout((options, callback) => void dial(options, callback), 20));

    await elapsed(60);
    end(null, late);

    expect(answers).toEqual([[expect.any(ConnectTimeoutError), null]]);
    expect(late.destroyed).toBe(true);
  });

  it('waits forever when it is off', async () => {
    const { dial } = dialling();

    const answers = answersOf(withConnectTimeout(dial, 0));
    await elapsed(60);

    expect(answers).toEqual([]);
  });

  it('leaves no timer behind when connecting throws at once', async () => {
    const answers: Parameters<buildConnector.Callback>[] = [];
    const connect = withConnectTimeout(() => {
      throw new RangeError('bad port');
    }, 20);

    expect(() => answersOf(connect, answers)).toThrow('bad port');
    await elapsed(60);

    expect(answers).toEqual([]);
  });
});

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
