import type { Copy } from '../../dockerfile';
import { hasHole } from '../../platform/image-reference';
import { RemoteSource, isCacheBuster, remoteSource } from '../../platform/remote-sources';
import { dockerfileRule } from '../rule';
import { listed, shorten } from '../wording';

export default dockerfileRule({
  id: 'DockerfileRemoteAdd',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'What a Dockerfile fetches with ADD is what it was when somebody looked at it',
  why: 'A URL can serve another file tomorrow, by an update, a takeover or a man in the middle, and the build puts it into the image unseen.',
  fix: 'write ADD --checksum=sha256:… in front of the URL, with what sha256sum prints for the file; of a repository name the commit, as in ADD https://github.com/acme/app.git#3f2c1ab9…',
  link: 'https://docs.docker.com/reference/dockerfile/#add---checksum',
  peers: [],
  examples: {
    bad: { files: { Dockerfile: 'FROM debian:12.8\nADD https://example.com/app-1.4.2.tar.gz /opt/\nUSER 1000:1000\nCMD ["/opt/app"]\n' } },
    good: {
      files: {
        Dockerfile: `FROM debian:12.8\nADD --checksum=sha256:${'3f2c1ab9'.repeat(8)} https://example.com/app-1.4.2.tar.gz /opt/\nUSER 1000:1000\nCMD ["/opt/app"]\n`,
      },
    },
  },
  *check({ build }) {
    for (const copy of build.chain.flatMap(({ copies }) => copies)) {
      const [files, repositories] = (['file', 'repository'] as const).map((kind) => unpinned(copy).filter((source) => source.kind === kind));
      const { line } = copy;
      if (files.length > 0) {
        const fix = copy.sources.length > 1 ? ONE_BY_ONE : undefined;
        yield { line, message: `${build.at(line)} adds ${quoted(files)} without a checksum.`, fix };
      }
      if (repositories.length > 0) {
        yield { line, message: `${build.at(line)} adds ${quoted(repositories)} without naming a commit.`, fix: [...new Set(repositories.map(withCommit))].join('; ') };
      }
    }
  },
});

function unpinned({ keyword, sources, flags }: Copy): readonly RemoteSource[] {
  if (keyword !== 'ADD' || flags.some(({ name }) => name === 'checksum')) {
    return [];
  }
  return sources.flatMap((source) => {
    const remote = isCacheBuster(source) ? undefined : remoteSource(source);
    return remote && !remote.pinned && !(remote.kind === 'repository' && hasHole(source)) ? [remote] : [];
  });
}

/** A checksum is that of one file, and the build refuses it beside several sources. */
const ONE_BY_ONE = 'write ADD --checksum=sha256:… in front of the URL, in an ADD of its own for each URL, with what sha256sum prints for the file';

/** How to name the commit where the URL has a branch or a folder, or nothing. */
function withCommit({ revision = '' }: RemoteSource): string {
  const [, ref, folder = ''] = /^#([^:]*)(:.*)?$/.exec(revision) ?? [];
  if (revision === '') {
    return 'name the commit behind a # at the end of the URL, with all of its digits';
  }
  const where = ref === '' ? `between # and ${folder}` : `in place of ${ref ?? revision}`;
  const example = ref !== undefined || revision.startsWith('?') ? `#3f2c1ab9…${folder}` : 'ref=3f2c1ab9…';
  return `put the commit, with all of its digits, ${shorten(where)}, as in ${shorten(example)}`;
}

function quoted(sources: readonly RemoteSource[]): string {
  return listed(sources.map(({ text }) => `"${shorten(text)}"`));
}
