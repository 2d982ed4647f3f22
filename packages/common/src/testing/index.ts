export { FakeClock } from './fake-clock.js';
export { freePort } from './free-port.js';
export { stressService } from './stress-service.js';
