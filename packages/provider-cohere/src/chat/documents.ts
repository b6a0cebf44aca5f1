import type { Json } from '@sluice/provider-sdk';
import { listAt, type ChatCall, type FilePart } from '@sluice/provider-sdk/chat';

/** The call's own documents and the text files among its messages, which Cohere takes beside the conversation. */
export function documentsOf({ turns }: ChatCall, given: unknown): readonly unknown[] {
  const own = listAt({ documents: given }, 'documents') ?? [];
  const files = turns.flatMap((turn) => (turn.role === 'user' ? turn.parts : [])).filter((part) => part.kind === 'file');
  return [...own, ...files.map(documentOf).filter((document) => document !== undefined)];
}

/** A file as one document; undefined where it is not text that can be read here. */
export function documentOf({ source, filename, document }: FilePart): Json | undefined {
  if (source.kind !== 'data' || !/^text\/|^application\/json$/.test(source.mediaType)) return undefined;
  const title = document['title'] ?? filename;
  return {
    data: { ...(typeof title === 'string' && { title }), text: Buffer.from(source.base64, 'base64').toString() },
  };
}
