import type { Used } from '@sluice/store/logs';
import { readUsed } from './read-used.ts';
import { inputOf, outputOf } from './tokens-used.ts';
import type { TriedCall } from './tried-call.ts';

/** Roughly right for English. Core estimates what went in by the same measure. */
const BYTES_PER_TOKEN = 4;

/** What a try has used: as it was told, as the request and the answer show, or by estimate; undefined where nothing says. */
export function usedBy(tried: TriedCall): Used | undefined {
  const { usage, answered, estimatedInput, outputBytes } = tried;
  const told = readUsed(usage ?? answered?.usage);
  const facts = tried.status !== undefined && tried.status < 400 ? factsOf(tried) : undefined;
  if (estimatedInput !== undefined || outputBytes > 0) return estimated(told, estimatedInput ?? 0, outputBytes);
  if (!told) return facts && { input: 0, output: 0, ...facts };
  return { ...ofItsKind(told, tried.operation), ...facts };
}

/** What of it was told counts, where it is more: some tell at a stream's beginning what has gone in, and one token of what will come out. */
function estimated(told: Used | undefined, input: number, outputBytes: number): Used {
  const output = Math.ceil(outputBytes / BYTES_PER_TOKEN);
  if (!told) return { input, output, estimated: true };
  const missingIn = inputOf(told) === 0 ? input : 0;
  return { ...told, input: told.input + missingIn, output: told.output + Math.max(0, output - outputOf(told)), estimated: true };
}

/** What comes out of a painter or a speaker is pictures and sound, also where that is not said. */
function ofItsKind(told: Used, operation: string | undefined): Used {
  const { output, ...rest } = told;
  if (output === 0) return told;
  if (operation === 'speech') return { ...rest, output: 0, audioOutput: (told.audioOutput ?? 0) + output };
  if (PICTURES.has(operation) && told.imageOutput === undefined) return { ...rest, output: 0, imageOutput: output };
  return told;
}

const PICTURES: ReadonlySet<string | undefined> = new Set(['images', 'imageEdits', 'imageVariations']);

function factsOf({ operation, path, asked, answered }: TriedCall): Partial<Used> | undefined {
  if (PICTURES.has(operation)) {
    const picture = answered?.picture ?? asked?.picture;
    const images = answered?.pictures ?? asked?.pictures;
    return images === undefined ? undefined : { images, ...(picture !== undefined && { picture }) };
  }
  const characters = asked?.characters;
  const pages = answered?.pages;
  const seconds = answered?.seconds ?? (path.endsWith('/videos') ? asked?.seconds : undefined);
  const facts = {
    ...(characters !== undefined && { characters }),
    ...(pages !== undefined && { pages }),
    ...(seconds !== undefined && { seconds }),
  };
  return Object.keys(facts).length === 0 ? undefined : facts;
}
