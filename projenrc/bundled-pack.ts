import { Component, typescript } from 'projen';

/** Packages whose code goes into the bundle, and must be there with their licences: the parser of the editors reads Dockerfiles, and needs the two others. */
const BUNDLED = ['dockerfile-ast', 'vscode-languageserver-textdocument', 'vscode-languageserver-types'];

/**
 * The rules and all they need become one file when the package is compiled: they load at the first validation of every synth,
 * and one file loads four times as fast as eighty. It is made of the sources, so that esbuild can put their modules into one scope.
 * So do the packages that they need: in the bundle the parser of Dockerfiles loads in half the time.
 */
export class BundledPack extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.compileTask.exec([
      'esbuild src/pack/index.ts --outfile=lib/pack/index.js --allow-overwrite --log-level=warning',
      '--bundle --minify --platform=node --target=node20 --external:aws-cdk-lib --external:constructs',
    ].join(' '));
    project.compileTask.exec(`cat ${BUNDLED.map((name) => `node_modules/${name}/License.txt`).join(' ')} > lib/pack/LICENSES.txt`);
    // What went into the bundle need not be published beside it; the constructs load platform/ and acknowledge/.
    ['facts', 'rules', 'shell', 'dockerfile'].forEach((folder) => project.npmignore?.exclude(`/lib/${folder}/`));
    project.npmignore?.exclude('/lib/pack/*', '!/lib/pack/index.js', '!/lib/pack/LICENSES.txt');
  }
}
