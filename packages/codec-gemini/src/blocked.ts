import type { Json } from '@sluice/provider-sdk';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';

/** Why a prompt was not answered at all; undefined where it was. */
export const blockReason = (answer: Json): string | undefined => textIn(jsonIn(answer['promptFeedback'])?.['blockReason']);
