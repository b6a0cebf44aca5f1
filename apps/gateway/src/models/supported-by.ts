import { CAPABILITIES, type Capability, type CapabilityManifest } from '@sluice/provider-sdk';

type Surfaces = CapabilityManifest['providers'][string];

/**
 * What a provider can be asked for in chat, by what its test kit found: all but what was refused or failed there. What nobody
 * tried is not held against it. Undefined where nothing speaks against anything.
 */
export function supportedBy({ chat = {} }: Surfaces): readonly Capability[] | undefined {
  const lacking = CAPABILITIES.filter((capability) => chat[capability] === 'refused' || chat[capability] === 'failed');
  return lacking.length === 0 ? undefined : CAPABILITIES.filter((capability) => !lacking.includes(capability));
}
