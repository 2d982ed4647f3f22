/**
 * What came of one part or of all.
 * @typedef {object} Sum
 * @property {number} passed tests
 * @property {number} failed tests, and parts that fail as a whole
 * @property {number} skipped tests
 */

/** @type {Sum} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** @type {Sum} */
export const FAILED_AS_A_WHOLE = { passed: 0, failed: 1, skipped: 0 };

/**
 * The part of jest's report that is read.
 * @typedef {object} JestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites files that could not be run
 */

/**
 * Pure: reads the report. A run that failed without a failed test (none found, a crash, a threshold) counts as one.
 * @param {JestReport | undefined} report undefined if there is none
 * @param {number} code exit code of jest
 * @returns {Sum}
 */
export function sumOfReport(report, code) {
  if (!report) return FAILED_AS_A_WHOLE;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}

/**
 * Pure.
 * @param {readonly Sum[]} sums
 * @returns {Sum}
 */
export function add(sums) {
  return sums.reduce(
    (all, { passed, failed, skipped }) => ({
      passed: all.passed + passed,
      failed: all.failed + failed,
      skipped: all.skipped + skipped,
    }),
    NOTHING,
  );
}

/**
 * Pure: 0 if all is well. Where nobody watches, a skipped test would be skipped for ever.
 * @param {Sum} sum
 * @param {boolean} isCi
 */
export function exitCode({ failed, skipped }, isCi) {
  return failed > 0 || (isCi && skipped > 0) ? 1 : 0;
}
