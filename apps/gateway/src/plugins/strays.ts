import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { limitedCall } from './guard/limited-call.ts';

/** What somebody threw where nobody calls: in a timer, from an emitter, in a promise that nobody waits for. */
export interface Stray {
  /** The plugin whose files stand in its trace; undefined where none does. */
  readonly plugin: string | undefined;
  readonly text: string;
}

type Report = (stray: Stray) => void;

/** Where a plugin's code is, as it stands in a trace, and the name that it was loaded by: its module, and the folder that it is in. */
const places: { readonly place: string; readonly plugin: string }[] = [];

/** Reading what was thrown comes to an end. */
const READ_MS = 200;

let report: Report = ({ plugin, text }) => {
  process.stderr.write(`sluice: ${plugin === undefined ? 'something' : `the plugin "${plugin}"`} threw where nobody calls it: ${text}\n`);
};

let standing = false;

/**
 * Keeps the process up when a plugin throws where nobody calls it. It would end everybody's requests, and it takes no more than
 * an error event that nobody listens for.
 */
export function standFirm(plugin: string, file: string): void {
  for (const place of [file, `${dirname(file)}/`]) places.push({ place, plugin }, { place: pathToFileURL(place).href, plugin });
  if (standing) return;
  standing = true;
  const take = (error: unknown) => report(strayOf(error));
  process.on('uncaughtException', take);
  process.on('unhandledRejection', take);
}

/** Who is told of strays from now on; until then standard error is. */
export function reportStrays(to: Report): void {
  report = to;
}

function strayOf(error: unknown): Stray {
  const text = textOf(error);
  // By the longest path that fits: several may stand in one folder.
  const [found] = places.filter(({ place }) => text.includes(place)).toSorted((one, other) => other.place.length - one.place.length);
  return { plugin: found?.plugin, text };
}

/** It need not be an error, nor let itself be read. */
function textOf(error: unknown): string {
  try {
    return limitedCall(READ_MS, () => {
      try {
        return `${String((error as Error | undefined)?.stack ?? error)}`.slice(0, 4000);
      } catch {
        return 'something that cannot be read';
      }
    });
  } catch {
    return 'something that takes too long to read';
  }
}
