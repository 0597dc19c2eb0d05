import { Component, typescript } from 'projen';

/** Packages whose code is published with ours, and their licences with it: the parser of the editors reads Dockerfiles, and needs the two others. */
const BUNDLED = ['dockerfile-ast', 'vscode-languageserver-textdocument', 'vscode-languageserver-types'];

const PARSER = 'instruction-parser';

/**
 * The rules and all they need become one file when the package is compiled: they load at the first validation of every synth,
 * and one file loads four times as fast as eighty. It is made of the sources, so that esbuild can put their modules into one scope.
 * The parser of Dockerfiles, and the packages that it needs, are a file beside it: V8 reads all of a file that it loads, and most apps have no Dockerfile.
 */
export class BundledPack extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    const bundle = (source: string, name: string) => project.compileTask.exec([
      `esbuild ${source} --outfile=lib/pack/${name}.js --allow-overwrite --log-level=warning --bundle --minify --platform=node --target=node20`,
      `--external:aws-cdk-lib --external:constructs --external:*/${PARSER}`,
    ].join(' '));
    bundle('src/pack/index.ts', 'index');
    bundle(`src/dockerfile/${PARSER}.ts`, PARSER);
    project.compileTask.exec(`cat ${BUNDLED.map((name) => `node_modules/${name}/License.txt`).join(' ')} > lib/pack/LICENSES.txt`);
    // What went into the bundle need not be published beside it; the constructs load platform/ and acknowledge/.
    ['facts', 'rules', 'shell', 'dockerfile'].forEach((folder) => project.npmignore?.exclude(`/lib/${folder}/`));
    project.npmignore?.exclude('/lib/pack/*', '!/lib/pack/index.js', `!/lib/pack/${PARSER}.js`, '!/lib/pack/LICENSES.txt');
  }
}
