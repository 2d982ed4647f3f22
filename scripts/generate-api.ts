import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { format } from 'prettier';
import { bodyChecksSource } from './api/body-checks.js';
import { DESCRIPTION_FILE, readDescription } from './api/description.js';
import { operationTableSource } from './api/operation-table.js';
import { writeGenerated } from './generated-files.js';
import type { GeneratedFiles } from './generated-files.js';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const NOTE = `// Generated from ${DESCRIPTION_FILE} by \`npm run generate\`. Do not edit.\n`;

/** Everything that is made from the API description. */
export async function generateApi(root: string): Promise<GeneratedFiles> {
  const description = await readDescription(root);
  return new Map([
    ['packages/api/src/generated/schema.ts', NOTE + (await schemaSource(root))],
    ['packages/api/src/generated/operations.ts', NOTE + (await formatted(operationTableSource(description)))],
    ['packages/manager/src/http/generated/body-checks.ts', NOTE + bodyChecksSource(description)],
    ['packages/manager/src/http/generated/openapi3.json', `${JSON.stringify(description)}\n`],
  ]);
}

/** Properties are read-only: what comes over the wire is nobody's to change. */
async function schemaSource(root: string): Promise<string> {
  const types = await openapiTypescript(pathToFileURL(`${root}/${DESCRIPTION_FILE}`), {
    immutable: true,
    defaultNonNullable: false,
  });
  return astToString(types);
}

async function formatted(source: string): Promise<string> {
  return await format(source, { parser: 'typescript', printWidth: 120, singleQuote: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const written = await writeGenerated(ROOT, await generateApi(ROOT));
  console.log(written.length === 0 ? 'Generated files are up to date.' : `Written:\n  ${written.join('\n  ')}`);
}
