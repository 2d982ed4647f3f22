const PNG = [0x89, 0x50, 0x4e, 0x47];
const JPEG = [0xff, 0xd8, 0xff];

/** Whether these bytes begin like a PNG or a JPEG; what the sender calls them does not matter (contract 02 §10.3). */
export function isImage(bytes: Uint8Array): boolean {
  return [PNG, JPEG].some((signature) => signature.every((byte, index) => bytes[index] === byte));
}
