import process from 'node:process';
import { createInterface } from 'node:readline/promises';

/**
 * Asks a question that is answered with yes or no; Enter alone means yes.
 * @param {string} question
 * @param {AbortSignal} signal
 * @returns {Promise<'yes' | 'no' | 'nobody there'>}
 */
export async function askYesNo(question, signal) {
  if (!process.stdin.isTTY) return 'nobody there';
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  const gone = new AbortController();
  reader.once('close', () => gone.abort());
  // Readline takes Ctrl+C for itself; it is meant for all of us.
  reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const answer = await reader.question(question, { signal: AbortSignal.any([signal, gone.signal]) });
    return /^(y(es)?)?$/i.test(answer.trim()) ? 'yes' : 'no';
  } catch (error) {
    signal.throwIfAborted();
    if (gone.signal.aborted) return 'no';
    throw error;
  } finally {
    reader.close();
  }
}
