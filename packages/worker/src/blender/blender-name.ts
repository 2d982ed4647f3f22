/** Whether a program is called like Blender: `blender`, `Blender.exe`, `blender-4.5`. Whatever system the path is of. Pure. */
export function isCalledBlender(exe: string): boolean {
  const name = exe.split(/[\\/]/).at(-1) ?? '';
  return /^blender(?:[-_ ]?v?\d[\w.]*)?(?:\.exe)?$/i.test(name);
}
