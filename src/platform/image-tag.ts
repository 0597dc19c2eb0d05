/** Whether a repository is the one that `cdk bootstrap` makes for image assets: a tag in it is unique by content. */
export function isAssetRepository(path: string): boolean {
  return /(?:^|\/)cdk-[a-z0-9]+-container-assets-/.test(path);
}

/** A git commit SHA, short (7 digits) to SHA-256, or the content hash of a CDK asset. */
export function isHash(tag: string): boolean {
  return /^[0-9a-f]{7,64}$/.test(tag);
}

/** The tag that a pull without a tag means. It stands for no version, and neither does its compound such as `latest-arm64`. */
export function isLatest(tag: string): boolean {
  const parts = words(tag);
  return parts.includes('latest') && !parts.some(isUnique);
}

/** A bare number: part of a version, or the count of a build. */
export function isCount(tag: string): boolean {
  return /^\d+$/.test(tag);
}

/** A part that tells builds apart: a hash, a date, a build number. */
function isUnique(part: string): boolean {
  return isHash(part) || /^\d{5,}$/.test(part);
}

/**
 * Whether a tag names what its image was built from, alone or among other parts: the commit, as in `1.4.2-3f2c1ab9` and the
 * `v1.4.2-4-g3f2c1ab` of `git describe`, or the hash of the content.
 */
export function namesCommit(tag: string): boolean {
  return tag.toLowerCase().split(/[-_.]/).some((part) => {
    const [, hash] = /^(?:g|git|sha|commit|rev)?([0-9a-f]{7,64})$/.exec(part) ?? [];
    return hash !== undefined && !isTime(hash);
  });
}

/** A date, such as `20261124` or `202611241015`, or the seconds or milliseconds since 1970. */
function isTime(digits: string): boolean {
  return /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?$/.test(digits) || /^1[5-9]\d{8}(?:\d{3})?$/.test(digits);
}

/** Whether a tag says that the code differed from its commit, as `git describe --dirty` does. */
export function isUncommitted(tag: string): boolean {
  return /(?:^|[-_.])(?:dirty|uncommitted)(?:$|[-_.])|[0-9a-f]{7}[-_.]modified$/i.test(tag);
}

/** Why a tag moves by its meaning: it names a branch, a stage or a part of a version. Undefined where nothing says that it moves. */
export function floatingReason(tag: string): string | undefined {
  const parts = words(tag);
  if (isHash(tag) || parts.length === 0) {
    return undefined;
  }
  if (parts.every((part) => FLAVOUR.test(part))) {
    return 'names only a variant';
  }
  const [first, ...rest] = parts;
  const plain = (part: string) => MOVING.has(part) || FLAVOUR.test(part);
  if (parts.includes('snapshot') || (parts.some((part) => MOVING.has(part)) && parts.every(plain))) {
    return 'names a branch, a stage or a channel';
  }
  const partial = /^v?\d{1,3}(?:\.(?:\d+|x))?$/.test(first);
  return partial && rest.every((part) => FLAVOUR.test(part)) ? 'reads like part of a version' : undefined;
}

function words(tag: string): string[] {
  return tag.toLowerCase().split(/[-_]/).filter((part) => part !== '');
}

/** What branches, stages and release channels are called. */
const MOVING: ReadonlySet<string> = new Set([
  'main', 'master', 'trunk', 'mainline', 'head', 'default', 'develop', 'development', 'dev',
  'test', 'testing', 'qa', 'uat', 'int', 'integration', 'sandbox', 'preview', 'preprod', 'stage', 'staging', 'stg',
  'prod', 'production', 'prd', 'live', 'release', 'stable', 'current', 'edge', 'nightly', 'canary', 'beta', 'alpha', 'next',
  'lts', 'rolling', 'snapshot', 'latest',
]);

/** Base systems and processor types that image authors add to a tag. They say nothing about its version. */
const FLAVOUR = new RegExp(`^(?:${[
  'alpine(?:\\d+(?:\\.\\d+)*)?', 'slim', 'bookworm', 'bullseye', 'buster', 'trixie', 'noble', 'jammy', 'focal', 'debian\\d*', 'ubuntu\\d*',
  'al\\d+', 'amazonlinux\\d*', 'ubi\\d*', 'distroless', 'windowsservercore', 'nanoserver', 'ltsc\\d+',
  'amd64', 'arm64', 'arm64v8', 'x86', '64', 'linux', 'windows', 'jdk', 'jre', 'fpm', 'apache', 'cli', 'runtime', 'perl', 'management',
].join('|')})$`);
