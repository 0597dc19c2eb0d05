import { basename, positional } from './command-line';

/** What a program with its arguments installs or fetches, in the words of its command line, or undefined where it does neither. */
export function installation(words: readonly string[], pipedInto: readonly string[] = [], writesFile = false): string | undefined {
  const [program, ...args] = [basename(words[0] ?? ''), ...words.slice(1)];
  if (/^python[\d.]*$/.test(program) && args[0] === '-m') {
    return installation(args.slice(1), pipedInto, writesFile);
  }
  const download = DOWNLOADERS.get(program);
  if (download) {
    return download(args, pipedInto, writesFile) ? program : undefined;
  }
  const subcommands = INSTALLERS.get(program.replace(/[\d.]+$/, ''));
  if (!subcommands) {
    return undefined;
  }
  const subcommand = positional(args).slice(0, 2).join(' ');
  if (subcommand === '' && args.some((arg) => /^(?:-v|-V|-h|--version|--help)$/.test(arg))) {
    return undefined;
  }
  return subcommands.test(subcommand) ? `${program} ${subcommand.split(' ')[0]}`.trim() : undefined;
}

const SYSTEM_INSTALL = /^(?:install|update|upgrade|dist-upgrade|full-upgrade|localinstall|in|add)\b/;

/** Subcommands that install or fetch, by program without its version: matched against the first two words that are not options. */
const INSTALLERS: ReadonlyMap<string, RegExp> = new Map(Object.entries({
  'npm': /^(?:install|i|ci|add|update|up|clean-install)\b/,
  'yarn': /^(?:$|install\b|add\b)/,
  'pnpm': /^(?:install|i|add|update)\b/,
  'bun': /^(?:install|i|add|update)\b/,
  'pip': /^(?:install|download)\b/,
  'uv': /^(?:pip install|sync|add)\b/,
  'poetry': /^(?:install|add|sync)\b/,
  'pipenv': /^(?:install|add|sync)\b/,
  'conda': /^(?:install|env create|env update|update)\b/,
  'mamba': /^(?:install|env create|env update|update)\b/,
  'micromamba': /^(?:install|env create|env update|update)\b/,
  'apt-get': /^(?:install|upgrade|dist-upgrade|full-upgrade)\b/,
  'apt': /^(?:install|upgrade|dist-upgrade|full-upgrade)\b/,
  'aptitude': /^(?:install|upgrade|dist-upgrade|full-upgrade)\b/,
  'apk': /^(?:add|upgrade)\b/,
  'yum': SYSTEM_INSTALL,
  'dnf': SYSTEM_INSTALL,
  'microdnf': SYSTEM_INSTALL,
  'tdnf': SYSTEM_INSTALL,
  'zypper': SYSTEM_INSTALL,
  'gem': /^(?:install|update)\b/,
  'bundle': /^(?:$|install\b|update\b)/,
  'bundler': /^(?:$|install\b|update\b)/,
  'composer': /^(?:install|update|require|create-project)\b/,
  'go': /^(?:get|install|mod download)\b/,
  'cargo': /^(?:install|fetch)\b/,
  'dotnet': /^(?:restore|tool install)\b/,
  'git': /^(?:clone|pull|fetch)\b/,
}));

type Downloads = (args: readonly string[], pipedInto: readonly string[], writesFile: boolean) => boolean;

const DOWNLOADERS: ReadonlyMap<string, Downloads> = new Map(Object.entries<Downloads>({
  curl: (args, pipedInto, writesFile) => !isConversation(args) && (writesFile || pipedInto.some(unpacksOrRuns)
    || args.some((arg, index) => /^(?:-[a-zA-Z]*O|--remote-name(?:-all)?)$/.test(arg)
      || (/^(?:-[a-zA-Z]*o|--output)$/.test(arg) && isFile(args[index + 1])) || (arg.startsWith('--output=') && isFile(arg.slice('--output='.length))))),
  wget: (args, pipedInto, writesFile) => {
    const output = args.findIndex((arg) => /^(?:-[a-zA-Z]*O|--output-document)$/.test(arg));
    const toStandardOutput = args.some((arg) => /^-[a-zA-Z]*O-$/.test(arg) || arg === '--output-document=-') || (output >= 0 && args[output + 1] === '-');
    const nowhere = args.includes('--spider') || (output >= 0 && !toStandardOutput && !isFile(args[output + 1])) || args.some((arg) => /^-[a-zA-Z]*O\/dev\//.test(arg));
    return !isConversation(args) && (toStandardOutput ? writesFile || pipedInto.some(unpacksOrRuns) : !nowhere && positional(args).length > 0);
  },
  aws: (args) => {
    const [service, action, source = '', target = ''] = positional(args);
    return (service === 's3' && ['cp', 'sync', 'mv'].includes(action) && source.startsWith('s3://') && !target.startsWith('s3://'))
      || (service === 's3api' && action === 'get-object');
  },
}));

function unpacksOrRuns(program: string): boolean {
  return /^(?:sh|bash|ash|dash|zsh|ksh|eval|tar|bsdtar|unzip|gunzip|cpio|gpg|apt-key)$/.test(program);
}

/** Asks the task itself or its host, or sends something: an answer that an application needs, not a part of it. */
function isConversation(args: readonly string[]): boolean {
  return args.some((arg, index) => /^(?:https?:\/\/)?(?:localhost|127\.|0\.0\.0\.0|169\.254\.|\[::1\]|\$\{?(?:ECS_CONTAINER_METADATA_URI|AWS_CONTAINER_CREDENTIALS))/.test(arg)
    || /^(?:-d|--data(?:-[a-z]+)?|--json|-F|--form|-T|--upload-file|--post-data|--post-file)(?:=|$)/.test(arg)
    || (/^(?:-[a-zA-Z]*X|--request|--method)$/.test(arg) && /^(?:POST|PUT|PATCH|DELETE)$/.test(args[index + 1] ?? '')));
}

function isFile(target: string | undefined): boolean {
  return target !== undefined && target !== '-' && !target.startsWith('/dev/');
}
