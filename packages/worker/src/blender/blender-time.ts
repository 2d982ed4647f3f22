/** Milliseconds of a time in Blender's form, `00:12.34` or `01:02:03.45`; undefined for anything else. Pure. */
export function readBlenderTime(text: string): number | undefined {
  if (!/^(?:\d+:){0,3}\d+(?:\.\d+)?$/.test(text)) return undefined;
  const seconds = text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) : undefined;
}
