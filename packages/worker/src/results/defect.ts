import type { ImageFormat } from './image-format.js';

/** What is wrong inside an image file. */
export type ImageDefect =
  /** The file ends before the image does. */
  | { readonly kind: 'incomplete'; readonly format: ImageFormat }
  /** The file has its length, but not the content that it should have. */
  | { readonly kind: 'damaged'; readonly format: ImageFormat };

/** Why a file that a program announced cannot be a result. */
export type Defect =
  | ImageDefect
  | { readonly kind: 'missing' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-a-file' }
  /** Its content is nothing like what its name promises. */
  | { readonly kind: 'not-as-named'; readonly format: ImageFormat }
  | { readonly kind: 'unreadable'; readonly error: unknown };
