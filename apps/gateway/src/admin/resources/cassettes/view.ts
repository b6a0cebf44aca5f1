import type { CassetteView } from '@sluice/contract';
import { headOf, measure, type CassetteFiles } from '../../../cassettes/places.ts';
import { shownTime } from '../../shown-time.ts';

type Head = Pick<CassetteView, 'filter' | 'share' | 'started_by' | 'started_at'> & { readonly workspace: string | null };

/** One that somebody has put there, and that says nothing of where it comes from. */
const UNKNOWN: Head = { workspace: null, filter: {}, share: 1, started_by: null, started_at: null };

/** Whose a cassette is; null: everybody's. */
export async function workspaceOf({ recording, files }: CassetteFiles): Promise<string | null> {
  return recording ? recording.workspace : (await readHead(files)).workspace;
}

/** How a cassette is shown. */
export async function cassetteView({ name, recording, files }: CassetteFiles, leftOut: number): Promise<CassetteView> {
  const {
    workspace,
    filter,
    share,
    started_by: by,
    started_at: at,
  } = recording
    ? {
        workspace: recording.workspace,
        filter: recording.filter,
        share: recording.share,
        started_by: recording.startedBy,
        started_at: shownTime(recording.startedAt),
      }
    : await readHead(files);
  return {
    object: 'cassette',
    name,
    status: recording ? 'recording' : 'done',
    workspace_id: workspace,
    filter,
    share,
    started_by: by,
    started_at: at,
    ends_at: recording ? shownTime(recording.endsAt) : null,
    ...(await measure(files)),
    left_out: leftOut,
  };
}

async function readHead([file]: readonly string[]): Promise<Head> {
  const head = file === undefined ? undefined : await headOf(file);
  return { ...UNKNOWN, ...(head as Partial<Head> | undefined) };
}
