/** The demo cannot go on. The message says what happened; `log` is what the user needs to see to find out why. */
export class DemoError extends Error {
  /**
   * @param {string} message
   * @param {string} [log] the end of a log, under its title
   */
  constructor(message, log = '') {
    super(message);
    this.log = log;
  }
}
