import { launch } from './gateway.ts';

/** What a command came to. */
export interface Done {
  readonly status: number | null;
  /** Standard output and error together. */
  readonly printed: string;
}

export interface Where {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a command to its end, as somebody does in a folder. */
export async function command(args: readonly string[], { folder, environment = {} }: Where): Promise<Done> {
  const running = await launch({ args, folder, environment });
  const status = await running.exited;
  return { status, printed: running.output() };
}

/** What a command printed that had to go well. */
export async function ran(args: readonly string[], where: Where): Promise<string> {
  const { status, printed } = await command(args, where);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${printed}`);
  return printed;
}
