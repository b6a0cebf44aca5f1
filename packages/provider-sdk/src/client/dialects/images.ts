import type { Open } from './open.ts';

/** A picture to be made. */
export interface ImageRequest extends Open {
  readonly prompt: string;
  readonly model?: string | undefined;
  readonly n?: number | null | undefined;
  readonly size?: string | null | undefined;
}

/** One picture, as an address or as base64. */
export interface Image extends Open {
  readonly url?: string | undefined;
  readonly b64_json?: string | undefined;
}

/** The pictures that were made. */
export interface ImageReply extends Open {
  readonly data: readonly Image[];
}
