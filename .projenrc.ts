import { awscdk, javascript, typescript } from 'projen';
import { BundledPack } from './projenrc/bundled-pack';
import { Demo } from './projenrc/demo';
import { HouseRules } from './projenrc/house-rules';
import { JsiiExamples } from './projenrc/jsii-examples';
import { RuleDocs } from './projenrc/rule-docs';
import { Verification } from './projenrc/verification';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-safe-containers',
  description: 'AWS CDK constructs and a cdk-nag rule pack for containers that are right in production on Amazon ECS',
  keywords: ['aws', 'cdk', 'aws-cdk', 'ecs', 'ecr', 'fargate', 'docker', 'containers', 'cdk-nag', 'best-practices'],
  author: 'cdk-safe-containers maintainers',
  authorOrganization: true,
  authorAddress: 'https://github.com/cdk-safe-containers/cdk-safe-containers',
  repositoryUrl: 'https://github.com/cdk-safe-containers/cdk-safe-containers.git',
  license: 'Apache-2.0',
  copyrightOwner: 'the cdk-safe-containers authors',
  defaultReleaseBranch: 'main',
  stability: 'experimental',

  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  projenVersion: '0.103.25',
  minNodeVersion: '20.0.0',
  typescriptVersion: '6.0.3',
  jsiiVersion: '6.0.16',

  cdkVersion: '2.271.0',
  constructsVersion: '10.5.1',
  peerDeps: ['cdk-nag@^3.0.2'],

  publishToPypi: { distName: 'cdk-safe-containers', module: 'cdk_safe_containers' },
  publishToMaven: {
    javaPackage: 'io.github.cdksafecontainers',
    mavenGroupId: 'io.github.cdksafecontainers',
    mavenArtifactId: 'cdk-safe-containers',
  },
  publishToNuget: { dotNetNamespace: 'CdkSafeContainers', packageId: 'CdkSafeContainers' },
  publishToGo: { moduleName: 'github.com/cdk-safe-containers/cdk-safe-containers-go' },

  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  sampleCode: false,
  integrationTestAutoDiscover: false,
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  singletonLambdaAutoDiscover: false,

  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'examples', 'bench', 'scripts', 'projenrc'],
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
    commandOptions: { fix: false },
  },
  jestOptions: {
    jestVersion: '30.5.2',
    preserveDefaultReporters: true,
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      setupFiles: ['<rootDir>/test/setup.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/test/jsii/'],
    },
  },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: ['.projenrc.ts'],
    compilerOptions: { paths: { 'cdk-safe-containers': ['./src/index.ts'] } },
  },

  gitignore: ['cdk.out', '.jsii.tabl.json', '/.cache/'],
});

// Every tool is pinned: a range would let tomorrow's registry change today's build.
project.addDevDeps(
  '@jsii/runtime@1.140.0',
  '@stylistic/eslint-plugin@2.13.0',
  '@types/jest@30.0.0',
  '@types/node@20.19.0',
  '@types/tar@6.1.13',
  '@typescript-eslint/eslint-plugin@8.73.0',
  '@typescript-eslint/parser@8.73.0',
  'aws-cdk@2.1148.1',
  'cdk-nag@3.0.2',
  'dockerfile-ast@0.7.1',
  'esbuild@0.28.2',
  'eslint-import-resolver-typescript@4.4.4',
  'eslint-plugin-import@2.32.0',
  'eslint@9.39.5',
  'fast-check@4.10.2',
  'jest@30.5.2',
  'jsii-diff@1.134.0',
  'jsii-docgen@10.12.6',
  'jsii-pacmak@1.140.0',
  'jsii-rosetta@6.0.17',
  'jsii@6.0.16',
  'tar@6.2.1',
  'ts-jest@29.4.15',
  'tsx@4.23.15',
  'yaml@2.9.1',
);

// Both publish builds for platforms that not every registry mirrors; npm refuses a lockfile with the gap.
project.package.addPackageResolutions('unrs-resolver@1.12.2', '@jsii/kernel@1.22.0');

['/.cache/', '/.ci/', '/bench/', '/docs/', '/examples/', '/projenrc/', '/scripts/', '/CONTRIBUTING.md', 'cdk.out'].forEach((path) => project.addPackageIgnore(path));

new HouseRules(project);
new BundledPack(project);
new RuleDocs(project);
new JsiiExamples(project);
new Demo(project);
new Verification(project);

project.synth();
