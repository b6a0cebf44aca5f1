import type { Json } from '@sluice/provider-sdk';
import { toolNames, type ToolNames } from '@sluice/provider-sdk/chat';

/** A tool's name as Converse takes it. Source: Bedrock API reference, ToolSpecification and ToolUseBlock, read 2026-11. */
const RULE = { letter: /[a-zA-Z0-9_-]/, longest: 64 };

/** The names of a call's tools in Converse, and back: made alike by who writes the request and who reads the reply. */
export const namesFor = (call: Json): ToolNames => toolNames(call, RULE);
