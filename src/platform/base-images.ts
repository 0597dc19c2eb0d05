import { publicName } from './image-name';
import { ImageReference, hasHole, namesWindows } from './image-reference';

/**
 * What `/bin/sh` of an image is: dash on Debian and Ubuntu, the ash of busybox on Alpine, bash on Amazon Linux, Red Hat's UBI and their kin.
 * With `none`, the shell form and `sh -c` cannot start; `windows` has other shells.
 */
export type ImageShell = 'dash' | 'busybox' | 'bash' | 'none' | 'windows';

/**
 * What the ENTRYPOINT of an image makes of a CMD: there is `none`; a script `execs` it in the end; an `init` such as tini is in front of it;
 * or a `program` takes it for its arguments.
 */
export type EntryPoint = 'none' | 'execs' | 'init' | 'program';

/** What is known of a public image that others are built from. What is absent is not known. */
export interface BaseImage {
  readonly shell?: ImageShell;
  /** Whom it runs as, by name or number, where no image on top says otherwise. */
  readonly user?: string;
  readonly entryPoint?: EntryPoint;
  /** The signal that it asks to be stopped with, where that is not SIGTERM. */
  readonly stopSignal?: string;
}

/** A tag, taken apart at its dashes. */
interface Tag {
  readonly words: readonly string[];
  /** The first number in it, as in `22.4-alpine` and `v3`. Absent for `latest`, `lts` and the like. */
  readonly version?: readonly number[];
}

interface ReadTag extends Tag {
  /** All of it is known. */
  readonly complete: boolean;
}

type ByTag = string | ((tag: Tag) => string | undefined);

interface Row {
  /** Public names that the row is about: a pattern for all of the name. */
  readonly images: string;
  /** The shell of all its tags. */
  readonly only?: ImageShell;
  /** The shell of a tag that names no variant. Only where it is given is anything said of such a tag. */
  readonly usual?: ImageShell | ((tag: Tag) => ImageShell | undefined);
  /** Words in a tag that stand for something which is not known. */
  readonly unless?: readonly string[];
  readonly entryPoint?: EntryPoint;
  readonly user?: ByTag;
  readonly stopSignal?: ByTag;
}

/** What words in a tag say of the shell, the most telling first: `alpine-slim` is an Alpine. */
const VARIANTS: readonly (readonly [word: RegExp, shell: ImageShell])[] = [
  [/^(?:chiseled|distroless)$/, 'none'],
  [/^alpine[\d.]*$/, 'busybox'],
  [/^(?:al2|al2023|amazonlinux\d*|azurelinux[\d.]+|mariner[\d.]+|oracle|oraclelinux\d*|ubi\d*|centos\d*|rockylinux[\d.]*|almalinux[\d.]*)$/, 'bash'],
  [/^(?:debian\d*|jessie|stretch|buster|bullseye|bookworm|trixie|ubuntu[\d.]*|xenial|bionic|focal|jammy|noble|resolute|slim)$/, 'dash'],
];

const DOTNET = 'mcr\\.microsoft\\.com/dotnet/(?:nightly/)?';
const DISTROLESS = 'gcr\\.io/distroless/';
const CHAINGUARD = '(?:cgr\\.dev/)?chainguard/';
const RED_HAT = 'registry\\.(?:access\\.redhat\\.com|redhat\\.io)/';
const PUBLIC_ECR = 'public\\.ecr\\.aws/';

/**
 * Public images, each with what its sources say. The first row that fits counts.
 * Tags, entry points, users and stop signals of official images: https://github.com/docker-library/official-images (which tag is which variant),
 * https://github.com/docker-library/repo-info (what is inside), https://github.com/docker-library/docs, and the Dockerfiles of
 * https://github.com/docker-library (postgres, httpd, php …), https://github.com/nginxinc/docker-nginx, https://github.com/nodejs/docker-node,
 * https://github.com/adoptium/containers, https://github.com/corretto/corretto-docker and https://github.com/carlossg/docker-maven.
 */
const ROWS: readonly Row[] = [
  // Operating systems. Slim and minimal variants have the same shell; what is called micro may have none.
  { images: 'library/scratch', only: 'none', user: 'root', entryPoint: 'none' },
  { images: `(?:library/(?:debian|ubuntu)|${PUBLIC_ECR}(?:debian/debian|ubuntu/ubuntu))`, only: 'dash', user: 'root', entryPoint: 'none' },
  { images: 'library/(?:alpine|busybox)', only: 'busybox', user: 'root', entryPoint: 'none' },
  { images: `(?:library/amazonlinux|${PUBLIC_ECR}amazonlinux/amazonlinux)`, only: 'bash', user: 'root', entryPoint: 'none' },
  { images: 'library/(?:almalinux|centos|fedora|oraclelinux|rockylinux)', only: 'bash', unless: ['micro'], user: 'root', entryPoint: 'none' },
  // https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/building_running_and_managing_containers/ and https://github.com/sclorg/s2i-nodejs-container
  { images: `(?:redhat/|${RED_HAT}(?:ubi(?:8|9|10)/)?)ubi(?:8|9|10)?(?:-minimal)?`, only: 'bash', user: 'root', entryPoint: 'none' },
  { images: `${RED_HAT}ubi(?:8|9|10)/(?:nodejs|php|python|ruby)-[\\d.]+(?:-minimal)?`, only: 'bash', user: '1001' },

  // Languages.
  { images: 'library/(?:buildpack-deps|elixir|erlang|gcc|golang|perl|python|ruby|rust|swift)', usual: 'dash', user: 'root', entryPoint: 'none' },
  { images: 'library/node', usual: 'dash', user: 'root', entryPoint: 'execs' },
  {
    images: 'library/php',
    usual: 'dash',
    user: 'root',
    entryPoint: 'execs',
    stopSignal: ({ words }) => (words.includes('fpm') ? 'SIGQUIT' : words.includes('apache') ? 'SIGWINCH' : undefined),
  },
  { images: 'library/eclipse-temurin', usual: 'dash', user: 'root', entryPoint: 'execs' },
  { images: `(?:library/amazoncorretto|${PUBLIC_ECR}amazoncorretto/amazoncorretto)`, usual: 'bash', user: 'root', entryPoint: 'none' },
  // From version 12 on, and therefore in `latest`, Oracle Linux is what has no suffix.
  { images: 'library/openjdk', usual: (tag) => (isAtLeast(tag, 12) ? 'bash' : 'dash'), user: 'root', entryPoint: 'none' },
  {
    images: 'library/maven',
    usual: (tag) => (isAtLeast(tag, 3, 9) || tag.words.includes('temurin') ? 'dash' : undefined),
    unless: ['amazoncorretto', 'openjdk', 'azulzulu', 'ibmjava', 'microsoft', 'graalvm'],
    user: 'root',
    entryPoint: 'execs',
  },
  { images: 'library/gradle', usual: 'dash', unless: ['corretto', 'graal'] },
  { images: 'library/tomcat', usual: 'dash', unless: ['corretto'], user: 'root' },
  // https://github.com/oven-sh/bun/tree/main/dockerhub, https://docs.astral.sh/uv/guides/integration/docker/, https://playwright.dev/docs/docker,
  // https://hub.docker.com/r/nvidia/cuda
  { images: 'oven/bun', usual: 'dash' },
  // What has no suffix there is uv and nothing else.
  { images: 'ghcr\\.io/astral-sh/uv', usual: ({ words }) => (/^(?:latest|[\d.]*)$/.test(words.join('-')) ? 'none' : undefined) },
  { images: '(?:mcr\\.microsoft\\.com/playwright(?:/\\w+)?|nvidia/cuda)' },
  // https://github.com/dotnet/dotnet-docker/blob/main/documentation/image-variants.md: what has no suffix is Debian up to 9.0, Ubuntu from 10.0 on.
  { images: `${DOTNET}(?:aspnet|runtime|runtime-deps|sdk)`, usual: 'dash', user: (tag) => (variantOf(tag) === 'none' ? 'app' : 'root'), entryPoint: 'none' },
  // https://docs.aws.amazon.com/lambda/latest/dg/images-create.html: Amazon Linux of one generation or another.
  { images: `${PUBLIC_ECR}lambda/[a-z]+`, only: 'bash', entryPoint: 'program' },

  // Images without a shell. The debug images of distroless have one, as /busybox/sh, and no /bin/sh: https://github.com/GoogleContainerTools/distroless
  { images: `${DISTROLESS}(?:static|base|base-nossl|cc)(?:-debian\\d+)?`, only: 'none', unless: ['debug'], user: userOfDistroless, entryPoint: 'none' },
  { images: `${DISTROLESS}(?:java\\d*|nodejs\\d*|python3)(?:-debian\\d+)?`, only: 'none', unless: ['debug'], user: userOfDistroless, entryPoint: 'program' },
  // https://edu.chainguard.dev/chainguard/migration/porting-apps-to-chainguard/
  { images: `${CHAINGUARD}(?:wolfi-base|busybox)`, only: 'busybox' },
  { images: `${CHAINGUARD}static`, only: 'none', user: '65532', entryPoint: 'none' },
  { images: `${CHAINGUARD}(?:nginx|python)`, usual: ({ words }) => (words.includes('dev') ? 'busybox' : 'none') },

  // Servers.
  { images: `(?:library/nginx|${PUBLIC_ECR}nginx/nginx)`, usual: 'dash', user: 'root', entryPoint: 'execs', stopSignal: 'SIGQUIT' },
  {
    images: `(?:(?:ghcr\\.io/)?nginxinc/nginx-unprivileged|${PUBLIC_ECR}nginx/nginx-unprivileged)`,
    usual: 'dash',
    user: '101',
    entryPoint: 'execs',
    stopSignal: 'SIGQUIT',
  },
  { images: 'library/httpd', usual: 'dash', user: 'root', entryPoint: 'none', stopSignal: 'SIGWINCH' },
  {
    images: 'library/haproxy', usual: 'dash', user: (tag) => (isAtLeast(tag, 2, 4) ? 'haproxy' : undefined), entryPoint: 'execs', stopSignal: 'SIGUSR1',
  },
  { images: 'library/traefik', usual: (tag) => (isAtLeast(tag, 2) ? 'busybox' : undefined), user: 'root', entryPoint: 'execs' },
  { images: 'library/caddy', usual: 'busybox', user: 'root', entryPoint: 'none' },
  { images: 'library/postgres', usual: 'dash', user: 'root', entryPoint: 'execs', stopSignal: 'SIGINT' },
  { images: 'library/(?:mariadb|mongo|rabbitmq|redis)', usual: 'dash', user: 'root', entryPoint: 'execs' },
  // https://github.com/docker-library/mysql/pull/867: Oracle Linux is what has no suffix, from 5.7.38 and 8.0.29 on.
  { images: 'library/mysql', usual: shellOfMysql, user: 'root', entryPoint: 'execs' },
  { images: 'library/memcached', usual: 'dash', user: 'memcache', entryPoint: 'execs' },
  {
    images: 'library/wordpress',
    usual: ({ words }) => (words.includes('cli') ? 'busybox' : 'dash'),
    entryPoint: 'execs',
    stopSignal: ({ words }) => (words.includes('cli') ? undefined : words.includes('fpm') ? 'SIGQUIT' : 'SIGWINCH'),
  },
  // https://github.com/jenkinsci/docker, https://github.com/bitnami/containers
  { images: 'jenkins/jenkins', usual: 'dash', user: 'jenkins', entryPoint: 'init' },
  { images: `(?:${PUBLIC_ECR})?bitnami(?:legacy)?/[a-z\\d-]+` },
];

const PATTERNS: readonly (readonly [RegExp, Row])[] = ROWS.map((row) => [new RegExp(`^(?:${row.images})$`), row]);

/** What is known of an image to build from. Undefined where nothing is. */
export function baseImage(reference: ImageReference): BaseImage | undefined {
  const name = publicName(reference);
  const [, row] = hasHole(name) ? [] : PATTERNS.find(([pattern]) => pattern.test(name)) ?? [];
  if (!row) {
    return undefined;
  }
  const tag = readTag(reference);
  const byTag = (value: ByTag | undefined) => (typeof value === 'function' ? tag.complete ? value(tag) : undefined : value);
  const shell = namesWindows(reference) ? 'windows' : shellOf(row, tag);
  return {
    shell,
    user: shell === 'windows' ? undefined : byTag(row.user),
    entryPoint: shell === 'windows' || isUnlike(row, tag) ? undefined : row.entryPoint,
    stopSignal: byTag(row.stopSignal),
  };
}

/** The tag is of a variant that its row does not speak of. */
function isUnlike({ unless = [] }: Row, { words }: Tag): boolean {
  return unless.some((word) => words.includes(word));
}

function shellOf(row: Row, tag: ReadTag): ImageShell | undefined {
  const { only, usual } = row;
  if (only !== undefined) {
    return isUnlike(row, tag) ? undefined : only;
  }
  return variantOf(tag) ?? (isUnlike(row, tag) || !tag.complete ? undefined : typeof usual === 'function' ? usual(tag) : usual);
}

/** A digest alone says nothing of the tag that it once had, and neither does an unknown part. */
function readTag({ tag = '', digest }: ImageReference): ReadTag {
  const complete = !hasHole(tag) && (tag !== '' || digest === undefined);
  const words = tag.split('-').filter((word) => !hasHole(word));
  const version = /^v?(\d+(?:\.\d+)*)/.exec(tag)?.[1].split('.').map(Number);
  return { words, version, complete };
}

function variantOf({ words }: Tag): ImageShell | undefined {
  return VARIANTS.find(([variant]) => words.some((word) => variant.test(word)))?.[1];
}

/** What moves with the newest version counts as the newest: `latest`, and the `3` of 3.9. */
function isAtLeast({ version, words }: Tag, ...least: readonly number[]): boolean {
  if (version === undefined) {
    return ['', 'latest', 'lts', 'innovation', 'jdk'].includes(words[0]);
  }
  const differing = version.findIndex((part, index) => part !== (least[index] ?? part));
  return differing < 0 || version[differing] > least[differing];
}

function userOfDistroless({ words }: Tag): string {
  return words.includes('nonroot') ? '65532' : 'root';
}

function shellOfMysql(tag: Tag): ImageShell | undefined {
  const since = tag.version?.[0] === 5 ? [5, 7, 38] : [8, 0, 29];
  return isAtLeast(tag, ...since) ? 'bash' : undefined;
}
