import { runCheck } from '../extensions/check.ts';
import { runStrategy } from '../extensions/strategy.ts';
import type { Problem } from '../report.ts';
import type { LoadedPackage } from './load.ts';

/** What is wrong with a package's strategies and checks as far as anybody can tell who does not know what they are for. */
export async function extensionProblems({ strategies, checks }: LoadedPackage): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const strategy of strategies) {
    const said = runStrategy(strategy, { name: 'is asked with no options' });
    if (said !== undefined && !wantsMore(said)) problems.push({ place: `strategy ${strategy.mode}`, said, cure: STRATEGY });
  }
  for (const check of checks) {
    for (const phase of check.phases) {
      const said = await runCheck(check, { name: 'looks at a text', text: 'Hello.', phase, answers: () => ({ status: 200, body: '{}' }) });
      if (said !== undefined && !wantsMore(said))
        problems.push({ place: `check ${check.id}`, said: `in the phase ${phase}: ${said}`, cure: CHECK });
    }
  }
  return problems;
}

const STRATEGY = 'try it with describeStrategy from @sluice/provider-testkit/jest, with cases of your own';
const CHECK = 'try it with describeCheck from @sluice/provider-testkit/jest, with cases of your own';

/** Options or parameters that have to be given, and a request that is refused, are no failure: only the author knows them. */
const wantsMore = (said: string) => /^(?:its (?:options|parameters) are|the request is) refused/.test(said);
