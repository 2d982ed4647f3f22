import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const USER_DOCS = fileURLToPath(new URL('../../../../docs/user/', import.meta.url));
const DEFINITIONS = `${USER_DOCS}job-types.d.ts`;
const SCRIPT = '/scripts/my_type.js';

/** What an editor underlines in a script: `line: message`. */
function complaints(source: string): string[] {
  const options: ts.CompilerOptions = {
    ...{ allowJs: true, checkJs: true, noEmit: true, strict: true, noImplicitAny: false, types: [] },
    ...{ target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts'], moduleDetection: ts.ModuleDetectionKind.Legacy },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === SCRIPT || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === SCRIPT ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  const program = ts.createProgram([DEFINITIONS, SCRIPT], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

const HEAD = '/** @type {FlamencoJobType} */\n';

describe('job-types.d.ts, the definitions for editors', () => {
  it('are content with the script of the guide', async () => {
    const guide = await readFile(`${USER_DOCS}job-types.md`, 'utf8');
    const [, script = ''] = /```js\n([^`]*(?:`(?!``)[^`]*)*)```/.exec(guide) ?? [];
    expect(script).toContain('function compileJob(job)');
    expect(complaints(script.replace(/^\/\/\/.*\n/, ''))).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['an unknown type', `${HEAD}const JOB_TYPE = { label: 'x', settings: [{ key: 'a', type: 'number' }] };`, /^2: /],
    ['a forgotten label', `${HEAD}const JOB_TYPE = { settings: [] };`, /'label' is missing/],
    ['a misspelt function', 'frameChunks("1-10", 3);', /frameChunker/],
    ['an unknown member of path', 'path.extname("a");', /'extname' does not exist/],
    ['a missing parameter', 'author.Command("blender-render", { exe: "x" });', /'?blendfile'?/],
    ['a task instead of a command', 'author.Task("a", "misc").addCommand(author.Task("b", "misc"));', /not assignable/],
  ])('underline %s', (_, source, message) => {
    expect(complaints(source).join('\n')).toMatch(message);
  });
});
