import { isIP } from 'node:net';
import { parseRubyDate } from './ruby-date.ts';

/** The formats of the contract that JSON Schema does not know; `openapi/README.md` explains them. */
export const formats: Record<string, (text: string) => boolean> = {
  ip: (text) => isIP(text) !== 0,
  'ruby-date': (text) => parseRubyDate(text) !== undefined,
};
