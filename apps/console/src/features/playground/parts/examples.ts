const json = (value: unknown) => JSON.stringify(value, null, 2);

/** A tool, for who has forgotten how one is written. */
export const A_TOOL = json([
  {
    type: 'function',
    function: {
      name: 'weather',
      description: 'How the weather is at a place',
      parameters: {
        type: 'object',
        properties: { place: { type: 'string', description: 'A town' } },
        required: ['place'],
        additionalProperties: false,
      },
    },
  },
]);

/** A schema of an answer, in the strict form that every provider takes. */
export const AN_ANSWER = json({
  type: 'object',
  properties: { summary: { type: 'string' }, certainty: { type: 'number' } },
  required: ['summary', 'certainty'],
  additionalProperties: false,
});
