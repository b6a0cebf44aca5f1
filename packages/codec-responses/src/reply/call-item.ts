import type { Json } from '@sluice/provider-sdk';
import { jsonIn } from '@sluice/provider-sdk/chat';
import { freeTextIn } from '../tools/chat-tools.ts';
import type { OfferedTool } from '../tools/offered-tools.ts';
import { OutputItem, type ItemStatus, type Place } from './output-item.ts';

export interface CallBegun {
  readonly callId: string;
  /** The name that the model called. */
  readonly sent: string;
  /** The caller's tool of that name; undefined where the model invented one. */
  readonly tool: OfferedTool | undefined;
}

/** A call of a function. */
export class FunctionCallItem extends OutputItem {
  readonly #begun: CallBegun;
  #arguments = '';

  constructor(place: Place, begun: CallBegun) {
    super(place);
    this.#begun = begun;
  }

  write(delta: string): void {
    if (delta === '') return;
    this.#arguments += delta;
    this.say('function_call_arguments.delta', { delta });
  }

  item(status: ItemStatus): Json {
    return {
      id: this.place.id,
      type: 'function_call',
      status,
      arguments: this.#arguments,
      call_id: this.#begun.callId,
      ...nameOf(this.#begun),
    };
  }

  protected finish(): void {
    if (this.#arguments.trim() === '') this.write('{}');
    this.say('function_call_arguments.done', { arguments: this.#arguments, name: nameOf(this.#begun)['name'] });
  }
}

/** A call of a tool of free text, or of the client's own tool search: told when its arguments are whole, which are not what is told. */
export class OtherCallItem extends OutputItem {
  readonly #begun: CallBegun;
  #arguments = '';

  constructor(place: Place, begun: CallBegun) {
    super(place);
    this.#begun = begun;
  }

  write(delta: string): void {
    this.#arguments += delta;
  }

  item(status: ItemStatus): Json {
    const written = status === 'in_progress' ? '' : this.#arguments;
    const { callId, tool } = this.#begun;
    if (tool?.kind === 'search') {
      return { id: this.place.id, type: 'tool_search_call', status, call_id: callId, execution: 'client', arguments: parsed(written) };
    }
    return { id: this.place.id, type: 'custom_tool_call', status, call_id: callId, ...nameOf(this.#begun), input: freeTextIn(written) };
  }

  protected finish(): void {
    if (this.#begun.tool?.kind === 'search') return;
    const input = freeTextIn(this.#arguments);
    if (input !== '') this.say('custom_tool_call_input.delta', { delta: input });
    this.say('custom_tool_call_input.done', { input });
  }
}

const nameOf = ({ tool, sent }: CallBegun): Json => ({
  name: tool?.name ?? sent,
  ...(tool?.namespace !== undefined && { namespace: tool.namespace }),
});

function parsed(text: string): Json {
  try {
    return jsonIn(JSON.parse(text)) ?? {};
  } catch {
    // A search for nothing: the client says what it misses.
    return {};
  }
}
