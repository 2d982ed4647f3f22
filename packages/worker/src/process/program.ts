/** A program to run, without a shell. */
export interface Program {
  /** A bare name is looked for on the `PATH`; anything with a directory part is taken at its word. */
  readonly file: string;
  readonly args: readonly string[];
  /** What the program is told to be called; `file` when left out. */
  readonly argv0?: string;
  /** Its working directory; the Worker's when left out. */
  readonly cwd?: string;
  /** Variables that are added to the Worker's environment, or replace some of it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Trouble around a program that does not keep it from running. */
export type ProgramTrouble =
  /** A line is cut into pieces; its length in bytes and how it begins. */
  | { readonly kind: 'long-line'; readonly bytes: number; readonly beginning: string }
  | { readonly kind: 'oom-score-not-set'; readonly error: unknown }
  | { readonly kind: 'niceness-not-set'; readonly error: unknown }
  /** Nobody will end the program if this Worker is killed. */
  | { readonly kind: 'not-noted'; readonly error: unknown };

/** Who hears of a running program. */
export interface ProgramListener {
  /** One line of output, without its line feed. */
  line(pid: number, line: string): void;
  trouble(trouble: ProgramTrouble): void;
  /** A state that the program is going to write over, as FFmpeg does; it is part of a later line besides. */
  status?(text: string): void;
}

/** How a run of a program ended. */
export type ProgramEnding =
  /** By itself, or by somebody else's signal: then the code is -1 (contract 07 §15.5). */
  | { readonly kind: 'exited'; readonly pid: number; readonly exitCode: number }
  /** It was ended because its command was aborted. */
  | { readonly kind: 'aborted'; readonly pid: number }
  /** It was ended because it ran longer than this Worker's configuration allows. */
  | { readonly kind: 'too-long'; readonly pid: number; readonly limitMs: number }
  /** Its bare name is not on the `PATH`. */
  | { readonly kind: 'not-found'; readonly name: string }
  | { readonly kind: 'not-started'; readonly file: string; readonly error: unknown };
