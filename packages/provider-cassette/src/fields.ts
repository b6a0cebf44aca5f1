import { FaultError, optional, text, type Settings, type WireRequest } from '@sluice/provider-sdk';
import { join } from 'node:path';
import type { Choice } from './player.ts';

export const fields = {
  cassette: text('Name of the cassette', { header: 'cassette', config: 'cassette' }),
  speed: optional(text('How fast: 1 as it was, 2 twice as fast, 0 at once', { header: 'cassette-speed', config: 'speed' })),
  repeat: optional(
    text('When all recordings of a request are played: cycle, last or fail', { header: 'cassette-repeat', config: 'repeat' }),
  ),
  onMiss: optional(
    text('What was not recorded: error, or any answer of the same address', { header: 'cassette-on-miss', config: 'on_miss' }),
  ),
  // Without a header and a name in configs: no caller says where on this machine files are read.
  directory: optional(text('Folder of the cassettes')),
};

/** How one request is to be played. */
export interface Wishes extends Choice {
  readonly cassette: string;
  readonly speed: number;
  readonly folder: string;
}

const HEADER = 'cassette-wishes';

/** Puts the settings where `answer` finds them: it is given the request and nothing else. */
export const withWishes = (request: WireRequest, settings: Settings<typeof fields>): WireRequest => ({
  ...request,
  headers: { ...request.headers, [HEADER]: JSON.stringify(readWishes(settings)) },
});

export const wishesIn = ({ headers }: WireRequest): Wishes => JSON.parse(headers[HEADER]!) as Wishes;

/** @throws FaultError `invalid_request` for a value that means nothing. */
function readWishes({ cassette, speed = '1', repeat = 'cycle', onMiss = 'error', directory }: Settings<typeof fields>): Wishes {
  const factor = Number(speed);
  if (speed.trim() === '' || !Number.isFinite(factor) || factor < 0) throw meaningless('speed', speed, 'a number from 0 on');
  if (repeat !== 'cycle' && repeat !== 'last' && repeat !== 'fail') throw meaningless('repeat', repeat, 'cycle, last or fail');
  if (onMiss !== 'error' && onMiss !== 'any') throw meaningless('on_miss', onMiss, 'error or any');
  return { cassette, speed: factor, repeat, onMiss, folder: directory ?? byDefault() };
}

const byDefault = (): string =>
  process.env['SLUICE_CASSETTES']?.trim() || join(process.env['SLUICE_DATA_DIR']?.trim() || '.sluice', 'cassettes');

const meaningless = (param: string, given: string, wanted: string) =>
  new FaultError({ kind: 'invalid_request', message: `${param} "${given}" is not ${wanted}`, param, code: 'invalid_value' });
