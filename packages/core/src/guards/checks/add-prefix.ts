import Joi from 'joi';
import { documentOf, isRecord, type JsonRecord, type Subject } from '../subject.ts';
import { replaceText } from '../inspected-text.ts';
import { defineCheck } from './check-kind.ts';

interface Parameters {
  readonly prefix: string;
  readonly applyToRole: string;
  /** Otherwise the prefix becomes a message of its own, in front. */
  readonly addToExisting: boolean;
  /** Leave a message alone that says something. */
  readonly onlyIfEmpty: boolean;
}

/** Puts a text in front of the first message of a role, or in front of the prompt. */
export const addPrefix = defineCheck<Parameters>({
  id: 'default.addPrefix',
  phases: ['before'],
  rewrites: true,
  parameters: {
    prefix: Joi.string().required(),
    applyToRole: Joi.string().valid('system', 'developer', 'user', 'assistant', 'tool').default('user'),
    addToExisting: Joi.boolean().default(true),
    onlyIfEmpty: Joi.boolean().default(false),
  },
  run({ subject, parameters }) {
    const document = prefixed(subject, parameters);
    const changed = document !== documentOf(subject);
    return {
      verdict: true,
      data: {
        prefix: parameters.prefix,
        applyToRole: parameters.applyToRole,
        explanation: `The prefix was ${changed ? '' : 'not '}added.`,
      },
      document,
    };
  },
});

function prefixed(subject: Subject, parameters: Parameters): JsonRecord {
  const { operation, request } = subject;
  if (operation === 'completions' || operation === 'embeddings') {
    return replaceText(subject, (text) => (parameters.onlyIfEmpty && text.trim() !== '' ? text : parameters.prefix + text));
  }
  // Anthropic's dialect has no message of this role.
  if (operation === 'messages' && parameters.applyToRole === 'system') return inMember(request, 'system', parameters);
  return Array.isArray(request['messages']) ? inMessages(request, request['messages'], parameters) : request;
}

function inMessages(request: JsonRecord, messages: readonly unknown[], parameters: Parameters): JsonRecord {
  const { prefix, applyToRole: role, addToExisting } = parameters;
  const index = messages.findIndex((message) => isRecord(message) && message['role'] === role);
  const message = messages[index];
  if (!isRecord(message)) return { ...request, messages: [{ role, content: prefix }, ...messages] };
  if (addToExisting) {
    const changed = inMember(message, 'content', parameters);
    return changed === message ? request : { ...request, messages: messages.with(index, changed) };
  }
  if (!mayChange(message['content'], parameters)) return request;
  return { ...request, messages: messages.toSpliced(index, 0, { role, content: prefix }) };
}

/** The prefix in front of a text or of a list of parts. */
function inMember(record: JsonRecord, name: string, parameters: Parameters): JsonRecord {
  const content = record[name];
  if (!mayChange(content, parameters)) return record;
  const { prefix } = parameters;
  if (!Array.isArray(content)) return { ...record, [name]: typeof content === 'string' ? prefix + content : prefix };
  const [first, ...rest] = content as readonly unknown[];
  const parts =
    isRecord(first) && typeof first['text'] === 'string'
      ? [{ ...first, text: prefix + first['text'] }, ...rest]
      : [{ type: 'text', text: prefix }, ...content];
  return { ...record, [name]: parts };
}

const mayChange = (content: unknown, { onlyIfEmpty }: Parameters): boolean =>
  !onlyIfEmpty ||
  content === null ||
  content === undefined ||
  (typeof content === 'string' && content.trim() === '') ||
  (Array.isArray(content) && content.length === 0);
