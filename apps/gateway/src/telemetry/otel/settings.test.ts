import { describe, expect, it } from '@jest/globals';
import { readOtelSettings } from './settings.ts';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

describe('settings of traces', () => {
  it.each([
    ['no endpoint is named', {}],
    ['the SDK is disabled', { ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }],
    ['traces are not wanted', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }],
    ['the endpoint is empty', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }],
    ['they are for metrics only', { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://127.0.0.1:4318' }],
  ])('are none where %s', (_case, environment) => {
    expect(readOtelSettings(environment)).toBeUndefined();
  });

  it('are protobuf to the traces of the endpoint', () => {
    expect(readOtelSettings(ENDPOINT)).toMatchObject({
      url: 'http://127.0.0.1:4318/v1/traces',
      encoding: 'protobuf',
      headers: {},
      timeoutMs: 10_000,
      gzip: false,
      contents: false,
      resource: { 'service.name': 'sluice' },
      queue: { most: 20_000, batch: 200, everyMs: 1_000 },
    });
  });

  it('take what is said of traces before what is said of everything', () => {
    const settings = readOtelSettings({
      ...ENDPOINT,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector.example/otlp/custom',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Basic%20abc,x-team=core',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-team=traces',
      OTEL_EXPORTER_OTLP_TIMEOUT: '100',
      OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '200',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=other,deployment.environment.name=a%2Cb',
      OTEL_SERVICE_NAME: 'front',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    });

    expect(settings).toMatchObject({
      url: 'https://collector.example/otlp/custom',
      encoding: 'json',
      headers: { authorization: 'Basic abc', 'x-team': 'traces' },
      timeoutMs: 200,
      gzip: true,
      contents: true,
      resource: { 'service.name': 'front', 'deployment.environment.name': 'a,b' },
    });
  });

  it.each([
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" is not spoken here: set http/protobuf'],
    [{ OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'udp' }, 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "udp" is none of'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT: "localhost:4318" is not an address'],
    [{ OTEL_EXPORTER_OTLP_COMPRESSION: 'zstd' }, 'OTEL_EXPORTER_OTLP_COMPRESSION: "zstd" is none of gzip, none'],
    [{ OTEL_EXPORTER_OTLP_TIMEOUT: 'soon' }, 'OTEL_EXPORTER_OTLP_TIMEOUT: "soon"'],
    [{ OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER: "zipkin" is none of otlp, none'],
    [{ OTEL_EXPORTER_OTLP_CERTIFICATE: '/nowhere/ca.pem' }, 'OTEL_EXPORTER_OTLP_CERTIFICATE: /nowhere/ca.pem cannot be read (ENOENT)'],
  ])('refuse %j by name', (given, reason) => {
    expect(() => readOtelSettings({ ...ENDPOINT, ...given })).toThrow(reason);
  });

  it('do not print a header that they cannot read', () => {
    expect(() => readOtelSettings({ ...ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS: 'a=b,sk-very-secret-token' })).toThrow(
      /^OTEL_EXPORTER_OTLP_HEADERS: entry 2 is not name=value$/,
    );
  });
});
