import { readDockerfile } from '../../src/dockerfile';

function acknowledgementsOf(...lines: readonly string[]) {
  return readDockerfile(lines.join('\n')).acknowledgements.map(({ line, rules, reason, covers }) => [line, rules, reason, covers]);
}

test.each<[string, string, string[], string | undefined]>([
  ['one rule', '# safe-containers ignore=RuleA because', ['RuleA'], 'because'],
  ['several rules', '# safe-containers ignore=RuleA,RuleB , RuleC it is so', ['RuleA', 'RuleB', 'RuleC'], 'it is so'],
  ['names with the pack in front', '# safe-containers ignore=SafeContainers-RuleA,SafeContainers::SafeContainers-RuleB so', ['RuleA', 'RuleB'], 'so'],
  ['blanks everywhere', '\t#safe-containers   ignore = RuleA   so  ', ['RuleA'], 'so'],
  ['a reason behind a dash', '# safe-containers ignore=RuleA -- so', ['RuleA'], 'so'],
  ['no reason', '# safe-containers ignore=RuleA', ['RuleA'], undefined],
  ['a dash for a reason', '# safe-containers ignore=RuleA --', ['RuleA'], undefined],
])('a comment acknowledges %s', (_, comment, rules, reason) => {
  expect(acknowledgementsOf('FROM a', comment, 'USER b')).toEqual([[2, rules, reason, 3]]);
});

test.each([
  '# safe-containers', '# safe-containers ignore', '# safe-containers ignore=', '# safe-containers ignore= , so', '# hadolint ignore=DL3006', '# check=skip=X',
  'RUN a # safe-containers ignore=RuleA so', '# not safe-containers ignore=RuleA so', 'RUN <<EOF\n# safe-containers ignore=RuleA so\nEOF',
])('%s acknowledges nothing', (line) => {
  expect(acknowledgementsOf('FROM a', line, 'USER b')).toEqual([]);
});

const COMMENT = '# safe-containers ignore=RuleA so';

test.each<[string, string[], number | undefined]>([
  ['the next instruction', ['FROM a', COMMENT, '', '# b', 'USER c', 'USER d'], 5],
  ['FROM, where it stands above', [COMMENT, 'FROM a', 'USER b'], 2],
  ['ARG, where it stands above', [COMMENT, 'ARG a', 'FROM b'], 2],
  ['the instruction that it stands in', ['FROM a', 'RUN b \\', COMMENT, '  && c', 'USER d'], 2],
  ['the instruction behind a heredoc', ['FROM a', 'RUN <<EOF', 'b', 'EOF', COMMENT, 'USER d'], 6],
  ['ONBUILD too', ['FROM a', COMMENT, 'ONBUILD USER d'], 3],
  ['nothing at the end', ['FROM a', COMMENT], undefined],
])('it covers %s', (_, lines, covers) => {
  expect(acknowledgementsOf(...lines).map(([,,, line]) => line)).toEqual([covers]);
});
