import rule from '../../../src/rules/dockerfile/remote-add';
import { testRule } from '../rule-tester';

const SHA = '3f2c1ab9'.repeat(5);
const CHECKSUM = `sha256:${'3f2c1ab9'.repeat(8)}`;

const inPlaceOf = (ref: string, example: string) => `put the commit, with all of its digits, in place of ${ref}, as in ${example}`;

testRule(rule, {
  good: {
    'a checksum': dockerfile(`ADD --chown=app:app --checksum=${CHECKSUM} https://example.com/app.tar.gz /opt/`),
    'a checksum that the build is given': dockerfile('ARG SUM\nADD --checksum=${SUM} https://example.com/app.tar.gz /opt/', { buildArgs: { SUM: '${Token[TOKEN.1]}' } }),
    'files of the context': dockerfile('ADD app.tar.gz package*.json /opt/'),
    'a file whose name begins like a URL': dockerfile('ADD https /opt/\nADD http.conf git.conf /opt/'),
    'a host without a scheme, which is a folder': dockerfile('ADD github.com/acme/app.git /opt/'),
    'COPY, which fetches nothing': dockerfile('COPY https://example.com/app.tar.gz /opt/'),
    'RUN, which another rule is about': dockerfile('RUN curl -fsSLO https://example.com/app.tar.gz'),
    'a source that only CloudFormation knows': dockerfile('ARG SOURCE=https://example.com/a\nADD ${SOURCE} /opt/', { buildArgs: { SOURCE: '${Token[TOKEN.1]}' } }),
    'a source that nobody gives': dockerfile('ARG SOURCE\nADD $SOURCE /opt/'),
    'a commit of a repository': dockerfile(`ADD https://github.com/acme/app.git#${SHA} /src\nADD git@github.com:acme/app.git#${SHA}:docs /docs`),
    'a commit in the query': dockerfile(`ADD https://github.com/acme/app.git?branch=main&commit=${SHA} /src\nADD https://github.com/acme/app.git?ref=${SHA} /src\nADD https://github.com/acme/app.git?checksum=${SHA} /src`),
    'a tag of a repository': dockerfile('ADD https://github.com/moby/buildkit.git#v0.10.1 /src\nADD https://github.com/acme/app.git?tag=stable /src'),
    'a tag in full': dockerfile('ADD https://github.com/acme/app.git#refs/tags/release-7 /src'),
    'a commit that only CloudFormation knows': dockerfile('ARG REF\nADD https://github.com/acme/app.git#${REF} /src', { buildArgs: { REF: '${Token[TOKEN.1]}' } }),
    'a branch that the build is given, in the query': dockerfile('ADD https://luajit.org/git/luajit.git?branch=${LUAJIT_VERSION} /src', { buildArgs: { LUAJIT_VERSION: 'v2.1' } }),
    'a URL in the place where it goes': dockerfile('ADD a /opt/https://example.com/'),
    'a file written in place': dockerfile('ADD <<EOF /opt/a\nhttps://example.com/a\nEOF'),
    'a stage that the image is not made of': { files: { Dockerfile: 'FROM debian:12.8 AS build\nADD https://example.com/a /a\nFROM debian:12.8\nCOPY --from=build /a /a' } },
    'a build on top': dockerfile('ONBUILD ADD https://example.com/a /a'),
    'a request that only ends the cache': dockerfile('ADD https://api.github.com/repos/acme/app/git/refs/heads/main version.json\nADD "https://api.github.com/repos/acme/app/commits?per_page=1" /tmp/c\nADD "https://www.random.org/cgi-bin/randbyte?nbytes=10&format=h" skip'),
  },
  bad: {
    'a file': [dockerfile('ADD https://example.com/app-1.4.2.tar.gz /opt/'), 'api/Dockerfile:2 adds "https://example.com/app-1.4.2.tar.gz" without a checksum.'],
    'without encryption, and in capitals': [dockerfile('add HTTP://example.com/app.jar /opt/'), 'api/Dockerfile:2 adds "HTTP://example.com/app.jar" without a checksum.'],
    'in JSON': [dockerfile('ADD ["https://example.com/a b.jar", "/opt/"]'), 'api/Dockerfile:2 adds "https://example.com/a b.jar" without a checksum.'],
    'a version by an argument': [
      dockerfile('ARG TINI_VERSION=v0.19.0\nADD https://github.com/krallin/tini/releases/download/${TINI_VERSION}/tini /tini'),
      'api/Dockerfile:3 adds "https://github.com/krallin/tini/releases/download/v0.19.0/tini" without a checksum.',
    ],
    'a version that only CloudFormation knows': [
      dockerfile('ARG V\nADD https://example.com/app-$V.jar /app.jar', { buildArgs: { V: '${Token[TOKEN.1]}' } }), 'api/Dockerfile:3 adds "https://example.com/app-${V}.jar" without a checksum.',
    ],
    'several files': [
      dockerfile('ADD https://example.com/a b https://example.com/c /opt/'), 'api/Dockerfile:2 adds "https://example.com/a" and "https://example.com/c" without a checksum.',
    ],
    'several instructions': [
      dockerfile('ADD https://example.com/a /a\nADD https://example.com/b /b'),
      'api/Dockerfile:2 adds "https://example.com/a" without a checksum.', 'api/Dockerfile:3 adds "https://example.com/b" without a checksum.',
    ],
    'credentials, which are not shown': [
      dockerfile('ADD https://ci:hunter2@example.com/app.jar?token=s3cr3t /app.jar'), 'api/Dockerfile:2 adds "https://example.com/app.jar" without a checksum.',
    ],
    'a repository': [dockerfile('ADD https://github.com/acme/app.git /src'), 'api/Dockerfile:2 adds "https://github.com/acme/app.git" without naming a commit.'],
    'a branch': [dockerfile('ADD --keep-git-dir=true git@github.com:acme/app.git#main /src'), 'api/Dockerfile:2 adds "git@github.com:acme/app.git#main" without naming a commit.'],
    'a folder of the newest commit': [dockerfile('ADD https://github.com/acme/app.git#:docs /docs'), 'api/Dockerfile:2 adds "https://github.com/acme/app.git#:docs" without naming a commit.'],
    'a branch in the query': [dockerfile('ADD https://github.com/acme/app.git?branch=main /src'), 'api/Dockerfile:2 adds "https://github.com/acme/app.git" without naming a commit.'],
    'an archive of a repository': [
      dockerfile('ADD https://github.com/acme/app/archive/refs/heads/main.tar.gz /src'), 'api/Dockerfile:2 adds "https://github.com/acme/app/archive/refs/heads/main.tar.gz" without a checksum.',
    ],
    'in a stage that the image is built on': [
      { files: { Dockerfile: 'FROM debian:12.8 AS base\nADD https://example.com/a /a\nFROM base' } }, 'api/Dockerfile:2 adds "https://example.com/a" without a checksum.',
    ],
  },
  fixes: {
    'a file': [
      dockerfile('ADD https://example.com/a /opt/'),
      'write ADD --checksum=sha256:… in front of the URL, with what sha256sum prints for the file; of a repository name the commit, as in ADD https://github.com/acme/app.git#3f2c1ab9…',
    ],
    'several sources, which have no common checksum': [
      dockerfile('ADD https://example.com/a https://example.com/b /opt/'),
      'write ADD --checksum=sha256:… in front of the URL, in an ADD of its own for each URL, with what sha256sum prints for the file',
    ],
    'a repository': [dockerfile('ADD https://github.com/acme/app.git /src'), 'name the commit behind a # at the end of the URL, with all of its digits'],
    'a repository with options': [
      dockerfile('ADD https://github.com/acme/app.git?submodules=false /src'), 'name the commit behind a # at the end of the URL, with all of its digits',
    ],
    'a branch': [dockerfile('ADD https://github.com/acme/app.git#main /src'), inPlaceOf('main', '#3f2c1ab9…')],
    'a folder of a branch': [dockerfile('ADD git@github.com:acme/app.git#main:docs /docs'), inPlaceOf('main', '#3f2c1ab9…:docs')],
    'a folder of the newest commit': [
      dockerfile('ADD https://github.com/acme/app.git#:docs /docs'), 'put the commit, with all of its digits, between # and :docs, as in #3f2c1ab9…:docs',
    ],
    'a branch in the query': [dockerfile('ADD https://github.com/acme/app.git?branch=main /src'), inPlaceOf('?branch=main', '#3f2c1ab9…')],
    'a branch among options of the query': [dockerfile('ADD https://github.com/acme/app.git?ref=main&subdir=docs /src'), inPlaceOf('ref=main', 'ref=3f2c1ab9…')],
    'two repositories': [
      dockerfile('ADD https://github.com/acme/a.git#main https://github.com/acme/b.git#dev /src/'), `${inPlaceOf('main', '#3f2c1ab9…')}; ${inPlaceOf('dev', '#3f2c1ab9…')}`,
    ],
  },
});

function dockerfile(text: string, build = {}) {
  return { files: { Dockerfile: `FROM debian:12.8\n${text}` }, build };
}
