/** The columns of a terminal that nobody has made wider. */
const width = 80;

/** Breaks a text into lines that fit a terminal, all of them indented; a word that is too long is cut. */
export function wrap(text: string, indent = 0): string[] {
  const room = width - indent;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((each) => pieces(each, room))) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `${' '.repeat(indent)}${each}`.trimEnd());
}

/** A path is cut behind one of its slashes where that leaves a piece worth having. */
function pieces(word: string, room: number): string[] {
  if (word.length <= room) return [word];
  const slash = word.lastIndexOf('/', room - 1) + 1;
  const end = slash > room / 2 ? slash : room;
  return [word.slice(0, end), ...pieces(word.slice(end), room)];
}
