import { encodingTexts as texts } from '../../texts/job-types.js';

/** Bytes that cannot be read in the given encoding. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}

/** Base64 of a text whose characters are bytes. */
export function btoa(text: string): string {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0xff) throw new EncodingError(texts.notLatin1);
  }
  return Buffer.from(text, 'latin1').toString('base64');
}

/** The text whose characters are the bytes of a base64 text; white space in it does not count. */
export function atob(text: string): string {
  const clean = text.replace(/[\t\n\f\r ]/g, '');
  const bare = clean.length % 4 === 0 ? clean.replace(/={1,2}$/, '') : clean;
  if (bare.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(bare)) throw new EncodingError(texts.notBase64);
  return Buffer.from(bare, 'base64').toString('latin1');
}

/** @throws EncodingError for any encoding but UTF-8. */
export function checkEncoding(label: string): void {
  if (!/^(utf-?8|unicode-1-1-utf-8)$/i.test(label.trim())) throw new EncodingError(texts.unknownEncoding(label));
}

/** The text of UTF-8 bytes; wrong ones become U+FFFD, or with `fatal` an EncodingError. */
export function utf8Text(bytes: readonly number[], fatal: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal }).decode(Uint8Array.from(bytes));
  } catch {
    throw new EncodingError(texts.notUtf8);
  }
}
