import type { Draft, Json, Target } from '@sluice/provider-sdk';
import { cannot, compact, readChatCall, type ChatCall } from '@sluice/provider-sdk/chat';
import { writeTalk } from './write-talk.ts';
import { writeTools } from './write-tools.ts';

/** Members of the provider's own that a caller may send: they go through as they are. */
const OWN = ['mood'];

/** A chat call in the provider's words. */
export function writeRequest(call: Json, target: Target): Draft {
  const chat = readChatCall(call);
  refuseWhatIsNotThere(chat);
  return {
    path: '/talk',
    body: {
      ...Object.fromEntries(Object.entries(chat.rest).filter(([name]) => OWN.includes(name))),
      model: target.model,
      talk: writeTalk(chat),
      live: chat.streamed,
      ...compact({
        rules: chat.system.length > 0 ? chat.system.map(({ text }) => text).join('\n') : undefined,
        tools: writeTools(chat),
        longest: chat.maxTokens,
        warmth: chat.temperature === undefined ? undefined : Math.min(chat.temperature, 1),
        until: chat.stop.length > 0 ? chat.stop : undefined,
      }),
    },
  };
}

/** What would change the answer if it were left out in silence. */
function refuseWhatIsNotThere({ choices, format, toolChoice }: ChatCall): void {
  if (choices > 1) throw cannot('n', 'one answer is given to a request; ask for more in requests of their own');
  if (format) throw cannot('response_format', 'answers are plain text');
  if (toolChoice === 'required' || typeof toolChoice === 'object') throw cannot('tool_choice', 'no tool can be insisted on');
}
