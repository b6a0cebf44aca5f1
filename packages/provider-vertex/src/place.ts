import { FaultError } from '@sluice/provider-sdk';
import type { VertexSettings } from './fields.ts';
import { readServiceAccount } from './service-account.ts';

/**
 * Where a request goes without anybody saying: every model is there, and no region is promised.
 * Source: the default of python-genai and js-genai, 2026-08.
 */
const EVERYWHERE = 'global';

/** The host of a region. Source: js-genai, 2026-08-21. */
export function hostOf(settings: VertexSettings): string {
  const region = regionOf(settings);
  if (region === EVERYWHERE || isExpress(settings)) return 'https://aiplatform.googleapis.com';
  if (region === 'us' || region === 'eu') return `https://aiplatform.${region}.rep.googleapis.com`;
  return `https://${region}-aiplatform.googleapis.com`;
}

/** What stands before the publisher in a path. Express mode knows neither project nor region. */
export function placeOf(settings: VertexSettings): string {
  if (isExpress(settings)) return '/v1';
  const { projectId = projectOf(settings) } = settings;
  if (projectId === undefined) throw missing('vertex-project-id', 'a project is needed, in this header or in the service account');
  return `/v1/projects/${encodeURIComponent(projectId)}/locations/${regionOf(settings)}`;
}

/** A key of express mode, which needs no project: an API key, as opposed to a token. */
export const isApiKey = ({ apiKey = '' }: VertexSettings): boolean => /^(?:AIza|AQ\.)/.test(apiKey);

const isExpress = (settings: VertexSettings) => settings.projectId === undefined && !settings.serviceAccountJson && isApiKey(settings);

const projectOf = ({ serviceAccountJson }: VertexSettings) =>
  serviceAccountJson === undefined ? undefined : readServiceAccount(serviceAccountJson).projectId;

function regionOf({ region = EVERYWHERE }: VertexSettings): string {
  // It becomes part of a host name, to which a credential is sent.
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(region)) throw missing('vertex-region', 'must be the name of a region, as in us-central1');
  return region;
}

const missing = (param: string, message: string) => new FaultError({ kind: 'invalid_request', message: `${param}: ${message}`, param });
