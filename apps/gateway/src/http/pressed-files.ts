import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The forms in which the build presses files, the smallest first. */
const FORMS = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;

/** A file in another form. */
export interface PressedForm {
  readonly encoding: (typeof FORMS)[number]['encoding'];
  /** From the folder on, with a slash in front. */
  readonly path: string;
}

/** The files of a folder that are there pressed as well. Paths are as addresses have them: `/assets/index.js`. */
export interface PressedFiles {
  /** Whether a file is there in another form. */
  readonly has: (path: string) => boolean;
  /** Whether a path is itself another form of a file. */
  readonly isPressed: (path: string) => boolean;
  /** The smallest form that somebody takes; undefined where they take none. */
  readonly best: (path: string, takes: (encoding: string) => boolean) => PressedForm | undefined;
}

/** Looks through a folder once: what is not in it now is never looked for, whatever an address says. */
export function pressedFiles(folder: string): PressedFiles {
  const files = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`),
  );
  const formsOf = (path: string) =>
    FORMS.map(({ encoding, ending }) => ({ encoding, path: `${path}${ending}` })).filter((form) => files.has(form.path));
  return {
    has: (path) => files.has(path) && formsOf(path).length > 0,
    isPressed: (path) => FORMS.some(({ ending }) => path.endsWith(ending) && files.has(path) && files.has(path.slice(0, -ending.length))),
    best: (path, takes) => formsOf(path).find(({ encoding }) => takes(encoding)),
  };
}
