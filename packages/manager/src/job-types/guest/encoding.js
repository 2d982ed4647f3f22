import { integer, text } from './conversions.js';
import { ask } from './host.js';
import { Array, ArrayBuffer, Boolean, Error, String, Uint8Array } from './primordials.js';

/** `btoa`, `atob`, `TextEncoder` and `TextDecoder` (UTF-8), which the engine lacks (D3.2). */

export const btoa = (value) => ask('btoa', String(value));
export const atob = (value) => ask('atob', String(value));

export class TextEncoder {
  get encoding() {
    return 'utf-8';
  }

  encode(value) {
    return Uint8Array.from(ask('utf8Bytes', text(value)));
  }
}

export class TextDecoder {
  #fatal;

  constructor(label = 'utf-8', options = {}) {
    ask('checkEncoding', String(label));
    this.#fatal = Boolean(options?.fatal);
  }

  get encoding() {
    return 'utf-8';
  }

  decode(bytes) {
    return bytes === undefined ? '' : ask('utf8Text', Array.from(viewOf(bytes), integer), this.#fatal);
  }
}

function viewOf(bytes) {
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
  if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  throw new Error(ask('text', 'no-bytes'));
}
