import { refused } from '../../admin-fault.ts';

/** What is wrong with feedback, by the code that clients know it by. Wire spec §18. */
const CODES = { other: '03', trace: '031', value: '032', metadata: '033' } as const;

/** An error in the words of this address: the message ends with its code. */
export const badFeedback = (what: keyof typeof CODES, message: string, param?: string) =>
  refused('invalid_request', `Portkey Error: ${message}. Error Code: ${CODES[what]}`, param, CODES[what]);
