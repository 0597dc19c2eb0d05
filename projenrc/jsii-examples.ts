import { Component, typescript } from 'projen';

/** Compiles every example of README.md and of the doc comments: an example that does not compile fails the build. */
export class JsiiExamples extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    const check = project.addTask('docs:examples', {
      description: 'Compile the examples of README.md and of the doc comments',
      exec: 'jsii-rosetta extract --strict --compile .jsii',
    });
    project.postCompileTask.spawn(check);
  }
}
