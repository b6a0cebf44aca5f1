import type { Json } from '@sluice/provider-sdk';

/** How a host of these models differs from the makers' own. */
export interface MessagesOptions {
  /** Below the base URL. Default: `/messages`. */
  readonly path?: (model: string, streamed: boolean) => string;
  /** Members that the host wants elsewhere than in the body. */
  readonly without?: readonly ('model' | 'stream')[];
  /** Members that the host wants in every body: `{"anthropic_version":…}`. */
  readonly extra?: Json;
  /** Whether it fetches pictures and documents by their address. Default: true. */
  readonly imageUrls?: boolean;
  /** Where names of betas go that a call has in `anthropic_beta`. Default: a header. */
  readonly betas?: 'header' | 'body';
}
