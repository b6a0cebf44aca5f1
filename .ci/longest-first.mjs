import testSequencer from '@jest/test-sequencer';

const Sequencer = testSequencer.default ?? testSequencer;

/** The first of these that a suite's path holds says how long suites of its kind take: browsers and installations, processes, the rest. */
const BY_LENGTH = ['/e2e/', '/apps/gateway/test/', '/packages/store/'];

const kindOf = (path) => {
  const kind = BY_LENGTH.findIndex((part) => path.includes(part));
  return kind === -1 ? BY_LENGTH.length : kind;
};

/**
 * Begins with the kinds of suites that take longest, so that no worker sits idle beside one that began last. Jest knows how long each took
 * where it has run before; on a clean machine it goes by the sizes of files, which say little of a browser's minutes.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const bySize = [...super.sort(tests)];
    return bySize.every(({ duration }) => duration !== undefined) ? bySize : bySize.sort((a, b) => kindOf(a.path) - kindOf(b.path));
  }
}
