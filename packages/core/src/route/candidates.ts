import { isFaultError, type Model } from '@sluice/provider-sdk';
import type { TargetConfig } from '../config/config.ts';
import type { House } from '../house.ts';
import { ownHeader, type Incoming } from '../incoming.ts';
import { askedModel, withoutAlias } from '../rooms/asked-model.ts';
import { nameProvider, type Named, type NameQuestion } from '../rooms/name-provider.ts';
import { estimateCost } from './estimate-cost.ts';
import { isFitAtAGlance, lackOf, needsOf, type Lack, type Needs } from './needs.ts';

/** A target as far as it is known without planning it. */
interface Candidate {
  readonly named: Named;
  /** The model that would be sent. */
  readonly model: string | undefined;
  readonly known: Model | undefined;
}

/** What a catalogue says of a model; of a model of one's own, what it says of the one that it is like. */
function knownModel(models: House['models'], { provider, virtualKey }: Named, model: string): Model | undefined {
  const base = virtualKey?.models.get(model)?.baseModel;
  return models.find(provider, model) ?? (base === undefined ? undefined : models.find(provider, base));
}

export type CandidatesQuestion = Omit<NameQuestion, 'config'> & {
  readonly incoming: Incoming;
  /** Of the config, for what is kept beyond this request. */
  readonly configId: string;
};

/** What the targets of one config are to one request. Nothing is worked out that nobody asks for. */
export class Candidates {
  readonly #question: CandidatesQuestion;
  readonly #house: House;
  readonly #known = new Map<TargetConfig, Candidate | undefined>();
  #needs: Needs | undefined;

  constructor(question: CandidatesQuestion, house: House) {
    this.#question = question;
    this.#house = house;
  }

  get needs(): Needs {
    return (this.#needs ??= needsOf(this.#question.incoming));
  }

  /** Why a target should be passed over. One that cannot even be named is not: asked, it says best what is wrong. */
  lackOf(target: TargetConfig): Lack | undefined {
    const candidate = this.find(target);
    if (!candidate) return undefined;
    const asking = { provider: candidate.named.provider, asked: candidate.model, model: candidate.known };
    const { bridges } = this.#house;
    const lack = isFitAtAGlance(asking, this.#question.incoming, bridges) ? undefined : lackOf(asking, this.needs, bridges);
    if (lack) return lack;
    if (!target.breaker) return undefined;
    const open = this.#house.routing.breakers.state(this.circuitOf(target)) === 'open';
    return open ? { certain: false, reason: 'its circuit is open: it has failed too often lately' } : undefined;
  }

  find(target: TargetConfig): Candidate | undefined {
    if (this.#known.has(target)) return this.#known.get(target);
    const candidate = this.#identify(target);
    this.#known.set(target, candidate);
    return candidate;
  }

  /** Dollars; undefined where the price is not known. */
  costOf(target: TargetConfig): number | undefined {
    return estimateCost(this.find(target)?.known, this.needs);
  }

  latencyMs(target: TargetConfig): number | undefined {
    return this.#house.routing.latencies.lately(this.latencyKeyOf(target));
  }

  /** The name of a target in the book of latencies: whoever is called with the same model is equally fast for everybody. */
  latencyKeyOf(target: TargetConfig): string {
    const candidate = this.find(target);
    const { body, headers } = this.#question.incoming;
    const streamed = (target.overrideParams['stream'] ?? (body.kind === 'json' && body.document.root.get('stream'))) === true;
    const host = ownHeader(headers, 'custom-host') ?? target.customHost ?? candidate?.named.virtualKey?.slug ?? '';
    return `${candidate?.named.provider.id} ${host} ${candidate?.model} ${streamed}`;
  }

  /** The name of a target's circuit. Where the caller's own credential or host is used, its failures are its own. */
  circuitOf(target: TargetConfig): string {
    const { caller, incoming, configId } = this.#question;
    const candidate = this.find(target);
    const hosted = ownHeader(incoming.headers, 'custom-host') ?? '';
    // Whoever sets a time limit of its own fails by it alone.
    const limited = ownHeader(incoming.headers, 'request-timeout') !== undefined;
    const ofTheCaller = limited || (candidate?.named.virtualKey === undefined && target.apiKeys.length === 0);
    const tenant = ofTheCaller ? `${caller.key?.id ?? ''} ${caller.credential ?? ''} ${limited}` : '';
    return [configId, target.label, candidate?.model, hosted, tenant].join('\n');
  }

  #identify(target: TargetConfig): Candidate | undefined {
    const { models, policy } = this.#house;
    try {
      const { incoming, caller, call } = this.#question;
      const named = nameProvider({ incoming, caller, config: target, call }, this.#house);
      const asked = askedModel({
        overridden: target.overrideParams['model'],
        named: named.model,
        said: call.model,
        byDefault: target.defaultParams['model'] ?? named.prompt?.parameters['model'],
      });
      const model = withoutAlias(asked, policy.aliases()[named.provider.id]);
      return { named, model, known: model === undefined ? undefined : knownModel(models, named, model) };
    } catch (error) {
      if (isFaultError(error)) return undefined;
      throw error;
    }
  }
}
