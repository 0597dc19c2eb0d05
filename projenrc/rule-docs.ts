import { readdirSync } from 'fs';
import { join } from 'path';
import { Component, TextFile, typescript } from 'projen';

const RULES = 'src/rules';

/** Writes the index of all rules from the files that exist, and RULES.md from what they say. */
export class RuleDocs extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    const rules = ruleFiles();
    const index = new TextFile(project, `${RULES}/index.ts`, { marker: true });
    index.addLine(`// ${index.marker}`);
    const imports = [...rules.map(({ identifier, path }) => ({ what: identifier, path })), { what: 'type { Rule }', path: 'rule' }];
    imports.sort((a, b) => (bySegment(a.path) < bySegment(b.path) ? -1 : 1)).forEach(({ what, path }) => index.addLine(`import ${what} from './${path}';`));
    index.addLine('');
    index.addLine('/** Every rule of the pack, by subject and name. */');
    index.addLine('export const RULES: readonly Rule[] = [');
    rules.forEach((rule) => index.addLine(`  ${rule.identifier},`));
    index.addLine('];');

    const docs = project.addTask('docs:rules', {
      description: 'Write RULES.md from the rules',
      exec: 'tsx scripts/write-rules-md.ts',
    });
    project.postCompileTask.spawn(docs);
    project.gitattributes.addAttributes('/RULES.md', 'linguist-generated');
  }
}

/** The linter wants imports in the order of folders: `repository/…` before `repository-template/…`. */
function bySegment(path: string): string {
  return path.replace('/', ' ');
}

function ruleFiles() {
  return readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) => readdirSync(join(RULES, folder.name)).map((file) => `${folder.name}/${file.replace(/\.ts$/, '')}`))
    .sort()
    .map((path) => ({ path, identifier: camelCase(path) }));
}

function camelCase(path: string): string {
  return path.replace(/[-/](\w)/g, (_, letter: string) => letter.toUpperCase());
}
