export { FakeClock } from './fake-clock.js';
export { stressService } from './stress-service.js';
