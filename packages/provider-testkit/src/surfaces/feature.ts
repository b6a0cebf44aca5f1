import type { Capability, Json, OperationName } from '@sluice/provider-sdk';
import type { Judge } from '../judge/outcome.ts';

/** Something that a caller may ask of a surface, and how the answer is judged. */
export interface Feature {
  /** In lower case with underscores; the name in the manifest and of the reply file. */
  readonly name: string;
  /** What a cell that works tells its reader. */
  readonly shows: string;
  /** What is asked besides the model: JSON, or a form where the operation takes one. */
  readonly ask: Json | Form;
  /** The members that make it this feature: a refusal has to name one of them. */
  readonly members: readonly string[];
  /** What a model has to support for this, besides the surface. */
  readonly needs?: Capability;
  /** Asked with a key, or for a model, that there is none of. */
  readonly wrong?: 'key' | 'model';
  /**
   * The members whose loss explains that it failed, as whole paths; `…=value` where it takes a certain value. A declared
   * difference excuses a failure by one of these alone, and without them nothing does.
   */
  readonly excusedBy?: readonly string[];
  readonly judge: Judge;
}

/** One operation and what can be asked of it. */
export interface Surface {
  readonly operation: OperationName;
  /** What a model of the catalogue has to support to be asked, the likeliest first. */
  readonly models: readonly Capability[];
  /** Nothing is sent but the address: there is neither a model nor a body. */
  readonly bodiless?: boolean;
  readonly features: readonly Feature[];
}

/** A multipart form. */
export interface Form {
  readonly form: Readonly<Record<string, string | FormFile>>;
}

export interface FormFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export const isForm = (ask: Json | Form): ask is Form => 'form' in ask;
