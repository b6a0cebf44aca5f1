/** How this machine reaches the registries, which is nobody's business but its own. */
const NETWORK = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
const KEPT = [
  'PATH',
  'HOME',
  'npm_config_registry',
  'npm_config_userconfig',
  'npm_config_cafile',
  ...NETWORK,
  ...NETWORK.map((name) => name.toLowerCase()),
];

/**
 * The environment of somebody who has nothing to do with this repository: what npm, Jest and the person at the keyboard
 * have set for us is not theirs.
 */
export function outside(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const own = KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { ...Object.fromEntries(own), npm_config_audit: 'false', npm_config_fund: 'false', npm_config_yes: 'true', ...more };
}
