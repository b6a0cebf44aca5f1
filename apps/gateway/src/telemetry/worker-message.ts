/** What workers of one gateway say to each other; the numbers are those that their parent knows them by. */
export type WorkerMessage =
  | { readonly sluice: 'workers'; readonly ids: readonly number[] }
  | { readonly sluice: 'tell'; readonly from: number; readonly topic: string; readonly what: unknown }
  | { readonly sluice: 'ask'; readonly from: number; readonly topic: string; readonly question: number }
  | { readonly sluice: 'answer'; readonly to: number; readonly question: number; readonly what: unknown };

/** Other messages go between parents and workers too. */
export const isWorkerMessage = (message: unknown): message is WorkerMessage =>
  typeof message === 'object' && message !== null && 'sluice' in message;
