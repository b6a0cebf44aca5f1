/** Top labels that are never delegated in the public DNS, or that local networks have taken for themselves. */
const LOCAL_SUFFIXES = [
  '.corp',
  '.home',
  '.home.arpa',
  '.internal',
  '.intranet',
  '.invalid',
  '.lan',
  '.local',
  '.localdomain',
  '.localhost',
  '.onion',
  '.svc',
  '.test',
];

/** What clouds call the service that hands out a machine's credentials. */
const METADATA_NAMES = new Set([
  'instance-data',
  'instance-data.ec2.internal',
  'metadata',
  'metadata.azure.internal',
  'metadata.goog',
  'metadata.google.internal',
  'metadata.packet.net',
  'metadata.platformequinix.com',
  'metadata.tencentyun.com',
  'rancher-metadata',
]);

/** Whether a name can only mean a host of the local network. A name without a dot is looked up in the machine's own search domains. */
export function isLocalName(hostname: string): boolean {
  return !hostname.includes('.') || LOCAL_SUFFIXES.some((suffix) => hostname.endsWith(suffix));
}

/** Whether a name is known to lead to a cloud's metadata service. */
export function isMetadataName(hostname: string): boolean {
  return METADATA_NAMES.has(hostname);
}
