import { checkedPicture, PICTURE_TYPES } from './checked-picture.ts';

/** Larger ones no provider takes. In bytes. */
const LARGEST = 10 * 1024 * 1024;

/** More in one message are a mistake more often than a wish. */
export const MOST_PICTURES = 10;

/** What became of files that somebody chose, pasted or dropped. */
export interface ReadPictures {
  /** As `data:` URLs. */
  readonly pictures: readonly string[];
  /** Why others were not taken: a sentence for each. */
  readonly refused: readonly string[];
}

/** Reads pictures out of files. @param room How many more there may be. */
export async function readPictures(files: readonly File[], room: number): Promise<ReadPictures> {
  const read = await Promise.all(files.map(async (file) => ({ name: file.name, url: await pictureIn(file) })));
  const good = read.flatMap(({ url }) => (url.startsWith('data:') ? [url] : []));
  const refused = read.flatMap(({ name, url }) => (url.startsWith('data:') ? [] : [`${name || 'This'} ${url}`]));
  const surplus = good.length > room ? [`A message takes ${MOST_PICTURES} pictures: left out ${good.length - room}`] : [];
  return { pictures: good.slice(0, Math.max(0, room)), refused: [...refused, ...surplus] };
}

/** Its URL, or what is wrong with it. */
async function pictureIn(file: File): Promise<string> {
  if (!PICTURE_TYPES.includes(file.type)) return 'is no picture that models take: PNG, JPEG, WebP or GIF';
  if (file.size > LARGEST) return `is larger than ${LARGEST / 1024 / 1024} MiB`;
  const url = await dataUrlOf(file);
  return checkedPicture(url) ?? 'is not what its name says: its first bytes are of something else';
}

const dataUrlOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });
