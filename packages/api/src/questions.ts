/** In an answer to a Worker that can look at paths: somebody asks it to, see `nextStorageQuestion` (D6.11). */
export const QUESTION_HEADER = 'X-Flamenco-Question';
