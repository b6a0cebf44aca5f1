import Joi from 'joi';
import { refused } from '../../admin-fault.ts';

/** What somebody sends of a credential. Undefined is left as it is, null is taken away. */
export interface GivenCredential {
  readonly key?: string | null;
  readonly keys?: readonly string[] | null;
  readonly custom_host?: string | null;
  readonly custom_headers?: Readonly<Record<string, string>> | null;
  readonly deployment_config?: readonly Readonly<Record<string, unknown>>[] | null;
  /** The provider's own fields as they were spelled. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Members of a credential besides its keys, which may stand at the top or in an object of their own. */
export const PLACE_MEMBERS = {
  custom_host: Joi.string()
    .max(2048)
    .allow(null, '')
    .description('Upstream base in place of the provider’s own; private hosts need TRUSTED_CUSTOM_HOSTS'),
  custom_headers: Joi.object()
    .pattern(Joi.string().max(128), Joi.string().max(8192))
    .max(50)
    .allow(null)
    .description('Sent along with every call'),
  deployment_config: Joi.array()
    .items(
      Joi.object({ alias: Joi.string().max(256).allow(null, ''), is_default: Joi.boolean() })
        .unknown()
        .rename('isDefault', 'is_default'),
    )
    .max(200)
    .allow(null)
    .description('Fields that depend on the model asked for: the entry whose alias it is, else the default one'),
};

/** Members of a credential of its own. */
export const CREDENTIAL_MEMBERS = {
  key: Joi.string().max(65_536).allow(null, '').description('The provider’s key; it is never shown again'),
  keys: Joi.array().items(Joi.string().max(65_536)).min(1).max(1000).unique().allow(null).description('Several keys to take turns with'),
  ...PLACE_MEMBERS,
};

/** A provider's own field: `aws_region`, `resource_name`; which there are depends on the provider. */
export const FIELD_NAME = /^[a-z][A-Za-z0-9_]*$/;

/** Its value: a text, or a JSON object that is kept as text. */
export const FIELD_VALUE = Joi.alternatives(Joi.string().max(65_536).allow(''), Joi.object()).allow(null);

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Takes what belongs to a credential out of a body.
 *
 * @param rest What is neither `known` nor a member of every credential: fields of the provider.
 * @param inside Objects that hold more of it (`configurations`, `model_config`); what stands in them counts the same.
 */
export function givenIn(
  rest: Readonly<Record<string, unknown>>,
  ...inside: readonly (Readonly<Record<string, unknown>> | null | undefined)[]
): GivenCredential {
  const all: Record<string, unknown> = {};
  for (const each of [rest, ...inside]) for (const [name, value] of Object.entries(each ?? {})) all[name] = value;
  const given: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(all)) {
    const member = snakeCase(name).replace(/^[a-z]+_deployment_config$/, 'deployment_config');
    if (Object.hasOwn(CREDENTIAL_MEMBERS, member)) {
      if (Object.hasOwn(given, member))
        throw refused('invalid_request', `"${member}" is sent in two spellings: send one`, member, 'ambiguous');
      given[member] = value;
    } else fields[name] = value;
  }
  return { ...given, fields };
}

/** Whether nothing was sent of a credential. */
export const saysNothing = ({ fields, ...members }: GivenCredential): boolean =>
  Object.keys(fields).length === 0 && Object.values(members).every((each) => each === undefined);
