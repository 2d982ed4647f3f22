/**
 * Whether Workers can find a blend file by this path: absolute on any platform, or begun by a variable. A bug of the
 * 3.9-beta1 add-on submits relative ones (D10.4). Empty is fine: not every job has a blend file.
 */
export function isPlaceable(blendFile: string): boolean {
  return blendFile === '' || /^(?:\/|\\\\|\{|[A-Za-z]:[\\/])/.test(blendFile);
}
