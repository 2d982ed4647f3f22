import { fileURLToPath } from 'node:url';
import { MANAGER_FLAGS } from '../packages/manager/src/cli.js';
import { FLAGS as WORKER_FLAGS } from '../packages/worker/src/texts/cli.js';
import { readDescription } from './api/description.js';
import { apiPage } from './docs/api-page.js';
import { configurationPage } from './docs/configuration-page.js';
import { flagsPage } from './docs/flags-page.js';
import { jobTypePages } from './docs/job-type-page.js';
import { metricsPage } from './docs/metrics-page.js';
import { ROOT } from './generate-api.js';
import { writeGenerated } from './generated-files.js';
import type { GeneratedFiles } from './generated-files.js';

/** The reference pages, from the tables in the code. */
export async function generateDocs(root: string): Promise<GeneratedFiles> {
  return new Map([
    ['docs/reference/manager-configuration.md', configurationPage()],
    ['docs/reference/manager-flags.md', flagsPage('flamenco-manager', MANAGER_FLAGS)],
    ['docs/reference/worker-flags.md', flagsPage('flamenco-worker', WORKER_FLAGS)],
    ['docs/reference/metrics.md', metricsPage()],
    ['docs/reference/api.md', apiPage(await readDescription(root))],
    ...(await jobTypePages()),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const written = await writeGenerated(ROOT, await generateDocs(ROOT));
  console.log(written.length === 0 ? 'Reference pages are up to date.' : `Written:\n  ${written.join('\n  ')}`);
}
