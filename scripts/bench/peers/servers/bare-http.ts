/** The limit: Node's own server, which reads the body and replies with bytes made beforehand. */
import { createServer } from 'node:http';
import { port, readReplies } from './replies.ts';

const replies = readReplies();

createServer((request, response) => {
  request.resume().on('end', () => {
    const { status, type, text } = replies.get(`${request.method} ${request.url}`) ?? missing;
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) }).end(text);
  });
}).listen(port, '127.0.0.1');

const missing = { status: 404, type: 'application/json', text: '{}' };
