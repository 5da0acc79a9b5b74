import express, { type Express, type RequestHandler } from 'express';
import type { RecordedReply } from './replies.ts';

/** Express with its own parsers for JSON and forms; `scopes[]` is an array only where forms are told to be `extended`. */
export function parsingApp(forms: { extended?: boolean } = {}): Express {
  const app = express();
  app.use(express.json());
  app.use(express.urlencoded(forms));
  return app;
}

/** Mounts a route for each path; what differs by the query is looked up. Whatever comes in between stands before it. */
export function mountReplies(app: Express, replies: ReadonlyMap<string, RecordedReply>): void {
  const bodies = new Map([...replies].map(([line, reply]) => [line, { ...reply, body: JSON.parse(reply.text) }]));
  const handler: RequestHandler = (request, response) => {
    const reply = bodies.get(`${request.method} ${request.originalUrl}`);
    if (!reply) return response.status(404).end();
    response.status(reply.status).type(reply.type).json(reply.body);
  };
  const routes = new Set([...replies.keys()].map((line) => line.split('?', 1)[0] ?? line));
  for (const route of routes) {
    const [method, path = '/'] = route.split(' ');
    if (method === 'GET') app.get(path, handler);
    else app.post(path, handler);
  }
}
