import { setTimeout as wait } from 'node:timers/promises';
import type { Connection, PageEvent, Thrown } from './connection.ts';

/** How a page is looked at. */
export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  /** Whether the network is cut; files and `data:` are no network. */
  readonly offline?: boolean;
}

/** A page in the browser. */
export interface Page {
  /** The value of an expression in the page; a promise is awaited. */
  evaluate<T>(expression: string): Promise<T>;
  /** Waits until an expression is true in the page. */
  until(expression: string): Promise<void>;
  /** Goes to another address, or to another place in the same page. */
  go(url: string): Promise<void>;
  /** Presses a key as a reader does. */
  press(key: string): Promise<void>;
  /** What is seen of it, as PNG. */
  picture(): Promise<Buffer>;
  /** What it has asked of the network or of other files. */
  readonly requests: readonly string[];
  /** What its console shows as an error, and what was thrown. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens a page of its own, and waits until it is loaded. */
export async function openPage(connection: Connection, url: string, options: PageOptions): Promise<Page> {
  const { targetId } = await connection.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  const session = await connection.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
  const { sessionId } = session;
  const send: Send = (method, parameters) => connection.send(method, parameters, sessionId);
  const requests: string[] = [];
  const errors: string[] = [];
  connection.listen(sessionId, (event) => note(event, requests, errors));
  for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await send(`${domain}.enable`);
  await set(send, options);
  const page = pageOf(send, { requests, errors });
  await page.go(url);
  return { ...page, close: () => connection.send('Target.closeTarget', { targetId }) };
}

type Send = <Answer>(method: string, parameters?: object) => Promise<Answer>;

async function set(send: Send, { width = 1280, height = 900, offline = false }: PageOptions): Promise<void> {
  const screen = { width, height, deviceScaleFactor: 1, mobile: width < 600 };
  await send('Emulation.setDeviceMetricsOverride', screen);
  if (offline) await send('Network.emulateNetworkConditions', { offline, latency: 0, ...unlimited });
}

const unlimited = { downloadThroughput: -1, uploadThroughput: -1 };

function note({ method, params }: PageEvent, requests: string[], errors: string[]): void {
  if (method === 'Network.requestWillBeSent' && params.type !== 'Document' && !/^(data|blob):/.test(params.request.url))
    requests.push(params.request.url);
  if (method === 'Runtime.exceptionThrown') errors.push(descriptionOf(params.exceptionDetails));
  if (method === 'Runtime.consoleAPICalled' && params.type === 'error')
    errors.push(params.args.map(({ value, description }) => value ?? description).join(' '));
  if (method === 'Log.entryAdded' && params.entry.level === 'error') errors.push(params.entry.text);
}

function descriptionOf({ text, exception }: Thrown): string {
  return exception?.description ?? text;
}

interface Evaluated<Value> {
  readonly result: { readonly value: Value };
  readonly exceptionDetails?: Thrown;
}

function pageOf(send: Send, noted: Pick<Page, 'requests' | 'errors'>): Omit<Page, 'close'> {
  const evaluate = async <Value>(expression: string) => {
    const how = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await send<Evaluated<Value>>('Runtime.evaluate', how);
    if (exceptionDetails) throw new Error(descriptionOf(exceptionDetails));
    return result.value;
  };
  // While a page goes to another, there is none to ask.
  const isTrue = (expression: string) =>
    evaluate(expression).catch((error: Error) => {
      if (/navigated|context/i.test(error.message)) return false;
      throw error;
    });
  const until = async (expression: string) => {
    for (let tries = 0; tries < 600; tries++) {
      if (await isTrue(expression)) return;
      await wait(50);
    }
    throw new Error(`it did not become true within half a minute: ${expression}`);
  };
  return {
    ...noted,
    evaluate,
    until,
    go: async (url) => {
      const { errorText } = await send<{ errorText?: string }>('Page.navigate', { url });
      if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
      await until('document.readyState === "complete"');
    },
    press: async (key) => {
      const text = key === 'Enter' ? { text: '\r' } : key.length === 1 ? { text: key } : {};
      const named = { key, code: key, windowsVirtualKeyCode: codes[key] ?? 0, ...text };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...named });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...named });
    },
    picture: async () => {
      const { data } = await send<{ data: string }>('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
  };
}

const codes: Readonly<Record<string, number>> = { Tab: 9, Enter: 13, ArrowDown: 40 };
