import type { Writable } from 'node:stream';
import winston from 'winston';
import { prettyRequest, requestFields } from './request-line.ts';
import { redact } from './redact.ts';
import type { RequestRecord } from './request-record.ts';

/** The gateway's own words, and the requests in batches. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  readonly requests: (records: readonly RequestRecord[]) => void;
  /** Resolves when all that was logged has been handed to the system. */
  close(): Promise<void>;
}

const LEVELS = { error: 0, warn: 1, info: 2, debug: 3 };

/** Lines waiting for a reader that does not read; beyond, they are dropped rather than kept for ever. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;

/** A terminal, a pipe, a file, or what stands for one of them. */
export type LogStream = Writable & { readonly isTTY?: boolean };

/**
 * A log on a stream: one JSON object a line, or plain words for a terminal. The only file that knows winston,
 * which is asked once for a whole batch of requests: asked for each it would cost more than a relay.
 */
export function createLog(level: string, stream: LogStream): Log {
  const pretty = stream.isTTY === true;
  neverBlock(stream);
  const logger = winston.createLogger({
    levels: LEVELS,
    level: level === 'silent' ? 'error' : level,
    silent: level === 'silent',
    format: winston.format.printf(({ level: at, message, lines, ...fields }) =>
      typeof lines === 'string' ? lines : pretty ? prettyLine(at, String(message), fields) : jsonLine(at, String(message), fields),
    ),
    transports: [new winston.transports.Stream({ stream })],
  });
  const isOn = (at: keyof typeof LEVELS) => level !== 'silent' && LEVELS[at] <= (LEVELS[level as keyof typeof LEVELS] ?? LEVELS.info);
  const write = (at: keyof typeof LEVELS, message: string, fields: Readonly<Record<string, unknown>> = {}) =>
    void logger.log(at, message, fields);

  return {
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
    requests(records) {
      if (!isOn('error') || stream.writableLength > MOST_WAITING_BYTES) return;
      const shown = records.map(requestFields).filter((fields) => isOn(fields['level'] as keyof typeof LEVELS));
      if (shown.length === 0) return;
      const lines = shown.map((fields) => (pretty ? prettyRequest(fields) : JSON.stringify(fields))).join('\n');
      // At the level that is always on: each line has been judged by its own.
      logger.log({ level: 'error', message: '', lines });
    },
    close: () =>
      new Promise((resolve) => {
        logger.on('finish', () => stream.write('', () => resolve()));
        logger.end();
      }),
  };
}

/** Node writes to a pipe in step with its reader, so one that stops reading would stop the gateway. */
function neverBlock(stream: LogStream): void {
  const { _handle: handle } = stream as { _handle?: { setBlocking?: (blocking: boolean) => void } };
  if (!stream.isTTY) handle?.setBlocking?.(false);
}

const jsonLine = (level: string, message: string, fields: Record<string, unknown>) =>
  redact(JSON.stringify({ level, time: new Date().toISOString(), message, ...fields }), []);

const prettyLine = (level: string, message: string, fields: Record<string, unknown>) => {
  const rest = Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : '';
  return redact(`${new Date().toISOString().slice(11, 23)} ${level} ${message}${rest}`, []);
};
