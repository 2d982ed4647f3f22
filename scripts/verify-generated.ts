import { generateApi, ROOT } from './generate-api.js';
import { generateDocs } from './generate-docs.js';
import { outdatedFiles } from './generated-files.js';

const files = new Map([...(await generateApi(ROOT)), ...(await generateDocs(ROOT))]);
const outdated = await outdatedFiles(ROOT, files);
if (outdated.length > 0) {
  console.error(`Not what would be generated now; run \`npm run generate\` and commit:\n  ${outdated.join('\n  ')}`);
  process.exitCode = 1;
}
