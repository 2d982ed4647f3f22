/** Memory that a render can run out of. */
export type ShortMemory = 'gpu' | 'system';

/** Blender's own errors, and the last line of a Python traceback; not that a script failed, which repeats the script. */
const COMPLAINTS = [
  /^(?:Error|ERROR|Fatal)\b(?!: script failed)/,
  /\bCannot (?:read|open) file\b/,
  /\bUnable to open\b/,
  /^(?:\w+\.)*[A-Z]\w*(?:Error|Exception)\b/,
  /\|\s+ERROR\b/,
];

/** What Blender and its libraries say about files that they need and cannot get. */
const MISSING = [
  /\b(?:Unable to open|Cannot find lib|Cannot (?:read|open|find|load)|Could ?n[o']t (?:open|find|read|load)|Could not (?:open|find|read|load)|Can'?t (?:open|find|read|load)|Failed to (?:open|load|read|find))\b[^'"]*(['"])(.+)\1/i,
  /\bmissing from (['"])(.+?)\1/,
  /^(?:Warning|Error)?.*?(['"])([^'"]+)\1:? (?:No such file or directory|does not exist|not found)/i,
  /\bUnable to open ()(\S.*)$/,
];

/** Files that are to be written are not among what a render needs. */
const WRITING = /\bfor writing\b|\bcannot save\b|\bto write\b/i;

const SHORT_OF_GPU_MEMORY =
  /\bout of (?:gpu|device|video|graphics)(?: and shared host)? memory\b|\b(?:cuda|hip|optix|metal|oneapi|sycl|opengl|vulkan)\b.*\bout[ _]of[ _](?:device[ _])?memory|_OUT_OF_(?:DEVICE_)?MEMORY\b|\bhipErrorOutOfMemory\b|\bout of memory in (?:cu|hip|optix)\w*/i;

const SHORT_OF_SYSTEM_MEMORY =
  /\b(?:malloc|calloc)\w* returns null\b|\bstd::bad_alloc\b|^(?:Error: )?(?:System is )?out of memory\b/i;

/** A line that says what went wrong, without the blanks around it. Pure. */
export function readComplaint(line: string): string | undefined {
  return COMPLAINTS.some((pattern) => pattern.test(line)) ? line.trim() : undefined;
}

/** The file that a line says is missing: a library, a texture, a cache. Pure. */
export function readMissingFile(line: string): string | undefined {
  if (WRITING.test(line)) return undefined;
  for (const pattern of MISSING) {
    const path = pattern.exec(line)?.[2]?.trim();
    // Render kernels and codecs can be missing too; they have no paths.
    if (path && /[\\/.]/.test(path)) return path;
  }
  return undefined;
}

/** Which memory a line says has run out. Pure. */
export function readShortMemory(line: string): ShortMemory | undefined {
  if (SHORT_OF_GPU_MEMORY.test(line)) return 'gpu';
  return SHORT_OF_SYSTEM_MEMORY.test(line) ? 'system' : undefined;
}
