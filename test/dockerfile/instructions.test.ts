import { readDockerfile } from '../../src/dockerfile';

/** Line and text of each instruction of the last stage. */
function instructionsOf(...lines: readonly string[]): readonly string[] {
  const { final } = readDockerfile(lines.join('\n'));
  return final ? [final, ...final.instructions].map(({ line, text }) => `${line} ${text}`) : [];
}

test.each<[string, string[], string[]]>([
  ['keywords in any case', ['from a', 'Run b'], ['1 FROM a', '2 RUN b']],
  ['blanks around and between', ['  FROM   a  ', '\tRUN \t b   c '], ['1 FROM a', '2 RUN b c']],
  ['blanks in quotes are kept', ['FROM a', 'RUN echo "b  c"  \'d  e\' f\\  g'], ['1 FROM a', '2 RUN echo "b  c" \'d  e\' f\\  g']],
  ['empty lines and comments between instructions', ['# x', '', 'FROM a', '  # y', 'RUN b'], ['3 FROM a', '5 RUN b']],
  ['continued lines', ['FROM a', 'RUN b \\', '  && c \\  ', '&& d'], ['1 FROM a', '2 RUN b && c && d']],
  ['a word that is continued', ['FROM a', 'RUN b\\', 'c'], ['1 FROM a', '2 RUN bc']],
  ['a keyword that is continued', ['FR\\', 'OM a'], ['1 FROM a']],
  ['comments and empty lines inside an instruction', ['FROM a', 'RUN b && \\', '# x \\', '', '  # y', '  c', 'USER d'], ['1 FROM a', '2 RUN b && c', '7 USER d']],
  ['a # behind something is no comment', ['FROM a', 'RUN b # c'], ['1 FROM a', '2 RUN b # c']],
  ['an escape character of its own', ['# escape=`', 'FROM a', 'WORKDIR C:\\', 'RUN b `', '  c'], ['2 FROM a', '3 WORKDIR C:\\', '4 RUN b c']],
  ['directives of other names in front of it', ['# syntax=docker/dockerfile:1', '#check=skip=all', '#escape = `', 'FROM a', 'RUN b `', 'c'], ['4 FROM a', '5 RUN b c']],
  ['a comment ends the directives', ['# hello=you', '# escape=`', 'FROM a', 'RUN b `', 'USER c'], ['3 FROM a', '4 RUN b `', '5 USER c']],
  ['an escape character that is none', ['# escape=x', 'FROM a', 'RUN b \\', 'c'], ['2 FROM a', '3 RUN b c']],
  ['carriage returns', ['FROM a\r', 'RUN b \\\r', '  c\r', 'USER d\r', ''], ['1 FROM a', '2 RUN b c', '4 USER d']],
  ['a byte order mark', ['\ufeffFROM a', 'RUN b'], ['1 FROM a', '2 RUN b']],
  ['no newline at the end, but a continuation', ['FROM a', 'RUN b \\'], ['1 FROM a', '2 RUN b']],
  ['garbage', ['FROM a', '???', '<html>', 'RUN b', '}'], ['1 FROM a', '2 ???', '3 <HTML>', '4 RUN b', '5 }']],
  ['what stands above the first FROM', ['RUN a', 'ARG b', 'FROM c'], ['3 FROM c']],
  ['flags', ['FROM a', 'RUN --network=none b'], ['1 FROM a', '2 RUN --network=none b']],
  ['nothing', [''], []],
  ['no stage', ['# x', 'RUN a'], []],
])('%s', (_, lines, instructions) => {
  expect(instructionsOf(...lines)).toEqual(instructions);
});

test.each<[string, string[], string[]]>([
  ['of RUN', ['RUN <<EOF', 'USER b', '# c', 'EOF', 'USER d'], ['2 RUN <<EOF', '6 USER d']],
  ['with tabs in front', ['RUN <<-EOF', '\tb', '\tEOF', 'USER d'], ['2 RUN <<-EOF', '5 USER d']],
  ['quoted', ['COPY <<"EOF" /b', 'c', 'EOF', 'USER d'], ['2 COPY <<"EOF" /b', '5 USER d']],
  ['several', ['COPY <<A <<B /b/', 'A1', 'A', 'B1', 'B', 'USER d'], ['2 COPY <<A <<B /b/', '7 USER d']],
  ['with a descriptor', ['RUN b 3<<EOF', 'c', 'EOF', 'USER d'], ['2 RUN b 3<<EOF', '5 USER d']],
  ['with a blank in front of the delimiter', ['RUN cat << EOF > /b', 'c', 'EOF', 'USER d'], ['2 RUN cat <<EOF > /b', '5 USER d']],
  ['of an instruction on several lines', ['RUN b \\', '<<EOF', 'c', 'EOF', 'USER d'], ['2 RUN b <<EOF', '6 USER d']],
  ['of ONBUILD', ['ONBUILD RUN <<EOF', 'b', 'EOF', 'USER d'], ['5 USER d']],
  ['without an end', ['RUN <<EOF', 'USER b'], ['2 RUN <<EOF']],
  ['of an instruction that has none', ['CMD cat <<EOF', 'USER b'], ['2 CMD cat <<EOF', '3 USER b']],
])('a heredoc %s is part of its instruction', (_, lines, instructions) => {
  expect(instructionsOf('FROM a', ...lines)).toEqual(['1 FROM a', ...instructions]);
});

/** What dockerfile-ast would read differently from Docker. */
test.each<[string, string[], string[]]>([
  ['<< in double quotes is no heredoc', ['RUN sh -c "b <<EOF"', 'USER d'], ['2 RUN sh -c "b <<EOF"', '3 USER d']],
  ['<< in quotes over several lines is no heredoc', ["RUN sh -c 'b \\", " <<EOF'", 'USER d'], ["2 RUN sh -c 'b  <<EOF'", '4 USER d']],
  ['<<< is no heredoc', ['RUN b <<<"c"', 'USER d'], ['2 RUN b <<<"c"', '3 USER d']],
  ['arithmetic is no heredoc', ['RUN echo $((1 << 2))', 'USER d'], ['2 RUN echo $((1 << 2))', '3 USER d']],
  ['an escaped escape character continues nothing', ['ENV B=C:\\\\', 'USER d'], ['2 ENV B=C:\\\\', '3 USER d']],
  ['a continuation behind an escaped blank', ['RUN b\\ \\', 'c', 'USER d'], ['2 RUN b\\ c', '4 USER d']],
  ['a continuation behind escapes and a blank', ['RUN b\\\\ \\', 'c', 'USER d'], ['2 RUN b\\\\ c', '4 USER d']],
  ['an escaped # is no comment', ['RUN b \\', '\\#c', 'USER d'], ['2 RUN b \\#c', '4 USER d']],
  ['a line with nothing but a continuation', ['\\', 'USER d'], ['3 USER d']],
  ['a carriage return alone is no newline', ['RUN b\rUSER c'], ['2 RUN b USER c']],
  ['a comment with = is no directive', ['# safe-containers ignore=X', 'USER d'], ['3 USER d']],
])('as Docker has it: %s', (_, lines, instructions) => {
  expect(instructionsOf('FROM a', ...lines)).toEqual(['1 FROM a', ...instructions]);
});

test('ONBUILD is kept for other builds', () => {
  const { final } = readDockerfile('FROM a\nONBUILD USER b\nONBUILD RUN c');
  expect(final?.triggers.map(({ line, text }) => `${line} ${text}`)).toEqual(['2 ONBUILD USER b', '3 ONBUILD RUN c']);
  expect(final?.configuration.user).toBeUndefined();
});
