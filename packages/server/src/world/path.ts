/** The paths above a path, the nearest first: of `a/b/c` they are `a/b` and `a`. */
export function pathsAbove(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'));
}

/** What makes two spellings of a path, a username or an address the same to GitLab. */
export function fold(text: string): string {
  return text.toLowerCase();
}
