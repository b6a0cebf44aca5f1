import { writeText } from '../../config-file/parse.ts';
import type { Exported } from './export-store.ts';

export interface Told {
  /** The config file that stands beside the store. */
  readonly besides: string | undefined;
  readonly at: Date;
}

/** The text of the file: at its head what it needs and what is not in it. */
export function writeExport({ entries, variables, leftOut }: Exported, { besides, at }: Told): string {
  const head = [
    `Written by sluice export at ${at.toISOString()}: what the API made, as a config file.`,
    ...(besides === undefined ? [] : [`What ${besides} declares is not in it: where it names something of that, put the two together.`]),
    ...(variables.length > 0 ? ['', 'Set these variables for a start with it:'] : []),
    ...variables.map(({ name, note }) => `  ${name}${note === undefined ? '' : ` (${note})`}`),
    ...(leftOut.length > 0 ? ['', 'Not in it:'] : []),
    ...leftOut.map((note) => `  ${note}`),
  ];
  const comment = head
    .flatMap((line) => line.split('\n'))
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');
  return `${comment}\n\n${writeText(entries)}`;
}
