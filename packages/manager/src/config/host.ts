/** The machine as the configuration has to know it. */
export interface ConfigHost {
  /** Go's name of the operating system: `linux`, `windows`, `darwin`. */
  readonly platform: string;
  /** Absolute. */
  readonly workingDirectory: string;
  /** The program that the user starts, absolute. */
  readonly programFile: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

/** Something about a usable configuration that belongs into the log. */
export interface ConfigRemark {
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}
