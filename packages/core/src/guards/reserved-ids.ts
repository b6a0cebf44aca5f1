/** The checks of partners' plugins in Portkey, by prefix. */
const PARTNERS: ReadonlySet<string> = new Set(
  (
    'portkey acuvity akto aporia azure bedrock crowdstrike-aidr exa f5-guardrails javelin lasso mistral pangea panw-prisma-airs patronus ' +
    'pillar promptfoo promptsecurity qualifire sydelabs walledai zscaler'
  ).split(' '),
);

const prefixOf = (id: string) => id.slice(0, id.indexOf('.')).toLowerCase();

/** Whether an id is one of a partner's checks. */
export const isPartnersCheckId = (id: string): boolean => PARTNERS.has(prefixOf(id));

/** Whether an id is not for a plugin to take: it would stand in for a check that configs mean by it. */
export const isReservedCheckId = (id: string): boolean => prefixOf(id) === 'default' || isPartnersCheckId(id);
