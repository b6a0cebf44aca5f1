import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counting } from '../clients/counting.ts';
import { startStage, type Place, type Stage } from '../clients/stage.ts';
import { withFreshIds } from './fresh-ids.ts';
import { watchOutside, type Outside } from './outside.ts';
import { doesTheTask } from './task.ts';

/** A model behind the gateway that does the task, with a folder to do it in and a home of its own for whoever it works with. */
export interface Workplace {
  readonly stage: Stage;
  readonly place: Place;
  readonly folder: string;
  readonly home: string;
  readonly note: () => string;
  /** What was asked for elsewhere, which nothing should be. */
  readonly outside: Outside;
  leave(): Promise<void>;
}

export async function enterWorkplace(name: string): Promise<Workplace> {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-command-line-')));
  const [folder, home] = [join(top, 'work'), join(top, 'home')];
  for (const each of [folder, home]) mkdirSync(each);
  const note = join(folder, 'note.txt');
  const stage = await startStage([name], { addresses: (own) => counting(withFreshIds(own)), script: doesTheTask(note) });
  const outside = await watchOutside();
  return {
    stage,
    outside,
    place: stage.at(name),
    folder,
    home,
    note: () => readFileSync(note, 'utf8'),
    async leave() {
      await outside.close();
      await stage.close();
      rmSync(top, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
