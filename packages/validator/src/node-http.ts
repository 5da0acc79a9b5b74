/**
 * Node's HTTP. An `import` of it reads everything that it has, and `WebSocket` among that loads all of what is behind `fetch`:
 * 30 ms and 14 MB at each start.
 */
export const nodeHttp: typeof import('node:http') = process.getBuiltinModule('node:http');
