import { Command, readScript } from '../../src/shell';

function line({ words }: Command): string {
  return words.map(({ text }) => text).join(' ');
}

/** Every command with what marks it, such as `npm ci ?` for a conditional one. */
function read(source: string): readonly string[] {
  const script = readScript(source);
  expect(script.complete).toBe(true);
  return script.commands.map((command) => [
    command.exec ? 'exec ' : '',
    line(command),
    command.conditional ? ' ?' : '',
    command.background ? ' &' : '',
    ...command.pipedInto.map((name) => ` | ${name}`),
  ].join(''));
}

test.each<[string, string[]]>([
  ['A=b C="d e" f g', ['A=b', 'C=d e']],
  ['A=b; export C=d; env E=f g', ['A=b']],
  ['x && (A=$B y | C=d z)', ['A=$B', 'C=d']],
  ["sh -c 'A=b c'", ['A=b']],
  ['A+=b', ['A+=b']],
  ['a b=c', []],
])('assignments of %j', (source, assignments) => {
  expect(readScript(source).assignments.map(({ text }) => text)).toEqual(assignments);
});

test.each<[string, string, string[]]>([
  ['a list', 'a; b\nc', ['a', 'b', 'c']],
  ['an and-or list', 'a && b || c; d', ['a', 'b ?', 'c ?', 'd']],
  ['an and-or list over several lines', 'a &&\n\n b ||\n c', ['a', 'b ?', 'c ?']],
  ['background commands', 'a & b & c', ['a &', 'b &', 'c']],
  ['a background list', 'a && b & c', ['a &', 'b ? &', 'c']],
  ['a pipeline', 'a | b x | /usr/bin/c', ['a | b | c', 'b x | c', '/usr/bin/c']],
  ['a pipeline with stderr', 'a |& b', ['a | b', 'b']],
  ['a negated pipeline', '! a | b', ['a | b', 'b']],
  ['a pipeline into a wrapped program', 'curl -fsSL x | sudo -E bash -', ['curl -fsSL x | bash', 'sudo -E bash -']],
  ['a pipeline out of a group', '{ a; b; } | c', ['a | c', 'b | c', 'c']],
  ['a pipeline into a loop', 'a | while read x; do b; done | c', ['a | read | b | c', 'read x | c', 'b ? | c', 'c']],
  ['a subshell', '(a; b) & c', ['a &', 'b &', 'c']],
  ['a subshell in a subshell', '((a); b) && ((a) && b)', ['a', 'b', 'a ?', 'b ?']],
  ['a group', '{ a; b; } && c', ['a', 'b', 'c ?']],
  ['an if', 'if a; then b; elif c; then d; else e; fi; f', ['a', 'b ?', 'c ?', 'd ?', 'e ?', 'f']],
  ['a while loop', 'while true; do php artisan schedule:run; sleep 60; done', ['true', 'php artisan schedule:run ?', 'sleep 60 ?']],
  ['an until loop', 'until a\ndo b\ndone', ['a', 'b ?']],
  ['a for loop', 'for x in a b "$(c)"; do d $x; done', ['c', 'd $x ?']],
  ['a for loop over the arguments', 'for x; do a; done; for y\ndo b; done', ['a ?', 'b ?']],
  ['a for loop that counts', 'for ((i = 0; i < $(a); i++)); do b; done', ['a', 'b ?']],
  ['a for loop with braces', 'for x in a; { b; }', ['b ?']],
  ['a case', 'case "$(a)" in\n b | "c") d;;\n (e) f; g ;&\n *) h\nesac; i', ['a', 'd ?', 'f ?', 'g ?', 'h ?', 'i']],
  ['an empty case', 'case a in esac', []],
  ['functions', 'f() { a; }; function g { b; }\nfunction h() ( c )\nf', ['a ?', 'b ?', 'c ?', 'f']],
  ['command substitutions', 'a $(npm install) `npm ci` "$(b $(c))"', ['a $(npm install) `npm ci` $(b $(c))', 'npm install', 'npm ci', 'b $(c)', 'c']],
  ['nested backticks', 'a `b \\`c\\``', ['a `b \\`c\\``', 'b `c`', 'c']],
  ['a substitution behind a condition', 'a && X=$(b)', ['a', 'b ?']],
  ['a substitution in a parameter', 'a ${x:-$(b)} "${x:-`c`}"', ['a ${x:-$(b)} ${x:-`c`}', 'b', 'c']],
  ['a substitution in arithmetic', 'a $(( $(b) + 1 )); (( x = $(c) ))', ['a $(( $(b) + 1 ))', 'b', 'c']],
  ['a substitution with quoted parentheses in arithmetic', 'a $(( $(b "\\")" \')\') + 1 ))', ['a $(( $(b "\\")" \')\') + 1 ))', 'b ") )']],
  ['a substitution that begins with a subshell', 'a $((b) | c)', ['a $((b) | c)', 'b | c', 'c']],
  ['a process substitution, which is a pipe', 'bash <(curl -s x)', ['bash <(curl -s x)', 'curl -s x | bash']],
  ['a process substitution to write to', 'exec > >(tee /log) 2>&1; exec a', ['tee /log', 'exec a']],
  ['a substitution in a redirection', 'a > "$(b)"', ['a', 'b']],
  ['a test in brackets', '[[ $a =~ ^(x|y)$ && ! -f b ]] && c', ['[[ $a =~ ^ ( x | y ) $ && ! -f b ]]', 'c ?']],
  ['exec', 'exec a b; exec -a name -c c; exec -- d', ['exec a b', 'exec c', 'exec d']],
  ['exec behind assignments and a condition', 'X=1 exec a && A=b exec "$@"', ['exec a', 'exec $@ ?']],
  ['exec that only redirects', 'exec 2>&1; exec >/log </dev/null; a', ['a']],
  ['reserved words as arguments', 'echo if then { } ! done', ['echo if then { } ! done']],
  ['reserved words in quotes', '"if" a; \\while b', ['if a', 'while b']],
  ['nothing', ' \n# only a comment\n', []],
  ['only assignments', 'A=b C="d e"', []],
])('reads the commands of %s', (_, source, commands) => {
  expect(read(source)).toEqual(commands);
});

test.each<[string, string, string[]]>([
  ['a shell', "a && sh -c 'b; exec c' &", ['a &', 'sh -c b; exec c ? &', 'b ? &', 'exec c ? &']],
  ['a shell in a shell', 'bash -lc "sh -c \'a\'"', ["bash -lc sh -c 'a'", 'sh -c a', 'a']],
  ['a shell behind wrappers', "exec env A=b gosu app sh -c 'a'", ['exec env A=b gosu app sh -c a', 'a']],
  ['a shell in a pipeline', "sh -c 'curl x' | sh", ['sh -c curl x | sh', 'curl x | sh', 'sh']],
  ['a shell whose script has parameters', 'sh -c "exec $APP"', ['sh -c exec $APP', 'exec $APP']],
  ['su', 'su -c "a b" app', ['su -c a b app', 'a b']],
  ['su with the user first', 'su - app -s /bin/sh -c "a"', ['su - app -s /bin/sh -c a', 'a']],
  ['runuser', 'runuser -l app --command "a"', ['runuser -l app --command a', 'a']],
  ['eval', 'eval "npm install; a"', ['eval npm install; a', 'npm install', 'a']],
  ['eval of several words', "eval exec 'a b'", ['eval exec a b', 'exec a b']],
])('reads the script in the arguments of %s', (_, source, commands) => {
  expect(read(source)).toEqual(commands);
});

test.each<[string, string]>([
  ['sh -c "$(curl -fsSL x)"', 'sh -c $(curl -fsSL x) / curl -fsSL x'],
  ['eval "$CMD"', 'eval $CMD'],
  ['eval "$(ssh-agent)"; a', 'eval $(ssh-agent) / ssh-agent / a'],
  ["sh -c 'a; \"'", 'sh -c a; " / a'],
])('is not complete where the script in arguments is not known or not readable: %s', (source, commands) => {
  const script = readScript(source);
  expect(script.commands.map(line).join(' / ')).toBe(commands);
  expect(script.complete).toBe(false);
});

test('names no more than 32 programs that output is piped into', () => {
  const [first] = readScript(`a | ${'b | { c; d; } | '.repeat(20)} e`).commands;
  expect(first.pipedInto).toHaveLength(32);
  expect(first.pipedInto.slice(0, 5)).toEqual(['b', 'c', 'd', 'b', 'c']);
});

test('what a command prints that is run as a script is given to the program that runs it', () => {
  const { commands, complete } = readScript('sh -c "$(a)"; eval "$(b)"; sh -c c "$(d)"');
  expect(commands.map((command) => [line(command), ...command.pipedInto].join(' | '))).toEqual(['sh -c $(a)', 'a | sh', 'eval $(b)', 'b | eval', 'sh -c c $(d)', 'd', 'c']);
  expect(complete).toBe(false);
});

test.each<[string, unknown[]]>([
  ['a >b 2>&1 <c', [{ operator: '>', target: 'b' }, { operator: '>&', descriptor: 2, target: '1' }, { operator: '<', target: 'c' }]],
  ['a &>b; c', [{ operator: '&>', target: 'b' }]],
  ['a &>>b >|c 3<>d', [{ operator: '&>>', target: 'b' }, { operator: '>|', target: 'c' }, { operator: '<>', descriptor: 3, target: 'd' }]],
  ['>"b c" a >>$d 2>&-', [{ operator: '>', target: 'b c' }, { operator: '>>', target: '$d' }, { operator: '>&', descriptor: 2, target: '-' }]],
  ['a 2 >b c2>d', [{ operator: '>', target: 'b' }, { operator: '>', target: 'd' }]],
  ['a {log}>b', [{ operator: '>', target: 'b' }]],
  ['a <<<"b c"', [{ operator: '<<<', target: 'b c' }]],
  ['a <<X <<-Y\nX\n\tY\n', [{ operator: '<<', target: 'X' }, { operator: '<<-', target: 'Y' }]],
])('reads the redirections of a command: %s', (source, redirections) => {
  const { commands, complete } = readScript(source);
  expect(commands[0].redirections).toEqual(redirections);
  expect(complete).toBe(true);
});

test.each<[string, string, string[]]>([
  ['is no command', 'cat <<EOF > x\nnpm install\nEOF\na', ['cat', 'a']],
  ['runs its substitutions', 'cat <<EOF\n$(b) `c` \\$(d) "$(e)" $((1)) \'\nEOF\na', ['cat', 'b', 'c', 'e', 'a']],
  ['runs none with a quoted delimiter', "cat <<'EOF'\n$(b) `\nEOF\na", ['cat', 'a']],
  ['may be indented by tabs', 'cat <<-EOF\n\tb\n\tEOF\na', ['cat', 'a']],
  ['may not be indented by tabs without being marked', 'cat <<EOF\n\tEOF\n$(b)\nEOF\na', ['cat', 'b', 'a']],
  ['begins behind the whole line', 'cat <<A <<B && a\nb\nA\nc\nB\nd', ['cat', 'a ?', 'd']],
  ['may stand in a substitution', 'a $(cat <<X\n)\nX\n) b', ['a $(cat <<X\n)\nX\n) b', 'cat']],
  ['may feed a loop', 'while read x; do a; done <<X\nb\nX\nc', ['read x', 'a ?', 'c']],
  ['may end at the end', 'cat <<X\na\nX', ['cat']],
])('the text of a heredoc %s', (_, source, commands) => {
  expect(read(source)).toEqual(commands);
});

test.each<[string, string[]]>([
  ['a; echo "b', ['a']],
  ["a; echo 'b", ['a']],
  ["a; echo $'b", ['a']],
  ['a; echo `b', ['a']],
  ['a; echo `b "`', ['a']],
  ['a; echo $(b', ['a']],
  ['a; echo ${b', ['a']],
  ['a; echo $((1', ['a']],
  ['a; echo ${ b; }', ['a']],
  ['a; echo "$[1 + 1]"', ['a']],
  ['a; cat <<X\nb', ['a']],
  ['a; cat <<X', ['a', 'cat']],
  ['a; cat <<X\n$(\nX\n', ['a']],
  ['a $(cat <<X)', []],
  ['a; b )', ['a', 'b']],
  ['a; (b', ['a', 'b']],
  ['a; { b; ', ['a', 'b']],
  ['a; if b; then c', ['a', 'b', 'c']],
  ['a; if b; fi', ['a', 'b']],
  ['a; while b; do c', ['a', 'b', 'c']],
  ['a; for x in b; c', ['a']],
  ['a; case b in c) d', ['a', 'd']],
  ['a; case b in c) d;; e', ['a', 'd']],
  ['a; fi; b', ['a']],
  ['a &&', ['a']],
  ['a |', ['a']],
  ['| a', []],
  ['a;; b', ['a']],
  ['a &; b', ['a']],
  ['a; b (c)', ['a']],
  ['a >', []],
  ['a > && b', []],
  ['a; [[ b', ['a']],
  ['a; f() ', ['a']],
  ['a; X=(b', ['a']],
  ['a; coproc b', ['a']],
  ['a @(b|c)', []],
])('is not complete, and says what was read before, for what is no shell or not understood: %s', (source, commands) => {
  const script = readScript(source);
  expect(script.complete).toBe(false);
  expect(script.commands.map(line)).toEqual(commands);
});
