/** What Chromium tells or answers; who asked knows its shape. */
// biome-ignore lint/suspicious/noExplicitAny: the DevTools protocol has thousands of shapes
export type Told = any;

/** A conversation in the DevTools protocol: https://chromedevtools.github.io/devtools-protocol/ */
export interface Connection {
  send(method: string, parameters?: object, session?: string): Promise<Told>;
  /** Has what happens in a session told to somebody. */
  listen(session: string, listener: (event: string, parameters: Told) => void): void;
}

/** Begins a conversation at the address that Chromium has told. */
export async function connect(address: string): Promise<Connection> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, PromiseWithResolvers<Told>>();
  const listeners = new Map<string, (event: string, parameters: Told) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, sessionId, method, params, result, error } = JSON.parse(data);
    if (id === undefined) listeners.get(sessionId)?.(method, params);
    else if (error === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(error.message));
    waiting.delete(id);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Chromium ended'));
  });
  await opened(socket);
  let last = 0;
  return {
    send: (method, params = {}, sessionId) => {
      const id = ++last;
      const answer = Promise.withResolvers<Told>();
      waiting.set(id, answer);
      socket.send(JSON.stringify({ id, method, params, sessionId }));
      return answer.promise;
    },
    listen: (session, listener) => void listeners.set(session, listener),
  };
}

function opened(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`Chromium does not answer at ${socket.url}`)));
  });
}
