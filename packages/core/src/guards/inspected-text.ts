import { documentOf, isRecord, type GuardedOperation, type JsonRecord, type Subject } from './subject.ts';
import type { Phase } from './hook.ts';

type Replace = (text: string) => string;

/** Walks to the text of a document, and gives the document with every text replaced. */
type Walk = (document: JsonRecord, replace: Replace) => JsonRecord;

/** The text that checks look at: its parts joined by newlines, empty when there is none. Wire spec §12. */
export function inspectedText(subject: Subject): string {
  const texts: string[] = [];
  walkOf(subject)(documentOf(subject), (text) => {
    texts.push(text);
    return text;
  });
  return texts.join('\n');
}

/** The subject's document with each part of its inspected text replaced; the same object if nothing changes. */
export const replaceText = (subject: Subject, replace: Replace): JsonRecord => walkOf(subject)(documentOf(subject), replace);

const walkOf = ({ phase, operation }: Subject) => WALKS[phase][operation];

/** A text, a list of texts, or a list of parts of which some are text. */
function inContent(content: unknown, replace: Replace): unknown {
  if (typeof content === 'string') return replace(content);
  if (Array.isArray(content))
    return sameOr(
      content,
      content.map((part: unknown) => inPart(part, replace)),
    );
  return content;
}

function inPart(part: unknown, replace: Replace): unknown {
  if (typeof part === 'string') return replace(part);
  return isRecord(part) && typeof part['text'] === 'string' ? inMember(part, 'text', replace) : part;
}

/** What did not change stays the same object, so that a caller can see it at a glance. */
const sameOr = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] =>
  after.every((item, index) => item === before[index]) ? before : after;

function inMember(record: JsonRecord, name: string, replace: Replace): JsonRecord {
  const before = record[name];
  const after = inContent(before, replace);
  return after === before ? record : { ...record, [name]: after };
}

/** One item of a list of objects, counted from the end if negative. */
function inItem(record: JsonRecord, name: string, index: number, change: (item: JsonRecord) => JsonRecord): JsonRecord {
  const list: unknown = record[name];
  if (!Array.isArray(list)) return record;
  const before: unknown = list.at(index);
  if (!isRecord(before)) return record;
  const after = change(before);
  return after === before ? record : { ...record, [name]: list.with(index, after) };
}

const inMessage: Walk = (choice, replace) => {
  const { message } = choice;
  if (!isRecord(message)) return choice;
  const after = inMember(message, 'content', replace);
  return after === message ? choice : { ...choice, message: after };
};

const lastMessage: Walk = (document, replace) => inItem(document, 'messages', -1, (message) => inMember(message, 'content', replace));

const WALKS: Readonly<Record<Phase, Readonly<Record<GuardedOperation, Walk>>>> = {
  before: {
    chat: lastMessage,
    messages: lastMessage,
    completions: (document, replace) => inMember(document, 'prompt', replace),
    embeddings: (document, replace) => inMember(document, 'input', replace),
  },
  after: {
    chat: (document, replace) => inItem(document, 'choices', 0, (choice) => inMessage(choice, replace)),
    messages: (document, replace) => inMember(document, 'content', replace),
    completions: (document, replace) => inItem(document, 'choices', 0, (choice) => inMember(choice, 'text', replace)),
    embeddings: (document) => document,
  },
};
