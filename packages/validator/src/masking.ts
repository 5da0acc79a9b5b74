import { type Document, isObject, type Json } from '@gitlab-internal-api/contract';
import { securitySchemes } from '@gitlab-internal-api/contract/operations';
import { maskedBody, maskedForm } from './masked-body.ts';

/** What stands in the place of a secret. */
const mask = '[MASKED]';

/** Headers that carry credentials of this API, of neighbouring ones, and of whatever stands in front of it. */
const credentialHeader = /(?:authorization|cookie|token|secret|password|api-request|api[_-]?key)$/i;

/** Parameters that GitLab reads credentials from on any route, or that are named as if they carried some. */
const credentialName = /(?:^|[_.-])(?:token|secret|passwd|password|private_key|api_key)$/i;

/** Texts that show by themselves that they are credentials: JSON Web Tokens, and GitLab's prefixed tokens. */
const credentialText = /\beyJ[\w-]+\.[\w-]+\.[\w-]*|\bgl(?:pat|agent|soat|oas|dt|rt|cbt|ptt|ft|imt|ffct)-[\w-]{16,}/g;

/** Shorter texts stand for much else, too. */
const shortestSecret = 8;

/** A body with thousands of secrets must not be looked through thousands of times. */
const mostSecrets = 500;

/** What a contract calls secret, by name. */
export class SensitiveNames {
  readonly #headers = new Set<string>();
  readonly #names = new Set<string>();

  /** Reads `x-gitlab-sensitive` wherever it stands; credentials of other editions are credentials all the same. */
  constructor(document: Document) {
    for (const scheme of Object.values(securitySchemes))
      (scheme.in === 'header' ? this.#headers : this.#names).add(scheme.name.toLowerCase());
    this.#collect(document);
  }

  isHeader(name: string): boolean {
    return this.#headers.has(name.toLowerCase()) || credentialHeader.test(name);
  }

  isParameter(name: string): boolean {
    return this.#names.has(name.toLowerCase()) || credentialName.test(name);
  }

  #collect(node: Json): void {
    if (Array.isArray(node)) for (const member of node) this.#collect(member);
    if (!isObject(node)) return;
    if (node['x-gitlab-sensitive'] === true && typeof node.name === 'string')
      (node.in === 'header' ? this.#headers : this.#names).add(node.name.toLowerCase());
    if (isObject(node.properties)) this.#collectProperties(node.properties);
    for (const member of Object.values(node)) this.#collect(member);
  }

  #collectProperties(properties: Record<string, Json>): void {
    for (const [name, property] of Object.entries(properties))
      if (isObject(property) && property['x-gitlab-sensitive'] === true) this.#names.add(name.toLowerCase());
  }
}

/** Masks the parts of one exchange by their names, and remembers what it masked: the same text is no less secret elsewhere. */
export class Masking {
  readonly #names: SensitiveNames;
  readonly #secrets = new Set<string>();

  /** The texts are known to be secret whatever they are called. */
  constructor(names: SensitiveNames, secrets: readonly string[] = []) {
    this.#names = names;
    for (const secret of secrets) {
      this.#remember(secret);
      this.#remember(decodedSecret(secret));
    }
  }

  /** The value of a header. */
  header(name: string, value: string): string {
    if (!this.#names.isHeader(name) || value === '') return value;
    this.#remember(value.replace(/^[\w-]+ +/, ''));
    this.#remember(decodedSecret(value));
    // The scheme is no secret, and who reads the recording later wants to know that a token was there.
    return (/^(?:bearer|basic) +/i.exec(value)?.[0] ?? '') + mask;
  }

  /** A path with its query. */
  target(target: string): string {
    const start = target.indexOf('?') + 1;
    return start === 0 ? target : target.slice(0, start) + maskedForm(target.slice(start), this.#replace);
  }

  /** A body, whole or cut off, and readable or not. */
  body(text: string): string {
    return maskedBody(text, this.#replace);
  }

  /** Any text without what was masked so far and what shows by itself that it is a credential. */
  rest(text: string): string {
    if (text.length < shortestSecret) return text;
    let rest = text;
    for (const secret of this.#secrets) rest = rest.replaceAll(secret, mask);
    return rest.replaceAll(credentialText, mask);
  }

  readonly #replace = (name: string, value: string): string | undefined => {
    if (value === '' || !this.#names.isParameter(name)) return undefined;
    this.#remember(value);
    return mask;
  };

  #remember(secret: string): void {
    if (secret.length < shortestSecret || secret === mask || this.#secrets.size >= mostSecrets) return;
    for (const spelling of spellingsOf(secret)) this.#secrets.add(spelling);
  }
}

/** A secret as it may stand in JSON, in a query, and in the header that carries it as Base64. */
function spellingsOf(secret: string): string[] {
  const base64 = [secret, `${secret}\n`].map((text) => Buffer.from(text).toString('base64'));
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed()), ...base64];
}

/** The shared secret comes as Base64, and somebody may send it as it is next to that. */
function decodedSecret(value: string): string {
  const text = Buffer.from(value, 'base64').toString('utf8').trim();
  return /^[\x20-\x7e]+$/.test(text) ? text : '';
}
