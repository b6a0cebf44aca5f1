interface Message {
  readonly content?: string | null;
  readonly tool_calls?: readonly { readonly function: { readonly name?: string; readonly arguments?: string } }[];
}

interface Body {
  readonly choices?: readonly { readonly message?: Message; readonly delta?: Message }[];
}

/** What a body that curl printed says: the words, or the call of a tool; of a stream, all its pieces joined. */
export function saidIn(body: string): string {
  const documents = body.startsWith('data: ') ? eventsIn(body).filter((event) => event !== '[DONE]') : [body];
  return documents
    .flatMap((text) => (JSON.parse(text) as Body).choices ?? [])
    .map(({ message, delta }) => message ?? delta ?? {})
    .map(
      ({ content, tool_calls: calls = [] }) =>
        (content ?? '') + calls.map((call) => (call.function.name ?? '') + (call.function.arguments ?? '')).join(''),
    )
    .join('');
}

export const eventsIn = (stream: string): readonly string[] =>
  stream
    .split('\n\n')
    .filter(Boolean)
    .map((event) => event.replace(/^data: /, ''));
