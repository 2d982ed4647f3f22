import { explainJob } from '../../../src/farm/use-cases/explain/explain-job.js';
import { explainTask } from '../../../src/farm/use-cases/explain/explain-task.js';
import type { Explained } from '../../../src/farm/use-cases/explain/explain-task.js';
import { explainWorker } from '../../../src/farm/use-cases/explain/explain-worker.js';
import { findingAction, findingText, headlineText } from '../../../src/texts/explanations.js';
import type { Topic } from '../../../src/texts/explanations.js';
import { wallTime } from '../../../src/texts/listing.js';
import type { StoredJob } from '../../support/builders.js';
import type { TestFarm, TestWorker } from '../../support/make-farm.js';
import { uuidOf } from '../../support/story.js';
import type { Story } from '../../support/story.js';

/** What a person reads. */
export interface Read {
  readonly standing: string;
  readonly headline: string;
  /** Each finding as `code: sentence`. */
  readonly findings: readonly string[];
  readonly actions: readonly string[];
}

export async function whyTask({ farm }: Story, job: StoredJob, task: string): Promise<Read> {
  return readBy(farm, 'task', await explainTask(farm, uuidOf(job, task)));
}

export async function whyJob({ farm }: Story, job: StoredJob): Promise<Read> {
  return readBy(farm, 'job', await explainJob(farm, job.uuid));
}

export async function whyWorker({ farm }: Story, worker: TestWorker): Promise<Read> {
  return readBy(farm, 'worker', await explainWorker(farm, worker.uuid));
}

function readBy(farm: TestFarm, subject: Topic['subject'], { name, explanation }: Explained): Read {
  const time = (moment: Date) => wallTime(farm.clock.localParts(moment));
  return {
    standing: explanation.standing,
    headline: headlineText({ subject, name }, explanation, time),
    findings: explanation.findings.map((finding) => `${finding.code}: ${findingText(finding, time)}`),
    actions: explanation.findings.map((finding) => findingAction(finding)),
  };
}
