import type { Asked } from './asked.ts';
import type { AttemptQuestion } from './attempt.ts';
import type { Guards } from './config/config.ts';
import { draftRequest, type Draft } from './draft-request.ts';
import type { House } from './house.ts';
import { remembered } from './remembered.ts';
import { isStrict } from './rooms/target-headers.ts';
import { screen } from './screen.ts';
import type { TriesQuestion } from './tries.ts';

/** The checks of a target around its cache and its tries. */
export async function screened(
  question: AttemptQuestion,
  given: TriesQuestion,
  { guards, draft }: { readonly guards: Guards; readonly draft: Draft },
  house: House,
): Promise<Asked> {
  const { incoming, metadata, chance } = question;
  const strict = isStrict(incoming, given.target.strict);
  const checks = await screen(
    { incoming, metadata, guards, provider: given.target.provider.id, draft, departure: chance.departure, strict },
    house,
  );
  if (checks.kind === 'denied') return { outcome: checks.outcome, said: draft, substituted: undefined, retries: 0, cache: undefined };
  const { rewritten, review, tell } = checks;
  const sent = rewritten || given.prefill !== undefined ? draftRequest({ ...given, rewritten }, house) : draft;
  const came = await remembered(question, { ...given, rewritten, draft: sent, review }, review ? guards.after : [], house);
  return came.reviewed ? came : { ...came, outcome: await tell(came.outcome) };
}
