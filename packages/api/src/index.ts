export type { components, operations, paths } from './generated/schema.js';
export { OPERATIONS } from './generated/operations.js';
export { basicAuthorization, createApiClient } from './client.js';
export type { ApiClient, ApiClientOptions } from './client.js';
export * from './events.js';
export * from './operation-types.js';
export * from './questions.js';
export * from './statuses.js';
