import type { SettingsView } from '@sluice/contract';
import { isFaultError } from '@sluice/provider-sdk';
import Joi from 'joi';
import { forbidden } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { may } from '../../principal.ts';
import { route, type AdminRoute } from '../../route.ts';
import { shownTime } from '../../shown-time.ts';
import { SHOWN_SETTINGS } from './shown-settings.ts';

const TEXT = Joi.string().required();
const KIND = Joi.string().valid('sqlite', 'postgres');

const SETTING = Joi.object({
  name: TEXT.description('The environment variable that sets it'),
  value: Joi.alternatives(Joi.string().allow(''), Joi.number(), Joi.boolean(), Joi.array().items(Joi.string()))
    .allow(null)
    .required()
    .description('Of what is secret, whether it is set'),
  about: TEXT,
  unit: Joi.string().valid('bytes', 'milliseconds', 'days').allow(null).required(),
  page: TEXT.description('In the repository'),
});

/** Whoever may see all people here may see this. */
const SCOPE = 'organisation_users.list';

/** The address of how this gateway was set. */
export const settingsRoutes = (means: AdminMeans): readonly AdminRoute[] => [
  route({
    method: 'GET',
    path: '/admin/settings',
    summary: 'How this gateway was set; nothing secret',
    tag: 'Settings',
    policy: { kind: 'scopes', scopes: [SCOPE] },
    reply: Joi.object({
      object: Joi.string().valid('settings').required(),
      version: TEXT,
      node: TEXT,
      platform: TEXT,
      started_at: Joi.string().isoDate().required(),
      base_url: TEXT,
      database: KIND.required(),
      log_database: KIND.allow(null).required(),
      log_bytes: Joi.number().integer().min(0).allow(null).required().description('On disk; null where no log is kept'),
      config_file: Joi.string().allow(null).required(),
      failed_plugins: Joi.array()
        .items(Joi.object({ name: TEXT, reason: TEXT }))
        .required(),
      groups: Joi.array()
        .items(Joi.object({ title: TEXT, settings: Joi.array().items(SETTING).required() }))
        .required(),
    }),
    async handle({ principal, baseURL }) {
      if (!may(principal, SCOPE, null)) throw forbidden(SCOPE, 'for the whole organisation');
      const view = await settingsView(means, baseURL);
      return { body: { ...view } };
    },
  }),
];

async function settingsView({ installation, logs }: AdminMeans, baseURL: string): Promise<SettingsView> {
  const { settings, version, startedAt, configFile, failedPlugins } = installation;
  const kept = settings.logs.kept;
  return {
    object: 'settings',
    version,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    started_at: shownTime(startedAt),
    base_url: `${baseURL}/v1`,
    database: settings.databaseUrl === undefined || settings.databaseUrl.startsWith('file:') ? 'sqlite' : 'postgres',
    log_database: kept ? logs.engine : null,
    log_bytes: kept ? await sizeOf(logs) : null,
    config_file: configFile ?? null,
    failed_plugins: failedPlugins.map(({ name, reason }) => ({ name, reason })),
    groups: SHOWN_SETTINGS.map(({ title, settings: shown }) => ({
      title,
      settings: shown.map(({ valueIn, ...setting }) => ({ ...setting, value: valueIn(installation) })),
    })),
  };
}

/** A log that does not answer is no reason to hide all the rest. */
async function sizeOf(logs: AdminMeans['logs']): Promise<number | null> {
  try {
    return await logs.size();
  } catch (error) {
    if (isFaultError(error)) throw error;
    return null;
  }
}
