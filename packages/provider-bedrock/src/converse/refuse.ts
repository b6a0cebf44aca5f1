import { cannot, type ChatCall } from '@sluice/provider-sdk/chat';

/** Members without which the answer would not be what was asked for. */
const REFUSED: Readonly<Record<string, string>> = {
  logit_bias: 'Bedrock cannot favour tokens',
  web_search_options: 'Bedrock does not search the web in this form; give the model a tool for it',
  audio: 'Converse answers with no sound',
};

/** Refuses by name what no model can be asked for by Converse. */
export function refuse({ choices, logprobs, rest }: ChatCall): void {
  if (choices !== 1) throw cannot('n', 'Bedrock gives one answer to a call');
  if (logprobs !== undefined) throw cannot('logprobs', 'Bedrock does not tell how likely tokens were');
  for (const [member, why] of Object.entries(REFUSED)) if (member in rest) throw cannot(member, why);
  const modalities: unknown = rest['modalities'];
  if (Array.isArray(modalities) && modalities.some((each) => each !== 'text')) throw cannot('modalities', 'Converse answers with text');
}
