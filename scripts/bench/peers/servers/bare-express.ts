/** Express 5 with its defaults: it parses, and replies with the same values. */
import { mountReplies, parsingApp } from './express.ts';
import { port, readReplies } from './replies.ts';

const app = parsingApp();
mountReplies(app, readReplies());
app.listen(port, '127.0.0.1');
