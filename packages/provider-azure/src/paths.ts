/** What decides where an operation is. */
export interface Deployment {
  readonly deployment?: string | undefined;
  readonly apiVersion?: string | undefined;
}

interface Where {
  readonly model: string | undefined;
  readonly settings: Deployment;
}

/** The newer surface has no dated versions and takes the deployment as the model. Who names no version means it. */
export const isV1 = ({ apiVersion = 'v1' }: Deployment) => apiVersion === 'v1' || apiVersion === 'preview';

const dated = (apiVersion: string | undefined) => `?api-version=${encodeURIComponent(apiVersion ?? '')}`;

const v1 = (path: string, { apiVersion }: Deployment) => `/v1${path}${apiVersion === 'preview' ? dated(apiVersion) : ''}`;

/** An operation of one deployment: in the path of the dated surface, in the body of the newer. */
export const ofDeployment =
  (path: string) =>
  ({ model, settings }: Where): string =>
    isV1(settings)
      ? v1(path, settings)
      : `/deployments/${encodeURIComponent(settings.deployment ?? model ?? '')}${path}${dated(settings.apiVersion)}`;

/** An operation of the whole resource. */
export const ofResource =
  (path: string) =>
  ({ settings }: Pick<Where, 'settings'>): string =>
    isV1(settings) ? v1(path, settings) : `${path}${dated(settings.apiVersion)}`;

/** A realtime connection: its deployment stands in the query of the dated surface, and is the model of the newer. */
export const ofRealtime = ({ model, settings }: Where): string =>
  isV1(settings)
    ? v1('/realtime', settings)
    : `/realtime${dated(settings.apiVersion)}&deployment=${encodeURIComponent(settings.deployment ?? model ?? '')}`;
