import type { PreviewPrompt } from '@sluice/contract';
import { useMemo, useState } from 'react';
import { useWorkPlace } from '../../../session/use-session.ts';
import type { Draft } from '../draft/draft.ts';
import { readDraft } from '../draft/read-draft.ts';
import { valuesOf, type TypedValues } from '../template/values.ts';
import { partialsIn, variablesIn } from '../template/variables.ts';
import { usePreview } from '../try/use-preview.ts';
import { usePartialSlugs, usePartialTexts } from '../use-partial-texts.ts';

/** All that is known of a draft while it is written: its variables, their samples, what it comes to. */
export function useDesk(draft: Draft, workspaceId: string | null | undefined) {
  const place = useWorkPlace();
  const [typed, setTyped] = useState<TypedValues>({});
  const read = useMemo(() => readDraft(draft), [draft]);
  const texts = draft.kind === 'chat' ? draft.messages.map(({ text }) => text) : [draft.text];
  const known = usePartialSlugs();
  const partials = usePartialTexts(texts.flatMap(partialsIn), known);
  const variables = variablesIn(...texts, ...partials);
  const { values, problems } = valuesOf(variables, typed);
  const where = workspaceId ?? place?.id;
  const wanted: PreviewPrompt = {
    string: read.members?.string ?? '',
    kind: draft.kind === 'completion' ? 'completion' : 'chat',
    variables: values,
    ...(where !== undefined && { workspace_id: where }),
  };
  const preview = usePreview(wanted);
  const offered = { partials: known, variables: variables.map(({ name }) => name) };
  return { read, variables, typed, setTyped, values, valueProblems: problems, wanted, preview, offered };
}

export type Desk = ReturnType<typeof useDesk>;
