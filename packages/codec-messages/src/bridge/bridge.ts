import type { Bridge } from '@sluice/provider-sdk';
import { readRequest } from './read-request.ts';
import { writeReply } from './write-reply.ts';
import { messagesWriter } from './writer.ts';

/** The Messages API as a door to whatever speaks chat. */
export const messagesBridge: Bridge = { request: readRequest, reply: writeReply, writer: messagesWriter };
