import { Cursor } from './cursor';

const ESCAPES: ReadonlyMap<string, string> = new Map(Object.entries({
  a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v',
}));

/** How many digits a numbered escape has at most, and in which base. */
const NUMBERED: ReadonlyMap<string, readonly [number, number]> = new Map([['x', [2, 16]], ['u', [4, 16]], ['U', [8, 16]]]);

const MAX_CODE_POINT = 0x10ffff;

/** Reads the text of a `$'…'` of which `$'` is read, and its closing quote. */
export function readAnsi(cursor: Cursor): string {
  let text = '';
  while (!cursor.ended && cursor.peek() !== "'") {
    if (cursor.peek() === '\\') {
      cursor.at++;
      text += readEscape(cursor);
    } else {
      text += cursor.peek();
      cursor.at++;
    }
  }
  cursor.passThrough("'");
  return text;
}

function readEscape(cursor: Cursor): string {
  const letter = cursor.peek();
  const numbered = NUMBERED.get(letter);
  if (numbered) {
    cursor.at++;
    return readCode(cursor, ...numbered) ?? `\\${letter}`;
  }
  const octal = readCode(cursor, 3, 8);
  if (octal !== undefined) {
    return octal;
  }
  cursor.at++;
  return letter === 'c' ? readControl(cursor) : ESCAPES.get(letter) ?? ('\'"\\?'.includes(letter) ? letter : `\\${letter}`);
}

function readControl(cursor: Cursor): string {
  const code = cursor.peek().toUpperCase().charCodeAt(0) % 32;
  cursor.at++;
  return String.fromCharCode(code);
}

/** Reads up to so many digits as the number of a character. */
function readCode(cursor: Cursor, digits: number, base: number): string | undefined {
  let code: number | undefined;
  for (let read = 0; read < digits; read++) {
    const digit = parseInt(cursor.peek(), base);
    if (Number.isNaN(digit)) {
      break;
    }
    code = (code ?? 0) * base + digit;
    cursor.at++;
  }
  return code === undefined ? undefined : String.fromCodePoint(Math.min(code, MAX_CODE_POINT));
}
