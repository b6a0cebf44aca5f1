import type { Json } from '@sluice/provider-sdk';
import { cannot, isJson, type ToolCall, type ToolTurn } from '@sluice/provider-sdk/chat';
import type { Generation } from './generation.ts';
import type { HostTraits } from './host.ts';
import { mediaPart } from './media.ts';

/** The answers to one turn's calls: one content, and for older models what they were shown in one more. */
export interface ToolAnswers {
  readonly answers: readonly Json[];
  readonly shown: readonly Json[];
}

/** @param calls What these answer; the answers are put in their order, by which models without ids tell them apart. */
export function toolAnswers(turns: readonly ToolTurn[], calls: readonly ToolCall[], generation: Generation, host: HostTraits): ToolAnswers {
  const place = ({ callId }: ToolTurn) => {
    const index = calls.findIndex(({ id }) => id === callId);
    return index < 0 ? calls.length : index;
  };
  const answers: Json[] = [];
  const shown: Json[] = [];
  for (const turn of turns.toSorted((one, other) => place(one) - place(other))) {
    const media = turn.parts.flatMap((part) => (part.kind === 'text' ? [] : [mediaPart(part, host)]));
    answers.push(answerOf(turn, generation.callIds ? media : [], generation));
    if (!generation.callIds && media.length > 0) shown.push({ text: `${nameOf(turn)}:` }, ...media);
  }
  return { answers, shown };
}

function answerOf(turn: ToolTurn, media: readonly Json[], { callIds }: Generation): Json {
  return {
    functionResponse: {
      ...(callIds && { id: turn.callId }),
      name: nameOf(turn),
      response: responseOf(turn),
      ...(media.length > 0 && { parts: media }),
    },
  };
}

function nameOf({ name, path }: ToolTurn): string {
  if (name === undefined) throw cannot(`${path}.tool_call_id`, 'names no call before it, and the name of the tool is wanted here');
  return name;
}

/** An object as it is; anything else under the names that js-genai (2026-08-21) gives to what a function said and to its error. */
function responseOf({ parts, failed }: ToolTurn): Json {
  const text = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n');
  return failed ? { error: text } : (objectIn(text) ?? { output: text });
}

function objectIn(text: string): Json | undefined {
  // A number this long does not outlive being parsed; as text it does.
  if (!text.trimStart().startsWith('{') || /\d{16}/.test(text)) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isJson(parsed) ? parsed : undefined;
  } catch {
    // Text that only looks like an object.
    return undefined;
  }
}
