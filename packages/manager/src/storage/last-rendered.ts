import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Service } from '@flamenco/common';
import { jobFilesUrl, LAST_RENDERED_FILES, relativeJobDirectory } from './job-directories.js';
import { writeThumbnails } from './thumbnails.js';

/** How many jobs may have an image waiting. One busy job holds one place only: its newest image wins. */
const MAX_WAITING_JOBS = 64;

/** What happens around one image: told after its thumbnails are on disk, or when it was no image. */
export interface LastRenderedListener {
  stored(jobUuid: string): Promise<void>;
  failed(jobUuid: string, error: unknown): void;
}

/**
 * Turns uploaded previews into the last-rendered images of their jobs, one at a time, in the background
 * (contract 02 §10.3; one slot per job in place of the original's shared queue of three).
 */
export class LastRenderedImages implements Service {
  readonly name = 'last-rendered images';
  readonly #waiting = new Map<string, Uint8Array>();
  #listener: LastRenderedListener | undefined;
  #running: Promise<void> | undefined;

  constructor(readonly root: string) {}

  /** Who is told; set once, before the first image is offered. */
  listen(listener: LastRenderedListener): void {
    this.#listener = listener;
  }

  /** Takes an image for a job; false when too many other jobs wait. */
  offer(jobUuid: string, image: Uint8Array): boolean {
    if (!this.#waiting.has(jobUuid) && this.#waiting.size >= MAX_WAITING_JOBS) return false;
    this.#waiting.set(jobUuid, image);
    this.#running ??= this.#work().finally(() => (this.#running = undefined));
    return true;
  }

  /** Where the job's images are found; undefined when its smallest one does not exist (contract 02 §10.4). */
  info(jobUuid: string): { readonly base: string; readonly suffixes: readonly string[] } | undefined {
    const directory = relativeJobDirectory(jobUuid);
    if (!existsSync(path.join(this.root, directory, LAST_RENDERED_FILES[2]))) return undefined;
    return { base: jobFilesUrl(directory), suffixes: LAST_RENDERED_FILES };
  }

  /** Forgets the waiting image of a job that goes away. */
  forgetJob(jobUuid: string): void {
    this.#waiting.delete(jobUuid);
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  /** Finishes the image at work and those that wait. */
  async stop(): Promise<void> {
    await this.#running;
  }

  async #work(): Promise<void> {
    for (let next = this.#take(); next; next = this.#take()) {
      const [jobUuid, image] = next;
      try {
        await writeThumbnails(image, path.join(this.root, relativeJobDirectory(jobUuid)));
        await this.#listener?.stored(jobUuid);
      } catch (error) {
        this.#listener?.failed(jobUuid, error);
      }
    }
  }

  #take(): [string, Uint8Array] | undefined {
    const first = this.#waiting.entries().next().value;
    if (first) this.#waiting.delete(first[0]);
    return first;
  }
}
