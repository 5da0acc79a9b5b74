/** A conversation in the DevTools protocol: https://chromedevtools.github.io/devtools-protocol/ */
export interface Connection {
  /** Asks for something; the protocol says what shape the answer to a method has. */
  send<Answer>(method: string, parameters?: object, session?: string): Promise<Answer>;
  /** Has what happens in a session told to somebody. */
  listen(session: string, listener: (event: PageEvent) => void): void;
}

/** What happens in a page, so much of it as somebody looks at. */
export type PageEvent =
  | { readonly method: 'Network.requestWillBeSent'; readonly params: { type: string; request: { url: string } } }
  | { readonly method: 'Runtime.exceptionThrown'; readonly params: { exceptionDetails: Thrown } }
  | { readonly method: 'Runtime.consoleAPICalled'; readonly params: { type: string; args: readonly Shown[] } }
  | { readonly method: 'Log.entryAdded'; readonly params: { entry: { level: string; text: string } } };

/** Something thrown in a page. */
export interface Thrown {
  readonly text: string;
  readonly exception?: { readonly description?: string };
}

/** A value as the console shows it: only what is no object is told as it is. */
interface Shown {
  readonly value?: unknown;
  readonly description?: string;
}

type Message =
  | { readonly id: number; readonly result: unknown; readonly error?: { readonly message: string } }
  | (PageEvent & { readonly id?: undefined; readonly sessionId: string });

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Begins a conversation at the address that Chromium has told. */
export async function connect(address: string): Promise<Connection> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, (event: PageEvent) => void>();
  socket.addEventListener('message', ({ data }) => {
    const message: Message = JSON.parse(data);
    if (message.id === undefined) return listeners.get(message.sessionId)?.(message);
    const { id, result, error } = message;
    if (error === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(error.message));
    waiting.delete(id);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Chromium ended'));
  });
  await opened(socket);
  let last = 0;
  return {
    send: <Answer>(method: string, parameters: object = {}, sessionId?: string) => {
      const id = ++last;
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params: parameters, sessionId }));
      return promise;
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
