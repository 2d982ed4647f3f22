import { generateApi, ROOT } from './generate-api.js';
import { outdatedFiles } from './generated-files.js';

const outdated = await outdatedFiles(ROOT, await generateApi(ROOT));
if (outdated.length > 0) {
  console.error(`Not what would be generated now; run \`npm run generate\` and commit:\n  ${outdated.join('\n  ')}`);
  process.exitCode = 1;
}
