import type { LocalAnswer, WireRequest } from '@sluice/provider-sdk';
import { wishesIn } from './fields.ts';
import { play } from './play.ts';
import { playerOf } from './shelf.ts';

/** Answers with what was recorded, when it was recorded to come. */
export async function answer(request: WireRequest, signal: AbortSignal): Promise<LocalAnswer> {
  const asked = performance.now();
  const wishes = wishesIn(request);
  const player = await playerOf(wishes.folder, wishes.cassette);
  const { pathname, search } = new URL(request.url);
  const body = request.body && Buffer.from(request.body).toString();
  const found = player.next({ method: request.method, path: pathname + search, body }, wishes);
  return 'missing' in found ? miss(found.missing) : play(found.exchange, { asked, speed: wishes.speed, signal });
}

const miss = (message: string): LocalAnswer => ({
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ error: { message, type: 'cassette_error', param: null, code: 'not_recorded' } })),
});
