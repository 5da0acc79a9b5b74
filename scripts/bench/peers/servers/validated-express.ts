/** The same with express-openapi-validator, as its README says: the whole document, one middleware, requests and replies. */
import type { ErrorRequestHandler } from 'express';
import { middleware } from 'express-openapi-validator';
import { mountReplies, parsingApp } from './express.ts';
import { port, readReplies } from './replies.ts';

const replies = readReplies();
const app = parsingApp({ extended: true });
app.use(middleware({ apiSpec: process.argv[4] ?? '', validateRequests: true, validateResponses: true }));
mountReplies(app, replies);
app.use(refuse());
app.listen(port, '127.0.0.1');

/** Whoever wants GitLab's refusal writes it here; what is invalid on purpose is refused with the same bytes. */
function refuse(): ErrorRequestHandler {
  return (error: { status?: number; message: string }, request, response, _next) => {
    const reply = replies.get(`${request.method} ${request.originalUrl}`);
    const isAsRecorded = reply !== undefined && error.status === reply.status;
    response.status(error.status ?? 500).type('application/json');
    response.send(isAsRecorded ? reply.text : JSON.stringify({ message: error.message }));
  };
}
