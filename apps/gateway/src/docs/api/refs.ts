/** A reference to something under `components`. */
export const ref = (kind: 'parameters' | 'headers' | 'schemas' | 'responses', name: string) => ({ $ref: `#/components/${kind}/${name}` });
