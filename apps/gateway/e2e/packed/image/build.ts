import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../../guide/repository-root.ts';
import { outside } from '../outside.ts';
import { must } from '../run.ts';
import type { Stage, Step } from './read.ts';

/** What a stage has come to: a folder that stands for its `/`, and what it says about its start. */
export interface Built {
  readonly root: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
  readonly healthcheck: readonly string[];
  readonly command: readonly string[];
}

export interface Means {
  /** The context's files, by their paths in the repository. */
  readonly context: readonly string[];
  /** An empty folder for the stages. */
  readonly folder: string;
}

const PATIENCE_MS = 240_000;

/**
 * Builds an image's stages without an engine: each in a folder of its own in place of a file system, with this machine's
 * Node in place of the base image's, and each RUN line in a plain shell. Paths of the image that lines name are put below
 * those folders. What it does not know it refuses, so that no line of a Dockerfile is passed over.
 */
export async function buildImage(stages: readonly Stage[], means: Means): Promise<Built> {
  const built = new Map<string, Built>();
  for (const stage of stages) {
    const root = join(means.folder, stage.name);
    mkdirSync(root, { recursive: true });
    let state: Built = { root, directory: '/', environment: {}, user: 'root', volumes: [], ports: [], healthcheck: [], command: [] };
    for (const step of stage.steps) state = await take(step, state, built, means);
    built.set(stage.name, state);
  }
  return built.get(stages.at(-1)!.name)!;
}

async function take(step: Step, state: Built, stages: ReadonlyMap<string, Built>, means: Means): Promise<Built> {
  switch (step.keyword) {
    case 'WORKDIR':
      mkdirSync(join(state.root, step.text), { recursive: true });
      return { ...state, directory: step.text };
    case 'COPY':
      copy(step, state, stages, means);
      return state;
    case 'RUN':
      await must('sh', ['-c', shellLine(step, state, stages)], {
        folder: join(state.root, state.directory),
        environment: environmentOf(state),
        patienceMs: PATIENCE_MS,
      });
      return state;
    case 'ENV':
      return {
        ...state,
        environment: { ...state.environment, ...Object.fromEntries(step.text.split(' ').map((each) => each.split('='))) },
      };
    case 'USER':
      return { ...state, user: step.text };
    case 'VOLUME':
      return { ...state, volumes: [...state.volumes, step.text] };
    case 'EXPOSE':
      return { ...state, ports: [...state.ports, step.text] };
    case 'HEALTHCHECK':
      return { ...state, healthcheck: step.list! };
    case 'ENTRYPOINT':
    case 'CMD':
      return { ...state, command: [...state.command, ...step.list!] };
    case 'LABEL':
      return state;
    default:
      throw new Error(`the test of the image does not know ${step.keyword}`);
  }
}

function copy({ flags, text }: Step, { root, directory }: Built, stages: ReadonlyMap<string, Built>, means: Means): void {
  const [from, to] = text.split(' ') as [string, string];
  const target = to.startsWith('/') ? join(root, to) : join(root, directory, to);
  const stage = valueOf(flags, 'from');
  if (stage !== undefined) cpSync(join(stages.get(stage)!.root, from), target, { recursive: true });
  else {
    if (from !== '.') throw new Error('the test of the image copies the whole context, or from another stage');
    for (const file of means.context) {
      mkdirSync(dirname(join(target, file)), { recursive: true });
      cpSync(join(repositoryRoot, file), join(target, file));
    }
  }
  const owner = valueOf(flags, 'chown');
  // Only root may give files away; to anybody else they belong already.
  if (owner !== undefined && process.getuid?.() === 0) chownSync(target, Number(owner.split(':')[0]), Number(owner.split(':')[1]));
}

/** A RUN line with what it mounts put where it really is. Nothing else of the real machine may be named in it. */
function shellLine({ flags, text }: Step, state: Built, stages: ReadonlyMap<string, Built>): string {
  let line = text;
  for (const mount of flags.filter(({ name }) => name === 'mount')) {
    const { type, from, source, target } = Object.fromEntries(mount.value.split(',').map((each) => each.split('='))) as Record<
      string,
      string
    >;
    // A cache is npm's own, which it finds by itself.
    if (type === 'bind') line = line.replaceAll(target!, join(stages.get(from!)!.root, source!));
    else if (type !== 'cache') throw new Error(`the test of the image does not know mounts of the type ${type}`);
  }
  const folders = [...stages.values(), state].map(({ root }) => root);
  const stray = line.split(/\s+/).find((word) => word.startsWith('/') && !folders.some((folder) => word.startsWith(folder)));
  if (stray !== undefined) throw new Error(`a RUN line names ${stray}, which on this machine is not the image's`);
  return line;
}

/** The image's environment: global installations go below its root, and paths in it stand for those below there. */
export function environmentOf({ root, environment }: Pick<Built, 'root' | 'environment'>): Record<string, string> {
  const prefix = join(root, 'usr/local');
  const own = Object.entries(environment).map(([name, value]) => [name, value.startsWith('/') ? join(root, value) : value]);
  return outside({
    ...(Object.fromEntries(own) as Record<string, string>),
    npm_config_prefix: prefix,
    npm_config_prefer_offline: 'true',
    PATH: `${join(prefix, 'bin')}:${process.env['PATH']}`,
  });
}

/** All files below a folder, by their paths. */
export const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile())
    : [];

const valueOf = (flags: Step['flags'], name: string): string | undefined => flags.find((flag) => flag.name === name)?.value;
