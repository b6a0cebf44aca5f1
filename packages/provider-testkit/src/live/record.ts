import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cellName, type CellPlan } from '../cells.ts';
import type { AskedRequest, RecordedAnswer, ReplyFile } from '../replies/reply-file.ts';
import type { Scrubber } from './scrub.ts';

/** Where replies are written, and what must not get there. */
export interface Recorder {
  readonly folder: string;
  readonly scrubber: Scrubber;
}

/**
 * Writes one exchange down. What was asked has been asked anew with made-up settings, so that only the answer can have an
 * operator's in it.
 *
 * @returns Why nothing was written; undefined where it was.
 */
export function record(plan: CellPlan, asked: AskedRequest, answered: RecordedAnswer, { folder, scrubber }: Recorder): string | undefined {
  const { model } = plan;
  const clean = scrubber.scrubbed(answered);
  const file: ReplyFile = { ...(model !== undefined && { model }), asked, answered: clean };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  if (scrubber.remains(text, clean)) return 'the answer has a setting of yours in it that cannot be taken out: nothing was written';
  const path = join(folder, `${cellName(plan)}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return undefined;
}
