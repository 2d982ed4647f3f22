/** Lines of the start and the end of the Manager; quoted ones are what users of Flamenco know (contract 05 §2.1). */
export const startTexts = {
  starting: 'starting Flamenco',
  configRestored:
    'the configuration file was not complete, because the Manager or its computer stopped while it was being written; it has the settings of before again',
  loadingConfig: 'loading configuration',
  badConfig: 'unable to determine whether this is the first run of Flamenco or not',
  configWritten: 'configuration file written',
  configNotWritten: 'the configuration file could not be written',
  restarting: 'restarting Flamenco',
  firstRun:
    'this is the first run of Flamenco: set "shared_storage_path" in flamenco-manager.yaml to the storage that this ' +
    'computer shares with the Workers, or use the setup assistant (docs/user/quickstart.md)',
  shamanLater:
    'the Shaman storage is not available in this version yet, jobs are submitted by way of the shared storage',
  listening: 'listening',
  openingDatabase: 'opening database',
  databaseError: 'error opening database',
  jobFiles: 'serving job-specific files directly from disk',
  databaseCheck: 'database: periodic integrity check starting',
  noDatabaseCheck: 'database: periodic integrity check disabled',
  profiler: 'the profiler is open to everybody who can reach this Manager; start it without -pprof for daily work',
  timeouts: 'TimeoutChecker: starting up',
  sleepScheduler: 'sleep scheduler starting',
  discoveryLater: 'automatic discovery is not available in this version yet, start Workers with -manager URL',
  urls: 'possible URLs at which to reach Flamenco Manager',
  url: (url: string) => `- ${url}`,
  cannotListen: 'the Manager cannot listen',
  portInUse: (listen: string) =>
    `another program listens on ${listen} already; stop it, or set another port as "listen" in flamenco-manager.yaml`,
  notAllowed: (listen: string) =>
    `this user may not listen on ${listen}; choose a port from 1024 on as "listen" in flamenco-manager.yaml`,
  notOurAddress: (listen: string) =>
    `${listen} is no address of this computer; set "listen" in flamenco-manager.yaml to one that is, or to :8080`,
  otherListenError: (listen: string, reason: string) => `listening on ${listen} failed: ${reason}`,
  signal: 'signal received, shutting down',
  secondSignal: 'second signal received, stopping at once',
  reloading: 'signal received, reading the configuration again',
  slowShutdown: 'requests are still at work, closing their connections',
  stopped: 'shutdown complete, stopping process',
  unexpected: 'unexpected error',
} as const;
