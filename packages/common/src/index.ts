export { systemClock } from './clock.js';
export type { Clock, LocalParts } from './clock.js';
export { ServiceGroup } from './service.js';
export type { Service } from './service.js';
