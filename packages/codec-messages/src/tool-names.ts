import type { Json } from '@sluice/provider-sdk';
import { toolNames, type ToolNames } from '@sluice/provider-sdk/chat';

/** `^[a-zA-Z0-9_-]{1,128}$`. Source: Anthropic, Messages API reference and tool use page, 2026-08. */
const RULE = { letter: /[a-zA-Z0-9_-]/, longest: 128 };

/** The names of a call's tools in the Messages API, and back: made alike by who writes the request and who reads the answer. */
export const namesFor = (call: Json): ToolNames => toolNames(call, RULE);
