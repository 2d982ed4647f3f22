import { win32 } from 'node:path';

/**
 * The program that Windows opens `.blend` files with (contract 07 §16.1); undefined when there is none.
 *
 * @param queryRegistry what `reg query` prints about the default value of a key; rejects when there is no such key
 */
export async function associatedBlender(queryRegistry: (key: string) => Promise<string>): Promise<string | undefined> {
  const valueOf = async (key: string) => defaultValue(await queryRegistry(key).catch(() => ''));
  const fileType = await valueOf('HKCR\\.blend');
  const command = fileType && (await valueOf(`HKCR\\${fileType}\\shell\\open\\command`));
  const program = command && programOf(command);
  return program ? besideLauncher(program) : undefined;
}

/** The text after the type of the value, whatever the language calls the default value. Pure. */
function defaultValue(printed: string): string | undefined {
  return /^\s+.*?\sREG_(?:EXPAND_)?SZ\s+(.*?)\s*$/m.exec(printed)?.[1];
}

/** The program of a command such as `"C:\Program Files\…\blender.exe" "%1"`. Pure. */
function programOf(command: string): string | undefined {
  const [, quoted, bare] = /^\s*(?:"([^"]*)"|(\S+))/.exec(command) ?? [];
  return quoted ?? bare;
}

/** The launcher ends at once and leaves Blender running, which a Worker cannot follow. Pure. */
function besideLauncher(program: string): string {
  const isLauncher = win32.basename(program).toLowerCase() === 'blender-launcher.exe';
  return isLauncher ? win32.join(win32.dirname(program), 'blender.exe') : program;
}
