import { readConfigFile } from '../config/file.js';
import { describeConfigProblem } from '../texts/console.js';
import * as texts from '../texts/machine-test.js';
import type { Finding } from './findings.js';

/** Whether the configuration file can be read as it is meant. A missing one is the defaults. */
export async function checkConfiguration(file: string): Promise<Finding> {
  const read = await readConfigFile(file);
  const finding = (outcome: Finding['outcome'], text: string): Finding => ({ check: 'configuration', outcome, text });
  switch (read.outcome) {
    case 'missing':
      return finding('passed', texts.noConfiguration(file));
    case 'unreadable':
      return finding('failed', read.error.message);
    case 'broken':
      return finding('failed', describeConfigProblem(file, read.problem));
    case 'read':
      return read.unknownKeys.length > 0
        ? finding('warning', texts.unknownKeys(file, read.unknownKeys))
        : finding('passed', texts.configurationRead(file));
  }
}
