import { readFileSync } from 'node:fs';
import { DockerfileParser, type Instruction, type ModifiableInstruction } from 'dockerfile-ast';

/** A line of a Dockerfile. */
export interface Step {
  readonly keyword: string;
  /** `--from=build` → `from`: `build`; several of one name in their order. */
  readonly flags: readonly { readonly name: string; readonly value: string }[];
  /** What stands after the flags, on one line. */
  readonly text: string;
  /** The same, where it is a list in JSON. */
  readonly list: readonly string[] | undefined;
}

export interface Stage {
  readonly name: string;
  /** The image that it begins with, its variables filled in. */
  readonly image: string;
  readonly steps: readonly Step[];
}

/** A Dockerfile's stages, in their order. */
export function readDockerfile(file: string): readonly Stage[] {
  const parsed = DockerfileParser.parse(readFileSync(file, 'utf8'));
  const given = new Map(parsed.getInitialARGs().map((arg) => [arg.getProperty()!.getName(), arg.getProperty()!.getValue()]));
  const stages: { name: string; image: string; steps: Step[] }[] = [];
  for (const instruction of parsed.getInstructions()) {
    const step = readStep(instruction);
    if (step.keyword === 'FROM') {
      const [image, , name = String(stages.length)] = step.text.split(/\s+/);
      stages.push({ name, image: image!.replaceAll(/\$\{(\w+)\}/g, (_all, variable: string) => given.get(variable) ?? ''), steps: [] });
    } else stages.at(-1)?.steps.push(step);
  }
  return stages;
}

function readStep(instruction: Instruction): Step {
  const text = (instruction.getArgumentsContent() ?? '').replaceAll(/\s+/g, ' ').trim();
  const flags = 'getFlags' in instruction ? (instruction as ModifiableInstruction).getFlags() : [];
  return {
    keyword: instruction.getKeyword(),
    flags: flags.map((flag) => ({ name: flag.getName(), value: flag.getValue() ?? '' })),
    text,
    list: listOf(text),
  };
}

/** Of `HEALTHCHECK CMD [...]` the list is what is run. */
function listOf(text: string): readonly string[] | undefined {
  const json = text.replace(/^CMD /, '');
  return json.startsWith('[') ? (JSON.parse(json) as string[]) : undefined;
}
