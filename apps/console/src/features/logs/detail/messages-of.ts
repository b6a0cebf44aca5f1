import type { Log } from '@sluice/contract';
import type { Message } from './message-view.tsx';

/** The request as it came from the caller, and as it went on to the provider. */
export function requestsOf({ request, transformedRequest: sent, cut, response: _response }: Log): readonly Message[] {
  const came: Message = {
    name: 'As it came',
    line: `${request.method} ${request.url}`,
    headers: request.headers,
    body: request.body,
    isCut: cut.includes('request'),
  };
  if (!sent) return [came];
  const isCut = cut.includes('upstreamRequest') || (cut.includes('request') && sent.body === request.body);
  return [came, { name: 'As it was sent on', line: `${sent.method} ${sent.url ?? ''}`, headers: sent.headers, body: sent.body, isCut }];
}

/** The answer as the provider gave it, and as the caller got it. */
export function answersOf({ response, originalResponse: original, cut }: Log): readonly Message[] {
  const isCut = cut.includes('response');
  const got: Message = { name: 'As the caller got it', line: `${response.status}`, headers: response.headers, body: response.body, isCut };
  if (!original) return [got];
  return [got, { name: 'As the provider gave it', line: `${original.status}`, headers: original.headers, body: original.body, isCut }];
}
