import { formatValue } from '@flamenco/common';
import { echoed } from '../texts/task-log.js';
import type { Command } from './command.js';
import { ParameterReader } from './parameters.js';

/** Writes a message, of any type, to the task's log (contract 07 §14.2). */
export const echo: Command = async (parameters, ports) => {
  const message = formatValue(new ParameterReader('echo', parameters).present('message'));
  ports.logger.info({ message }, 'echo');
  ports.log(echoed(message));
};
