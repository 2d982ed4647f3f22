import { encodingLeftMs, readEncodedFrame } from '../ffmpeg/encoding-status.js';
import { encoding } from '../texts/activities.js';
import type { CommandPorts } from './command.js';
import type { Follower } from './run-command-line.js';
import { ThrottledActivity } from './throttled-activity.js';

/**
 * Tells how far FFmpeg is, from the states that it shows anyway: asking for `-progress` would change its command line,
 * which users know, and fill the task's log.
 */
export class EncodingWatch implements Follower {
  readonly #activity: ThrottledActivity;
  readonly #startedAt: number;

  /** @param total frames of the video; undefined where that is not known */
  constructor(
    private readonly ports: CommandPorts,
    private readonly total: number | undefined,
  ) {
    this.#activity = new ThrottledActivity(ports.clock, (text) => ports.activity(text));
    this.#startedAt = ports.clock.now().getTime();
  }

  readonly onStatus = (text: string): void => {
    const frame = readEncodedFrame(text);
    if (frame === undefined) return;
    const elapsedMs = this.ports.clock.now().getTime() - this.#startedAt;
    this.#activity.offer(() => encoding(frame, this.total, encodingLeftMs(frame, this.total, elapsedMs)));
  };

  /** The command has ended. */
  stop(): void {
    this.#activity.stop();
  }
}
