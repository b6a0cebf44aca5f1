import type { Used } from '@sluice/store/logs';

/** All tokens that went in. */
export const tokensIn = ({ input, cachedInput = 0, cacheWrite = 0, cacheWrite1h = 0, audioInput = 0 }: Used): number =>
  input + cachedInput + cacheWrite + cacheWrite1h + audioInput;

/** All tokens that came out. */
export const tokensOut = ({ output, reasoning = 0, audioOutput = 0, imageOutput = 0 }: Used): number =>
  output + reasoning + audioOutput + imageOutput;
