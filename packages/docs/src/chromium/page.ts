import { setTimeout as wait } from 'node:timers/promises';
import type { Connection, Told } from './connection.ts';

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
  const { targetId } = await connection.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await connection.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, parameters?: object) => connection.send(method, parameters, sessionId);
  const requests: string[] = [];
  const errors: string[] = [];
  connection.listen(sessionId, (event, told) => note(event, told, requests, errors));
  for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await send(`${domain}.enable`);
  await set(send, options);
  const page = pageOf(send, { requests, errors });
  await page.go(url);
  return { ...page, close: () => connection.send('Target.closeTarget', { targetId }) };
}

type Send = (method: string, parameters?: object) => Promise<Told>;

async function set(send: Send, { width = 1280, height = 900, offline = false }: PageOptions): Promise<void> {
  const screen = { width, height, deviceScaleFactor: 1, mobile: width < 600 };
  await send('Emulation.setDeviceMetricsOverride', screen);
  if (offline) await send('Network.emulateNetworkConditions', { offline, latency: 0, ...unlimited });
}

const unlimited = { downloadThroughput: -1, uploadThroughput: -1 };

function note(event: string, told: Told, requests: string[], errors: string[]): void {
  if (event === 'Network.requestWillBeSent' && told.type !== 'Document' && !/^(data|blob):/.test(told.request.url))
    requests.push(told.request.url);
  if (event === 'Runtime.exceptionThrown') errors.push(told.exceptionDetails.exception?.description ?? 'an exception');
  if (event === 'Runtime.consoleAPICalled' && told.type === 'error')
    errors.push(told.args.map(({ value, description }: Told) => value ?? description).join(' '));
  if (event === 'Log.entryAdded' && told.entry.level === 'error') errors.push(told.entry.text);
}

function pageOf(send: Send, noted: Pick<Page, 'requests' | 'errors'>): Omit<Page, 'close'> {
  const evaluate = async (expression: string) => {
    const how = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await send('Runtime.evaluate', how);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
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
      const { errorText } = await send('Page.navigate', { url });
      if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
      await until('document.readyState === "complete"');
    },
    press: async (key) => {
      const text = key === 'Enter' ? { text: '\r' } : key.length === 1 ? { text: key } : {};
      const named = { key, code: key, windowsVirtualKeyCode: codes[key] ?? 0, ...text };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...named });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...named });
    },
    picture: async () => Buffer.from((await send('Page.captureScreenshot', { format: 'png' })).data, 'base64'),
  };
}

const codes: Readonly<Record<string, number>> = { Tab: 9, Enter: 13, ArrowDown: 40 };
