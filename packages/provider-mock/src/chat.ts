import type { JsonObject } from '@sluice/provider-sdk';
import type { Directions } from './directions.ts';
import { answerTo, countTokens, lastWords } from './text.ts';

/** Fixed, because a mock that tells the time is a mock that tests cannot compare. */
const CREATED = 1_700_000_000;

interface ToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

interface Answer {
  readonly model: string;
  readonly text: string | null;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: 'stop' | 'tool_calls';
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number; readonly total_tokens: number };
}

export function answerChat(body: JsonObject, directions: Directions): Answer {
  const question = lastWords(body);
  const toolCalls = directions.toolCalls.map((call, index): ToolCall => ({
    id: `call_mock_${index}`,
    type: 'function',
    function: { name: call.name, arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments) },
  }));
  const text = toolCalls.length > 0 ? null : answerTo(question);
  const prompt = countTokens(question);
  const completion = countTokens(text ?? JSON.stringify(toolCalls));
  return {
    model: body.text('model') ?? 'mock',
    text,
    toolCalls,
    finish: toolCalls.length > 0 ? 'tool_calls' : 'stop',
    usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
  };
}

const head = (object: string, model: string) => ({ id: 'chatcmpl-mock', object, created: CREATED, model });

export const chatReply = ({ model, text, toolCalls, finish, usage }: Answer) => ({
  ...head('chat.completion', model),
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: text, ...(toolCalls.length > 0 && { tool_calls: toolCalls }) },
      logprobs: null,
      finish_reason: finish,
    },
  ],
  usage,
});

export const completionReply = ({ model, text, usage }: Answer) => ({
  ...head('text_completion', model),
  choices: [{ index: 0, text: text ?? '', logprobs: null, finish_reason: 'stop' }],
  usage,
});

/** A chat answer as the events of a stream, in the order that OpenAI documents. */
export function chatEvents(answer: Answer, pieces: number | undefined, withUsage: boolean): unknown[] {
  const chunk = (delta: unknown, finish: string | null = null) => ({
    ...head('chat.completion.chunk', answer.model),
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  });
  const content =
    answer.text === null
      ? answer.toolCalls.map((call, index) => chunk({ tool_calls: [{ index, ...call }] }))
      : split(answer.text, pieces).map((piece) => chunk({ content: piece }));
  return [
    chunk({ role: 'assistant', content: answer.text === null ? null : '' }),
    ...content,
    chunk({}, answer.finish),
    ...(withUsage ? [{ ...head('chat.completion.chunk', answer.model), choices: [], usage: answer.usage }] : []),
  ];
}

export function completionEvents(answer: Answer, pieces: number | undefined, withUsage: boolean): unknown[] {
  const chunk = (text: string, finish: string | null = null) => ({
    ...head('text_completion', answer.model),
    choices: [{ index: 0, text, logprobs: null, finish_reason: finish }],
  });
  return [
    ...split(answer.text ?? '', pieces).map((piece) => chunk(piece)),
    chunk('', answer.finish),
    ...(withUsage ? [{ ...head('text_completion', answer.model), choices: [], usage: answer.usage }] : []),
  ];
}

/** Cuts a text into so many pieces, or into its words. A text shorter than that gives empty pieces, which are legal events. */
function split(text: string, pieces: number | undefined): string[] {
  if (pieces === undefined) return text.match(/\S+\s*/g) ?? [text];
  return Array.from({ length: pieces }, (_, index) =>
    text.slice(Math.floor((index * text.length) / pieces), Math.floor(((index + 1) * text.length) / pieces)),
  );
}
