/** Ends the run with one plain line, `N passed, N failed, N skipped`, that a script can read. */
export default class SummaryReporter {
  onRunComplete(_contexts, result) {
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    const skipped = result.numPendingTests + result.numTodoTests;
    process.stdout.write(`\n${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}
