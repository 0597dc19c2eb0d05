import type { Build } from '../../facts/build';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerPlatformMismatch',
  guideline: 'safe-deployment',
  severity: 'error',
  title: 'An image is built for the processor that its task runs on',
  why: 'A program for another processor ends at once with "exec format error", and no task of the service ever becomes healthy.',
  fix: 'let runtimePlatform: { cpuArchitecture } of the task definition and platform of the image asset (Platform.LINUX_ARM64, Platform.LINUX_AMD64) name the same',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html',
  peers: [],
  examples: {
    bad: { build: { platform: 'linux/arm64' }, files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nUSER node\nCMD ["node", "server.js"]\n' } },
    good: { build: { platform: 'linux/amd64' }, files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nUSER node\nCMD ["node", "server.js"]\n' } },
  },
  *check({ title, image, task, fargate }) {
    const built = image?.build && platformOf(image.build);
    // What runs on instances gets theirs, where it asks for none.
    const asked = task.cpuArchitecture === undefined && fargate === true ? 'X86_64' : task.cpuArchitecture;
    const wanted = typeof asked === 'string' ? PLATFORMS[asked.toUpperCase()] : undefined;
    if (built && wanted !== undefined && built.platform !== wanted) {
      const set = task.cpuArchitecture === undefined ? 'is not set, which means X86_64' : `is ${String(asked)}`;
      const message = `${title} cannot start: its image is built for ${built.platform}${built.where}, and runtimePlatform.cpuArchitecture ${set}.`;
      yield { property: 'Image', message, fix: image?.build && fixIn(image.build, built.platform) };
    }
  },
});

const PLATFORMS: Readonly<Record<string, string | undefined>> = { X86_64: 'linux/amd64', ARM64: 'linux/arm64' };
const KNOWN = Object.values(PLATFORMS);

/** What the asset asks for counts for a base image that asks for nothing. Where neither does, the machine that builds decides. */
function platformOf(build: Build): { readonly platform: string; readonly where: string } | undefined {
  const [first] = build.chain;
  const own = first?.platform;
  const platform = normalized(own ?? build.platform);
  return platform === undefined ? undefined : { platform, where: own === undefined ? '' : ` (${build.at(first.line)})` };
}

/** Where FROM names a platform, that of the asset does not count, unless FROM takes it over. */
function fixIn(build: Build, platform: string): string | undefined {
  const [first] = build.chain;
  const [flag] = /--platform=\S+/.exec(first.text) ?? [];
  const architecture = Object.keys(PLATFORMS).find((name) => PLATFORMS[name] === platform);
  return flag === undefined || /\$\{?TARGET/.test(flag)
    ? undefined
    : `set runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.${architecture} }, or take ${flag} out of ${build.at(first.line)}`;
}

function normalized(platform: string | undefined): string | undefined {
  const plain = platform?.toLowerCase().replace('x86_64', 'amd64').replace('aarch64', 'arm64').replace(/\/v8$/, '');
  return KNOWN.includes(plain) ? plain : undefined;
}
