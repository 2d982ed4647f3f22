import type { FarmEvent } from '../../src/farm/events.js';
import type { TaskLogKey } from '../../src/farm/ports.js';

/** Events in the order in which they were published. */
export class RecordedEvents {
  readonly all: FarmEvent[] = [];

  publish(events: readonly FarmEvent[]): void {
    this.all.push(...events);
  }

  /** The payloads of one kind. */
  of<Kind extends FarmEvent['kind']>(kind: Kind): Extract<FarmEvent, { kind: Kind }>['payload'][] {
    return this.all.filter((event) => event.kind === kind).map(({ payload }) => payload) as never;
  }

  clear(): void {
    this.all.length = 0;
  }
}

/** Task logs in memory, by the UUID of the task. */
export class RecordedTaskLogs {
  readonly texts = new Map<string, string>();

  append({ taskUuid }: TaskLogKey, text: string): void {
    if (text === '') return;
    this.texts.set(taskUuid, `${this.texts.get(taskUuid) ?? ''}${text.endsWith('\n') ? text : `${text}\n`}`);
  }

  info({ jobUuid, taskUuid }: TaskLogKey) {
    const text = this.texts.get(taskUuid);
    const found = text && { sizeBytes: Buffer.byteLength(text), url: `/job-files/${jobUuid}/${taskUuid}.txt` };
    return Promise.resolve(found === '' ? undefined : found);
  }

  tail({ taskUuid }: TaskLogKey) {
    return Promise.resolve(this.texts.get(taskUuid));
  }

  forgetJob(): void {}

  /** The lines of a task's log without their times. */
  linesOf(taskUuid: string): string[] {
    const lines = (this.texts.get(taskUuid) ?? '').split('\n').slice(0, -1);
    return lines.map((line) => line.replace(/^\d{4}-\d\d-\d\dT\S+ /, ''));
  }
}
