/** Token counts with the tier that they were served in, which OpenAI says beside them and others among them. */
export function usageWithTier(usage: unknown, tier: unknown): unknown {
  if (typeof tier !== 'string' || typeof usage !== 'object' || usage === null || 'service_tier' in usage) return usage;
  return { ...usage, service_tier: tier };
}
