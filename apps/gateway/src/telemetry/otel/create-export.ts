import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createPoster } from '../post.ts';
import { createEncoder, readRejected } from './encode.ts';
import { Exporter, type ExporterMeans } from './exporter.ts';
import type { OtelSettings } from './settings.ts';
import { spansOf } from './spans-of.ts';

const gzipped = promisify(gzip);

export interface ExportMeans extends Pick<ExporterMeans, 'wait' | 'random' | 'log'> {
  readonly settings: OtelSettings;
  readonly version: string;
  /** Tells this process from others of the same name. */
  readonly instance: string;
  readonly providerName: (slug: string) => string;
}

/** All that is between a recorded request and a collector. */
export function createExport({ settings, version, instance, providerName, ...means }: ExportMeans): {
  readonly exporter: Exporter;
  readonly close: () => void;
} {
  const { url, timeoutMs, tls, encoding, contents, sampler, queue } = settings;
  const poster = createPoster({ url, timeoutMs, tls });
  const resource = { 'service.version': version, 'service.instance.id': instance, ...settings.resource };
  const encode = createEncoder({ encoding, resource, version });
  const headers = {
    'content-type': encoding === 'json' ? 'application/json' : 'application/x-protobuf',
    'user-agent': `sluice/${version}`,
    ...(settings.gzip && { 'content-encoding': 'gzip' }),
    ...settings.headers,
  };
  const exporter = new Exporter({
    ...means,
    sampler,
    queue,
    spansOf: (entry) => spansOf(entry, { providerName, contents }),
    encode: async (spans) => (settings.gzip ? gzipped(encode(spans)) : encode(spans)),
    async send(body) {
      const posted = await poster.post({ headers, body });
      return { ...posted, rejected: posted.status < 300 ? readRejected(encoding, posted.body) : 0 };
    },
  });
  return { exporter, close: () => poster.close() };
}
