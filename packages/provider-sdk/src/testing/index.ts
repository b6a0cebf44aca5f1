export { ODD, oddCall } from './odd-calls.ts';
export { describeWith, recordingsOf, type Recording } from './recordings.ts';
export { fateOf, plain, sent, sentFor } from './sent-chat.ts';
