import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, type TlsOptions } from 'node:tls';
import { ListeningError, systemReason } from './listening-error.ts';

/** The files that HTTPS needs, all in PEM. */
export interface TlsFiles {
  /** The certificate, perhaps followed by those that lead to its authority. */
  readonly certificate: string;
  readonly key: string;
  /** The authorities of client certificates; with them nobody gets in without one. */
  readonly clientAuthorities?: string | undefined;
}

/** Reads the files and makes sure that they fit together. */
export function readTls({ certificate, key, clientAuthorities }: TlsFiles): TlsOptions {
  const cert = read('certificate', certificate);
  const secret = read('key', key);
  if (!certificateOf(cert, certificate).checkPrivateKey(keyOf(secret, key)))
    throw new ListeningError(`the key ${key} does not belong to the certificate ${certificate}`);
  const options = { cert, key: secret, ...(clientAuthorities !== undefined && wantCertificates(clientAuthorities)) };
  // OpenSSL has the last word, for example on keys that are too short.
  attempt(`the certificate ${certificate} cannot be used`, () => createSecureContext(options));
  return options;
}

/** Who has no certificate of these authorities is refused in the handshake, as Go's test servers do it. */
function wantCertificates(file: string): TlsOptions {
  const ca = read('client authorities', file);
  certificateOf(ca, file);
  return { ca, requestCert: true, rejectUnauthorized: true };
}

function read(what: string, file: string): string {
  return attempt(`cannot read the ${what} ${file}`, () => readFileSync(file, 'utf8'));
}

function certificateOf(pem: string, file: string): X509Certificate {
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new ListeningError(`${file} holds no certificate in PEM`);
  return attempt(`${file} holds a broken certificate`, () => new X509Certificate(pem));
}

function keyOf(pem: string, file: string): KeyObject {
  if (pem.includes('ENCRYPTED')) throw new ListeningError(`the key ${file} is encrypted; give it without a passphrase`);
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) throw new ListeningError(`${file} holds no private key in PEM`);
  return attempt(`${file} holds a broken private key`, () => createPrivateKey(pem));
}

function attempt<T>(problem: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new ListeningError(`${problem}: ${systemReason(error)}`);
  }
}
