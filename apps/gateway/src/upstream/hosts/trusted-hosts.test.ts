import { describe, expect, it } from '@jest/globals';
import { parseTrustedHosts } from './trusted-hosts.ts';

describe('whom the operator trusts', () => {
  it.each([
    ['localhost', 'localhost', 8080],
    ['localhost', 'LOCALHOST', 8080],
    ['LocalHost', 'localhost', 80],
    ['localhost.', 'localhost', 80],
    ['localhost', 'localhost.', 80],
    [' ollama , vllm ', 'vllm', 8000],
    [',,vllm,', 'vllm', 8000],
    ['vllm:8000', 'vllm', 8000],
    ['vllm:8000,vllm:8001', 'vllm', 8001],
    ['10.0.0.7', '10.0.0.7', 443],
    ['10.0.0.7:8080', '10.0.0.7', 8080],
    ['10.0.0.7', '::ffff:10.0.0.7', 443],
    ['10.0.0.7', '[::ffff:a00:7]', 443],
    ['::ffff:10.0.0.7', '10.0.0.7', 443],
    ['127.1', '127.0.0.1', 80],
    ['0x7f.1', '127.0.0.1', 80],
    ['::1', '[::1]', 80],
    ['[::1]', '::1', 80],
    ['[::1]:11434', '[::1]', 11434],
    ['0:0:0:0:0:0:0:1', '::1', 80],
    ['FD00::7', '[fd00:0:0::7]', 80],
    ['*.svc.cluster.local', 'vllm.default.svc.cluster.local', 8000],
    ['*.svc.cluster.local', 'a.b.c.svc.cluster.local.', 8000],
    ['*.SVC.cluster.local:8000', 'vllm.default.svc.cluster.local', 8000],
    ['*.internal', 'vllm.internal', 80],
    ['metadata.google.internal', 'metadata.google.internal', 80],
    ['bücher.example', 'xn--bcher-kva.example', 443],
    ['api.groq.com', 'api.groq.com', 443],
  ])('%s names %s at %i', (csv, hostname, port) => {
    const trusted = parseTrustedHosts(csv);

    expect(trusted.trustsHost(hostname, port)).toBe(true);
  });

  it.each([
    ['', 'localhost', 80],
    [' , ', '', 80],
    ['localhost', '127.0.0.1', 80],
    ['127.0.0.1', 'localhost', 80],
    ['vllm:8000', 'vllm', 8001],
    ['[::1]:80', '::1', 81],
    ['::1:80', '::1', 80],
    ['vllm', 'vllm.evil.com', 80],
    ['vllm', 'xvllm', 80],
    ['*.svc.cluster.local', 'svc.cluster.local', 80],
    ['*.svc.cluster.local', 'evilsvc.cluster.local', 80],
    ['*.svc.cluster.local', 'a.svc.cluster.local.evil.com', 80],
    ['*.svc.cluster.local:8000', 'a.svc.cluster.local', 80],
    ['svc.cluster.local', 'a.svc.cluster.local', 80],
    ['*.internal', 'metadata.google.internal', 80],
    ['*.internal', 'metadata.google.internal.', 80],
    ['10.0.0.7', '10.0.0.70', 80],
    ['10.0.0.7', '::a00:7', 80],
    ['10.0.0.7', '10.0.0.7.nip.io', 80],
  ])('%j does not name %s at %i', (csv, hostname, port) => {
    const trusted = parseTrustedHosts(csv);

    expect(trusted.trustsHost(hostname, port)).toBe(false);
  });

  it.each([
    'http://vllm',
    'vllm/v1',
    'user@vllm',
    '*',
    '*.',
    '.svc.cluster.local',
    'a.*.local',
    '*vllm',
    '10.0.0.0/8',
    '*.10.0.0.7',
    '*.[::1]',
    'vllm:0',
    'vllm:65536',
    'vllm:http',
    'vllm:',
    'a..b',
    'two words',
    '[::1',
    '::1]',
    '[vllm]',
    'fe80::1%eth0',
    '256.1.1.1',
    'a.b.c.d.e.f.g.h.i.j.k',
    '%6cocalhost',
    'a\\b',
  ])('%j is refused by name', (entry) => {
    expect(() => parseTrustedHosts(`localhost, ${entry}`)).toThrow(`TRUSTED_CUSTOM_HOSTS names "${entry}"`);
  });
});
