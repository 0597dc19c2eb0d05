import { Component, typescript } from 'projen';

/**
 * The rules and all they need become one file when the package is compiled: they load at the first validation of every synth,
 * and one file loads four times as fast as eighty. It is made of the sources, so that esbuild can put their modules into one scope.
 */
export class BundledPack extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.compileTask.exec([
      'esbuild src/pack/index.ts --outfile=lib/pack/index.js --allow-overwrite --log-level=warning',
      '--bundle --minify --platform=node --target=node20 --external:aws-cdk-lib --external:constructs',
      '--external:dockerfile-ast',
    ].join(' '));
    // What went into the bundle need not be published beside it; the constructs load platform/ and acknowledge/.
    ['facts', 'rules', 'shell', 'dockerfile'].forEach((folder) => project.npmignore?.exclude(`/lib/${folder}/`));
    project.npmignore?.exclude('/lib/pack/*', '!/lib/pack/index.js');
  }
}
