import { readScript } from '../../src/shell';

/** The words of the first command, those with expansions marked by a `~` in front. */
function wordsOf(source: string): readonly string[] {
  return readScript(source).commands[0].words.map(({ text, literal }) => literal ? text : `~${text}`);
}

test.each<[string, string, string[]]>([
  ['single quotes keep everything', "nginx -g 'daemon off; $x \\ \"'", ['nginx', '-g', 'daemon off; $x \\ "']],
  ['double quotes keep blanks and operators', 'a "b  && c"', ['a', 'b  && c']],
  ['quotes join to one word', 'a b"c d"\'e f\'g', ['a', 'bc de fg']],
  ['empty quotes are a word', 'a "" \'\'', ['a', '', '']],
  ['a backslash quotes one character', 'a b\\ c \\$x \\"', ['a', 'b c', '$x', '"']],
  ['a backslash at the end stands for itself', 'a b\\', ['a', 'b\\']],
  ['in double quotes a backslash quotes only what is special there', 'a "\\$x \\" \\\\ \\n \\`"', ['a', '$x " \\ \\n `']],
  ['a line continuation vanishes between words', 'a \\\n  b', ['a', 'b']],
  ['a line continuation vanishes in a word', 'a b\\\nc', ['a', 'bc']],
  ['a line continuation vanishes in double quotes', 'a "b\\\nc"', ['a', 'bc']],
  ['ANSI-C quotes have escapes', "a $'b\\tc\\'\\x41\\101\\u20ac\\q\\e'", ['a', "b\tc'AA€\\q\x1b"]],
  ['ANSI-C quotes bear numbers that are no characters', "a $'\\UFFFFFFFF\\cA\\xg'", ['a', '\u{10ffff}\x01\\xg']],
  ['translated quotes are double quotes', 'a $"b c" $"$d"', ['a', 'b c', '~$d']],
  ['quotes do not stop a program from being named', '\\npm "install"', ['npm', 'install']],
  ['a comment ends at its line', 'a b # c; d', ['a', 'b']],
  ['a # inside a word is no comment', 'a b#c \\#d', ['a', 'b#c', '#d']],
  ['a carriage return in front of a newline is no part of a word', 'a b\r\nc', ['a', 'b']],
])('%s', (_, source, words) => {
  expect(wordsOf(source)).toEqual(words);
  expect(readScript(source).complete).toBe(true);
});

test.each<[string, string, string[]]>([
  ['parameters', 'a $PORT x$1y "$@" $? $$', ['a', '~$PORT', '~x$1y', '~$@', '~$?', '~$$']],
  ['parameters in braces', 'a ${PORT:-80} "${X}y"', ['a', '~${PORT:-80}', '~${X}y']],
  ['names that only CloudFormation knows', 'a ${AWS::Region}-x', ['a', '~${AWS::Region}-x']],
  ['such names in single quotes too, which CloudFormation does not heed', "a '${Name}'", ['a', '~${Name}']],
  ['braces that hold quotes and braces', 'a ${x:-"}"} ${x:-\'}\'} ${x:-${y:-\\}}} b', ['a', '~${x:-"}"}', "~${x:-'}'}", '~${x:-${y:-\\}}}', 'b']],
  ['an apostrophe in quoted braces', 'a "${x:-it\'s}" b', ['a', "~${x:-it's}", 'b']],
  ['command substitutions', 'a $(b "c)" \')\') d', ['a', '~$(b "c)" \')\')', 'd']],
  ['command substitutions with a case inside', 'a $(case b in c) d;; esac) e', ['a', '~$(case b in c) d;; esac)', 'e']],
  ['command substitutions with a comment inside', 'a $(b # )\n) c', ['a', '~$(b # )\n)', 'c']],
  ['backticks', 'a `b c` "`d`"', ['a', '~`b c`', '~`d`']],
  ['arithmetic', 'a $((1 + (2 * $x))) $(( (1) )) b', ['a', '~$((1 + (2 * $x)))', '~$(( (1) ))', 'b']],
  ['process substitutions', 'a <(b c) --x=>(d)', ['a', '~<(b c)', '~--x=>(d)']],
  ['file patterns', 'a *.js b? [a-z] [ ] ] "*"', ['a', '~*.js', '~b?', '~[a-z]', '[', ']', ']', '*']],
  ['home directories', 'a ~/b c~', ['a', '~~/b', 'c~']],
  ['lists in braces', 'a {b,c} {1..3} {} {b} "{b,c}"', ['a', '~{b,c}', '~{1..3}', '{}', '{b}', '{b,c}']],
])('expansions stay as written and make a word not literal: %s', (_, source, words) => {
  expect(wordsOf(source)).toEqual(words);
  expect(readScript(source).complete).toBe(true);
});

test('a $ that expands nothing stands for itself', () => {
  expect(wordsOf('a $ "$" b$ "c$"d')).toEqual(['a', '$', '$', 'b$', 'c$d']);
});

test.each<[string, string[]]>([
  ['PORT=80 node server.js', ['node', 'server.js']],
  ['A= B+=x C[1]=y node', ['node']],
  ['A="b c" D=$(e) node F=g', ['node', 'F=g']],
  ['"A=b" c', ['A=b', 'c']],
  ['1A=b c', ['1A=b', 'c']],
  ['A=(x "y z"\n$(w)) node', ['node']],
  ['export A=b', ['export', 'A=b']],
  ['declare -a A=(b c) d', ['declare', '-a', 'A=', 'd']],
])('assignments in front of a command are not words of it: %s', (source, words) => {
  expect(wordsOf(source)).toEqual(words);
  expect(readScript(source).complete).toBe(true);
});
