let library: Promise<typeof import('jose')> | undefined;

/** The library for JSON Web Tokens. It is loaded for the first of them: to load its 46 files takes as long as 500 requests. */
export function jose(): Promise<typeof import('jose')> {
  library ??= import('jose');
  return library;
}
