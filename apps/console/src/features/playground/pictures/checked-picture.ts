/** The first bytes of each kind. */
const BEGINNINGS: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['\x89PNG\r\n\x1a\n'],
  'image/jpeg': ['\xff\xd8\xff'],
  'image/gif': ['GIF87a', 'GIF89a'],
  'image/webp': ['RIFF'],
};

/** Kinds of pictures that are shown and sent; SVG is none, because there may be a script in it. */
export const PICTURE_TYPES: readonly string[] = Object.keys(BEGINNINGS);

const DATA_URL = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/]{16,}={0,2})$/;

/**
 * The URL of a picture that may be shown: the picture itself in it, of a kind that we know, and by its first bytes what it says
 * to be. Undefined for whatever else: an address of elsewhere would be asked for by showing it.
 */
export function checkedPicture(url: string): string | undefined {
  const [, type, base64] = DATA_URL.exec(url) ?? [];
  if (type === undefined || base64 === undefined) return undefined;
  const bytes = atob(base64.slice(0, 16));
  // Sound and film begin with RIFF, too.
  if (type === 'image/webp' && bytes.slice(8, 12) !== 'WEBP') return undefined;
  return BEGINNINGS[type]!.some((beginning) => bytes.startsWith(beginning)) ? url : undefined;
}
