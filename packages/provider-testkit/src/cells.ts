import type { Json, Model, OperationName, ProviderAdapter } from '@sluice/provider-sdk';
import { hasCredential } from './exchange/settings.ts';
import type { Replies } from './replies/folder.ts';
import type { ReplyFile } from './replies/reply-file.ts';
import { isForm, SURFACES, type Feature, type Form, type Surface } from './surfaces/index.ts';

/** One cell of the table: what is asked, of which model, and what was once answered. */
export interface CellPlan {
  readonly surface: Surface;
  readonly feature: Feature;
  /** Undefined where nothing is known to ask for. */
  readonly model: string | undefined;
  /** What is asked, its model included; undefined where only the address is. */
  readonly call: Json | Form | undefined;
  readonly reply: ReplyFile | undefined;
}

/** What decides on cells besides the adapter. */
export interface Choices {
  readonly replies: Replies;
  /** Models by surface or by cell; they go before those that the replies name. */
  readonly models: Readonly<Record<string, string>>;
  /** Where set, no reply is looked for, since new ones are asked for. */
  readonly live: boolean;
}

/** `chat/tools`: how a cell is called in messages, options and files. */
export const cellName = ({ surface, feature }: Pick<CellPlan, 'surface' | 'feature'>): string => `${surface.operation}/${feature.name}`;

/** A model that nobody has. */
const NO_MODEL = 'no-such-model-of-the-test-kit';

/** All that can be asked of a provider, surface by surface. */
export function cellsOf(adapter: ProviderAdapter, choices: Choices): readonly CellPlan[] {
  return surfacesOf(adapter).flatMap((surface) =>
    surface.features
      .filter(({ wrong }) => wrong !== 'key' || hasCredential(adapter))
      .map((feature) => planned({ adapter, surface, feature }, choices)),
  );
}

/** The surfaces that a provider has, in the order in which they are shown. */
export const surfacesOf = (adapter: ProviderAdapter): readonly Surface[] =>
  SURFACES.filter(({ operation }) => adapter.operations[operation] !== undefined);

interface Place {
  readonly adapter: ProviderAdapter;
  readonly surface: Surface;
  readonly feature: Feature;
}

function planned(place: Place, { replies, models, live }: Choices): CellPlan {
  const { adapter, surface, feature } = place;
  const name = cellName(place);
  const reply = live ? undefined : replies.find(surface.operation, feature.name);
  const { kit } = replies;
  const named = models[name] ?? models[surface.operation] ?? kit.models?.[name] ?? kit.models?.[surface.operation];
  const told = feature.wrong === 'model' ? NO_MODEL : (named ?? modelFor(adapter, surface, feature));
  const model = reply ? (modelIn(reply) ?? told) : told;
  const extra = { ...kit.calls?.[surface.operation], ...kit.calls?.[name] };
  return { surface, feature, model, call: surface.bodiless ? undefined : callOf(feature.ask, model, extra), reply };
}

/** A model of the catalogue that can do it: of those that can, the first. */
function modelFor({ models }: ProviderAdapter, surface: Surface, { needs }: Feature): string | undefined {
  const living = models.filter(({ retired }) => retired === undefined);
  const able = surface.models.flatMap((capability) => living.filter(({ supports }) => supports?.includes(capability)));
  const fits = ({ supports }: Model) => needs === undefined || supports?.includes(needs);
  return (able.find(fits) ?? able[0])?.id;
}

/** What a reply was asked of, where it says so. */
function modelIn({ model, asked: { body } }: ReplyFile): string | undefined {
  if (model !== undefined) return model;
  const named = typeof body === 'object' && body !== null ? (body as Json)['model'] : undefined;
  return typeof named === 'string' ? named : undefined;
}

/** Some name has to stand there, or nothing could be tried without a catalogue. */
const SOME_MODEL = 'a-model';

export function callOf(ask: Json | Form, model: string | undefined, extra: Json = {}): Json | Form {
  const named = { model: model ?? SOME_MODEL };
  return isForm(ask) ? { form: { ...named, ...ask.form, ...(extra as Form['form']) } } : { ...named, ...ask, ...extra };
}

export const isSurface = (name: string): name is OperationName => SURFACES.some(({ operation }) => operation === name);
