import { Component, javascript, typescript } from 'projen';

interface Wall {
  readonly folder: string;
  /** Folders of `src` that it may import, itself included. */
  readonly mayImport: string[];
}

/** Dependencies point one way. What a folder may import of `src` stands here and nowhere else. */
const WALLS: Wall[] = [
  { folder: 'platform', mayImport: ['platform'] },
  { folder: 'shell', mayImport: ['shell'] },
  { folder: 'dockerfile', mayImport: ['dockerfile', 'platform', 'shell'] },
  { folder: 'facts', mayImport: ['facts', 'dockerfile', 'platform', 'shell'] },
  { folder: 'rules', mayImport: ['rules', 'facts', 'dockerfile', 'platform', 'shell'] },
  { folder: 'git', mayImport: ['git', 'platform'] },
  { folder: 'publishing', mayImport: ['publishing', 'git', 'platform'] },
  { folder: 'acknowledge', mayImport: ['acknowledge'] },
];

/** The architecture of `src` as lint rules: one-way dependencies, and a light import of the package. */
export class HouseRules extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    const eslint = javascript.Eslint.of(project)!;

    eslint.addRules({
      'import/no-restricted-paths': ['error', {
        zones: [
          ...WALLS.map(({ folder, mayImport }) => ({
            target: `./src/${folder}`,
            from: './src',
            except: mayImport.map((name) => `./${name}`),
            message: `src/${folder} may import only ${mayImport.join(', ')} of src.`,
          })),
          { target: './src/*.ts', from: './src/{facts,rules,shell,dockerfile}/**', message: 'Only the pack loads rules and facts, at the first validation.' },
        ],
      }],
      'import/no-cycle': ['error'],
      'complexity': ['error', 15],
    });
    eslint.addOverride({
      files: ['src/rules/**/*.ts'],
      rules: {
        'no-restricted-imports': ['error', {
          patterns: [
            { group: ['aws-cdk-lib*', 'constructs', 'cdk-nag*', 'fs', 'path', 'child_process', 'node:*'], message: 'A rule is a pure function of plain data.' },
          ],
        }],
        'import/no-extraneous-dependencies': 'off',
      },
    });
    eslint.addOverride({
      files: ['src/rules/*/*.ts'],
      rules: {
        '@typescript-eslint/no-restricted-imports': ['error', {
          patterns: [{ group: ['**/facts', '**/facts/*'], allowTypeImports: true, message: 'A rule takes types of facts, and nothing that runs.' }],
        }],
      },
    });
    eslint.addOverride({
      files: ['src/*.ts'],
      excludedFiles: ['src/index.ts'],
      rules: {
        'no-restricted-imports': ['error', {
          paths: [
            { name: 'aws-cdk-lib', message: 'Import the service, such as aws-cdk-lib/aws-ecs: the root module loads every service when touched.' },
            { name: 'cdk-nag', message: "Import from 'cdk-nag/lib/nag-pack': the root module loads 250 more modules." },
          ],
        }],
      },
    });
  }
}
