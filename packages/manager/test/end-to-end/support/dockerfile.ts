/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** What a Dockerfile says about running its image. */
export interface ImageSettings {
  readonly user: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly command: readonly string[];
  /** Empty for none. */
  readonly healthCheck: readonly string[];
}

/** Reads the form of Dockerfiles that this repository uses; arguments are filled in. */
export function readDockerfile(text: string, args: Readonly<Record<string, string>>): readonly Instruction[] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...rest] = line.split(' ');
      const filled = rest.join(' ').replace(/\$\{(\w+)\}/g, (_, key: string) => args[key] ?? `MISSING-${key}`);
      return { name, text: filled };
    });
}

export function imageSettings(instructions: readonly Instruction[]): ImageSettings {
  const last = (name: string, otherwise: string) =>
    instructions.findLast((instruction) => instruction.name === name)?.text ?? otherwise;
  const all = (name: string) => instructions.filter((instruction) => instruction.name === name).map(({ text }) => text);
  return {
    user: last('USER', 'root'),
    workingDirectory: last('WORKDIR', '/'),
    environment: Object.fromEntries(all('ENV').map((text) => text.split('=', 2) as [string, string])),
    ports: all('EXPOSE'),
    volumes: all('VOLUME').flatMap((text) => JSON.parse(text) as string[]),
    command: JSON.parse(last('CMD', '[]')) as string[],
    healthCheck: JSON.parse(last('HEALTHCHECK', '[]').replace(/^.*?CMD /, '')) as string[],
  };
}
