import { newId } from './message.ts';

/** Who is asked, in one column: a model, or a version of a prompt with whatever model that names. */
export interface Column {
  /** Known to nobody but this page. */
  readonly id: string;
  readonly kind: 'model' | 'prompt';
  readonly model: string;
  /** The slug of a prompt; empty where none is chosen. */
  readonly prompt: string;
  /** A number, `latest`, a label; empty for the published one. */
  readonly version: string;
  /** The slug of a config that the call goes through; empty for none. */
  readonly config: string;
}

/** More beside each other nobody can read. */
export const MOST_COLUMNS = 4;

export const columnOf = (parts: Partial<Omit<Column, 'id'>> = {}): Column => ({
  id: newId(),
  kind: 'model',
  model: '',
  prompt: '',
  version: '',
  config: '',
  ...parts,
});

/** `pp-welcome@3` */
export const promptReference = ({ prompt, version }: Column): string => (version === '' ? prompt : `${prompt}@${version}`);

/** What a column is called: `A`, `B`. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);

/** Whom it asks, for people. */
export const nameOf = (column: Column): string => (column.kind === 'prompt' ? promptReference(column) : column.model) || 'nobody yet';

/** Whether nobody has said yet whom to ask. */
export const areUntouched = ([only, ...others]: readonly Column[]) =>
  others.length === 0 && only!.kind === 'model' && only!.model === '' && only!.config === '';
