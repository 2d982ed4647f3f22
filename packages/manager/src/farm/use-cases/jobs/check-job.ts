import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import { prepareJob } from './prepare-job.js';
import type { Submission } from './prepare-job.js';

/** Does everything with a submission but storing it (contract 02 §4.2). */
export async function checkJob(farm: Farm, submission: Submission, options: { isStrict: boolean }): Promise<void> {
  const { name, type } = submission.job;
  farm.logger.info({ type, name }, consoleTexts.checkingJob);
  await prepareJob(farm, submission, { isCheck: true, isStrict: options.isStrict });
}
