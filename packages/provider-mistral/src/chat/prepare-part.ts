import type { JsonObject } from '@sluice/provider-sdk';

/** A part of a message's content in Mistral's words. Source: mistralai/client-ts, ContentChunk, 2026-08-05. */
export function preparePart(part: JsonObject): void {
  part.drop('cache_control');
  switch (part.text('type') ?? '') {
    case 'input_text':
    case 'output_text':
      return part.set('type', 'text');
    case 'refusal':
      part.rename('refusal', 'text');
      return part.set('type', 'text');
    case 'input_audio':
      return prepareAudio(part);
    case 'file':
      return prepareFile(part);
    case 'thinking':
      return prepareThinking(part);
  }
}

/** Sound is base64 or an address here, and tells its format itself. */
function prepareAudio(part: JsonObject): void {
  const data = part.object('input_audio')?.text('data');
  if (data !== undefined) part.set('input_audio', data);
}

/** A file is named by its id, or read from an address, which may be the file itself. */
function prepareFile(part: JsonObject): void {
  const file = part.object('file');
  if (!file) return;
  const id = file.text('file_id');
  const data = file.text('file_url') ?? file.text('file_data');
  const name = file.text('filename');
  if (id !== undefined) part.set('file_id', id);
  else if (data !== undefined) {
    part.set('type', 'document_url');
    part.set('document_url', /^(?:data|https?):/i.test(data) ? data : `data:application/pdf;base64,${data}`);
    if (name !== undefined) part.set('document_name', name);
  } else return;
  part.drop('file', 'document');
}

/** The Messages API's form of it is one text, with a signature that is another provider's. */
function prepareThinking(part: JsonObject): void {
  const text = part.text('thinking');
  if (text === undefined) return;
  part.set('thinking', [{ type: 'text', text }]);
  part.drop('signature');
}
