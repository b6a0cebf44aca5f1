import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestOf } from './package-manifest.ts';
import { filled } from './placeholders.ts';
import type { Plan } from './plan.ts';

/** Beside this package's own sources, and as files of their own: they are compiled and tested like all others. */
const TEMPLATES = fileURLToPath(new URL('..', import.meta.url));

/** Under their own names npm would leave these out of a package, or the tools of this one would take them for theirs. */
const NAMES: Readonly<Record<string, string>> = {
  _gitignore: '.gitignore',
  _github: '.github',
  '_package.json': 'package.json',
  '_tsconfig.json': 'tsconfig.json',
};

/** Writes a package. @returns The files, as paths below its folder. */
export function writePackage(plan: Plan): readonly string[] {
  const shared = join(TEMPLATES, 'template-shared');
  const own = join(TEMPLATES, `template-${plan.kind}`);
  const texts = new Map([...textsIn(shared), ...textsIn(own)]);
  texts.set('package.json', manifestOf(join(shared, '_package.json'), join(own, '_package.json')));
  for (const [path, text] of texts) {
    const file = join(plan.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, filled(text, plan));
  }
  return [...texts.keys()].toSorted();
}

/** The texts of a template by the paths where they are to stand, with slashes whatever the system. */
const textsIn = (folder: string): readonly (readonly [path: string, text: string])[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = NAMES[entry.name] ?? entry.name;
    const place = join(folder, entry.name);
    return entry.isDirectory()
      ? textsIn(place).map(([path, text]) => [`${name}/${path}`, text] as const)
      : [[name, readFileSync(place, 'utf8')] as const];
  });
