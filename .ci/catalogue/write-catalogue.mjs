import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const style = await resolveConfig(fileURLToPath(new URL('../../.prettierrc.json', import.meta.url)));

// How the script knows its own files, so that it overwrites no others.
export const MARK = 'Written by `.ci/catalogue/generate.mjs`';

const heading = (name) => `/**
 * Models of ${name}; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). ${MARK}, which says what of the table is left out and why.
 */`;

const entry = ({ model, doubt }) => `${doubt === undefined ? '' : `\n// Price not known: ${doubt}.\n`}${JSON.stringify(model)},`;

/** The source text of a catalogue: a constant for each list. */
export const writeCatalogue = (name, lists) =>
  format(
    `import type { Model } from '@sluice/provider-sdk';

${lists
  .map(
    ([constant, models], index) =>
      `${index === 0 ? `${heading(name)}\n` : ''}export const ${constant}: readonly Model[] = [${models.map(entry).join('\n')}\n];`,
  )
  .join('\n\n')}
`,
    { ...style, parser: 'typescript' },
  );
