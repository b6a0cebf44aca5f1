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
  const turn = jsonIn(reply?.['turn']);
  if (!reply || !turn || !Array.isArray(turn['said'])) {
    throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "turn" with what was "said"' });
  }
  const said = listIn(turn['said'])
    .map(jsonIn)
    .filter((piece) => piece !== undefined);
  const calls = said.flatMap((piece, at) => (piece['kind'] === 'use' ? readUse(piece, `call_${asked.id}_${at}`) : []));
  const ended = textIn(reply['ended']);
  return chatReply(
    {
      id: textIn(turn['id']),
      model: textIn(turn['engine']),
      choices: [{ text: wordsIn(said), calls, finish: finishOf(ended, calls.length > 0), nativeFinish: ended }],
      usage: readCounts(reply['meter']),
    },
    asked,
  );
}

const wordsIn = (said: readonly Json[]): string =>
  said.map((piece) => (piece['kind'] === 'words' ? (textIn(piece['words']) ?? '') : '')).join('');

/** A call that has no name cannot be answered by anybody, and is left out. */
function readUse(use: Json, ownId: string): readonly CallSaid[] {
  const name = textIn(use['instrument']);
  return name === undefined ? [] : [{ id: textIn(use['ref']) ?? ownId, name, arguments: JSON.stringify(jsonIn(use['with']) ?? {}) }];
}
