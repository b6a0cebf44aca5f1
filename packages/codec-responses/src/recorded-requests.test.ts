import { describe, expect, it } from '@jest/globals';
import { isFaultError } from '@sluice/provider-sdk';
import { readChatCall, type ChatCall } from '@sluice/provider-sdk/chat';
import { responsesBridge } from './bridge.ts';
import { NEEDS, recordings, type Loose } from './recorded.test.support.ts';

const requests = recordings(({ endpoint, request }) => endpoint === 'responses' && typeof request?.body === 'string');

const refusal = (body: Loose): string | undefined => {
  if (body['previous_response_id']) return 'previous_response_id';
  const wrong = ((body['tools'] ?? []) as Loose[]).findIndex(({ type }) => type !== 'function');
  return wrong < 0 ? undefined : `tools[${wrong}]`;
};

/** Who said what, in one line each, read from the items by themselves. */
function meant(body: Loose): string[] {
  const lines: string[] = [];
  if (body['instructions']) lines.push(`system: ${body['instructions']}`);
  const input: Loose[] = typeof body['input'] === 'string' ? [{ role: 'user', content: body['input'] }] : body['input'];
  for (const item of input) {
    const parts: Loose[] = Array.isArray(item['content'])
      ? item['content']
      : item['content']
        ? [{ type: 'input_text', text: item['content'] }]
        : [];
    if (item['type'] === 'function_call') lines.push(`call ${item['call_id']} ${item['name']} ${item['arguments']}`);
    else if (item['type'] === 'function_call_output') lines.push(`answer ${item['call_id']} ${item['output']}`);
    else if (item['type'] === 'reasoning') {
      for (const part of [...(item['content'] ?? []), ...(item['content']?.length ? [] : item['summary'])] as Loose[])
        lines.push(`thought: ${part['text']}`);
    } else {
      for (const part of parts) {
        const role = item['role'] === 'developer' ? 'system' : item['role'];
        if (part['type'] === 'input_image') lines.push(`${role} shows ${part['image_url']}`);
        else if (part['type'] === 'input_file') lines.push(`${role} gives ${part['filename']} ${part['file_data']}`);
        else lines.push(`${role}: ${part['text']}`);
      }
    }
  }
  return lines;
}

/** The same of a chat call, as codecs read it. */
function understood({ system, turns }: ChatCall): string[] {
  const lines = system.map(({ text }) => `system: ${text}`);
  for (const turn of turns) {
    if (turn.role === 'assistant') {
      if (turn.reasoning !== undefined) lines.push(`thought: ${turn.reasoning}`);
      lines.push(
        ...turn.parts.map(({ text }) => `assistant: ${text}`),
        ...turn.calls.map((call) => `call ${call.id} ${call.name} ${call.arguments}`),
      );
    } else {
      for (const part of turn.parts) {
        const url =
          'source' in part
            ? part.source.kind === 'data'
              ? `data:${part.source.mediaType};base64,${part.source.base64}`
              : part.source.kind === 'url'
                ? part.source.url
                : part.source.id
            : '';
        if (part.kind === 'file') lines.push(`${turn.role} gives ${part.filename} ${url}`);
        else if (part.kind !== 'text') lines.push(`${turn.role} shows ${url}`);
        else lines.push(turn.role === 'tool' ? `answer ${turn.callId} ${part.text}` : `${turn.role}: ${part.text}`);
      }
    }
  }
  return lines;
}

(requests.length > 0 ? describe : describe.skip)(`a recorded Responses request as a chat call ${NEEDS}`, () => {
  it.each(requests.map((recording) => [recording.id, recording] as const))('%s', (_id, { request }) => {
    const body = JSON.parse(request!.body!) as Loose;
    const refused = refusal(body);
    if (refused !== undefined || body['store'] === true) {
      try {
        responsesBridge.request(body);
        throw new Error('not refused');
      } catch (error) {
        expect(isFaultError(error) && error.fault.param).toBe(refused);
      }
      return;
    }

    const chat = responsesBridge.request(body);

    const call = readChatCall(chat);
    expect(understood(call)).toEqual(meant(body));
    expect([call.model, call.streamed, call.maxTokens]).toEqual([body['model'], body['stream'] === true, body['max_output_tokens']]);
    expect(call.tools.map((tool) => (tool.kind === 'function' ? [tool.name, tool.parameters, tool.description] : tool))).toEqual(
      ((body['tools'] ?? []) as Loose[]).map(({ name, parameters, description }) => [name, parameters, description ?? undefined]),
    );
    expect(call.thinking?.on === true ? call.thinking.effort : undefined).toBe(body['reasoning']?.effort);
    expect(call.format?.kind === 'schema' ? [call.format.name, call.format.schema, call.format.strict] : undefined).toEqual(
      body['text']?.format?.type === 'json_schema' ? [body['text'].format.name, body['text'].format.schema, true] : undefined,
    );
    const leftOut = Object.keys(body).filter((name) => ['store', 'include', 'input', 'instructions', 'text'].includes(name));
    for (const name of leftOut) expect(chat).not.toHaveProperty(name);
  });

  it('leaves the request as it was', () => {
    for (const { request } of requests) {
      const body = JSON.parse(request!.body!) as Loose;
      try {
        responsesBridge.request(body);
      } catch {
        // Refused ones are read, too.
      }
      expect(body).toEqual(JSON.parse(request!.body!));
    }
  });
});
