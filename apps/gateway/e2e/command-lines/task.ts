import type { Heard, Tool } from '../../test/support/stand-ins/heard.ts';
import { objectIn } from '../../test/support/stand-ins/json.ts';
import type { StandIn } from '../../test/support/stand-ins/stand-in.ts';
import type { Script, Turn } from '../../test/support/stand-ins/turn.ts';

/** What the model is to write, and nobody could guess. */
export const PROOF = 'sluice-7d1f09';

export const PROMPT = 'Write the proof to the file note.txt, read it again, and tell me what it holds.';

export const THOUGHT = 'First I write it, then I read it.';

/** A model that does the task: it writes the file, reads it, and tells what it read. What it does next, the conversation says. */
export const doesTheTask =
  (file: string) =>
  ({ heard }: StandIn): Script => ({ kind: 'say', turn: nextTurn(heard.at(-1)!, file) });

function nextTurn({ tools, results }: Heard, file: string): Turn {
  // Questions beside the task, as for a title.
  if (tools.length === 0) return { text: 'A note' };
  if (results.length === 0) return { reasoning: THOUGHT, text: 'I write it.', calls: [write(tools, file)] };
  if (results.length === 1) return { calls: [shell(tools, `cat ${file}`)] };
  const read = results.at(-1)!.text.includes(PROOF);
  return {
    text: read ? `The file holds ${PROOF}.` : 'I could not read it.',
    counts: { fresh: 100, cached: 20, written: 0, out: 9, thought: 3 },
  };
}

/** By the client's own tool for files where it has one, else by its shell. */
function write(tools: readonly Tool[], file: string) {
  const writes = tools.find(({ name }) => name === 'Write');
  return writes ? { name: writes.name, input: { file_path: file, content: PROOF } } : shell(tools, `printf ${PROOF} > ${file}`);
}

const SHELLS = new Set(['Bash', 'shell', 'shell_command', 'exec_command']);

/** Each client names its shell otherwise, and the command in it. */
function shell(tools: readonly Tool[], command: string) {
  const tool = tools.find(({ name }) => SHELLS.has(name));
  if (!tool) throw new Error(`none of these is a shell: ${tools.map(({ name }) => name).join(', ')}`);
  const { cmd, command: listed } = objectIn(objectIn(tool.parameters)['properties']);
  if (cmd !== undefined) return { name: tool.name, input: { cmd: command } };
  const asList = objectIn(listed)['type'] === 'array';
  return { name: tool.name, input: asList ? { command: ['bash', '-lc', command] } : { command, description: 'Works on the note' } };
}
