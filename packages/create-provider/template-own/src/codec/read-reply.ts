import { FaultError, type Answer, type Asked, type Json } from '@sluice/provider-sdk';
import { chatReply, jsonIn, listIn, textIn, type CallSaid } from '@sluice/provider-sdk/chat';
import { troubleOf } from '../trouble.ts';
import { finishOf } from './finish.ts';
import { readCounts } from './read-counts.ts';

/** A whole answer in chat's words. */
export function readReply({ json }: Answer, asked: Asked): Json {
  const reply = jsonIn(json);
  const trouble = troubleOf(reply);
  if (trouble) throw new FaultError(trouble);
  const words = textIn(reply?.['words']);
  if (!reply || words === undefined) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "words"' });
  const calls = listIn(reply['asks']).flatMap((ask, index) => readCall(jsonIn(ask), `call_${asked.id}_${index}`));
  const why = textIn(reply['why']);
  return chatReply(
    {
      choices: [{ text: words, calls, finish: finishOf(why, calls.length > 0), nativeFinish: why }],
      usage: readCounts(reply['counted']),
    },
    asked,
  );
}

/** A call that has no name cannot be answered by anybody, and is left out. */
function readCall(ask: Json | undefined, ownId: string): readonly CallSaid[] {
  const name = textIn(ask?.['tool']);
  return name === undefined ? [] : [{ id: textIn(ask?.['ref']) ?? ownId, name, arguments: JSON.stringify(jsonIn(ask?.['with']) ?? {}) }];
}
