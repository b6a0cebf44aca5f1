/** What became of one feature of one surface when it was tried. What was not tried is not in the manifest. */
export const CAPABILITY_FINDINGS = ['works', 'refused', 'failed'] as const;

/** `works`, `refused` before anything was sent, or `failed`: a target of the last two is passed over where a request needs the feature. */
export type CapabilityFinding = (typeof CAPABILITY_FINDINGS)[number];

/**
 * What a package's providers were found to do, written by the test kit into the file that the package names in its
 * package.json, `"sluice": { "capabilities": "./capabilities.json" }`, and read by the router.
 */
export interface CapabilityManifest {
  /** The version of this file's form. */
  readonly spec: 1;
  /** By slug, then by operation (`chat`, `embeddings`), then by the test kit's name of the feature (`tools_stream`). */
  readonly providers: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, CapabilityFinding>>>>>>;
}

/**
 * Checks what stands in such a file. Surfaces and features that nobody here has heard of are kept: a newer kit may have found them.
 *
 * @throws Error whose message is a sentence that says what is wrong and where.
 */
export function readCapabilityManifest(value: unknown): CapabilityManifest {
  const { spec, providers } = objectAt(value, 'a capability manifest');
  if (spec !== 1) throw new Error(`a capability manifest of spec ${JSON.stringify(spec)} cannot be read here; this is spec 1`);
  for (const [slug, surfaces] of Object.entries(objectAt(providers, '"providers"'))) {
    for (const [surface, features] of Object.entries(objectAt(surfaces, `"providers.${slug}"`))) {
      for (const [feature, finding] of Object.entries(objectAt(features, `"providers.${slug}.${surface}"`))) {
        if (!CAPABILITY_FINDINGS.some((known) => known === finding))
          throw new Error(`"providers.${slug}.${surface}.${feature}" must be works, refused or failed, not ${JSON.stringify(finding)}`);
      }
    }
  }
  return value as CapabilityManifest;
}

function objectAt(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${name} must be an object`);
  return value as Readonly<Record<string, unknown>>;
}
