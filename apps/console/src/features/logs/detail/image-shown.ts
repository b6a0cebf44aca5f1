/** Pictures that hold nothing but a picture: SVG is none of them, for it may hold a script. */
const SHOWN = /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z\d+/]+=*$/;

/** Longer than this a browser would be busy with one picture for long. Characters. */
const LONGEST = 8_000_000;

/** Whether a picture may be shown: it came along, and nothing has to be fetched from elsewhere. */
export const isShownImage = (source: string): boolean => source.length <= LONGEST && SHOWN.test(source);
