export const isFailureText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** More of a text than this explains nothing. */
const MOST_CHARACTERS = 2000;

const PAGE = /^\s*<(?:!doctype|html|\?xml|head|body)/i;
const TITLE = /<title[^>]*>([^<]*)<\/title>/i;

/** What a failure's text says: of a page of HTML only its title is meant for reading. */
export function textOfPage(body: string): string | undefined {
  const shown = PAGE.test(body) ? TITLE.exec(body.slice(0, MOST_CHARACTERS))?.[1]?.trim() : body.trim().slice(0, MOST_CHARACTERS);
  return shown === '' ? undefined : shown;
}
