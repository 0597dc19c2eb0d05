import { Component, javascript, typescript } from 'projen';

/** `npm test`, and so `npm cit`, is all there is to run: compile, types of tests and examples, unit tests, lint, jsii at run time. */
export class Verification extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    // The value is the version whose end-of-life banner jsii then leaves out.
    project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

    const types = project.addTask('check:types', {
      description: 'Type-check tests, examples, benchmarks and scripts',
      exec: `tsc --noEmit -p ${project.tsconfigDev.fileName}`,
    });
    const jsii = project.addTask('test:jsii', {
      description: 'Synthesize an app through the jsii kernel, as a Python or Java host would',
      exec: 'tsx test/jsii/main.ts',
    });

    // Not part of `npm test`: they want the tools of other languages, or a container engine, and say so where there are none.
    project.addTask('test:languages', {
      description: 'Build an app in Python, Java and Go with the generated bindings, and synthesize it with the real CLI',
      exec: 'tsx test/languages/main.ts',
      receiveArgs: true,
    });
    project.addTask('test:containers', {
      description: 'Start containers the ways that the rules talk about, stop them, and hold the rules against what happened',
      exec: 'tsx test/containers/main.ts',
      receiveArgs: true,
    });
    project.addTask('test:publishing', {
      description: 'Deploy with the real CLI an image that a real engine builds, and see under which tag a registry on this machine has it',
      exec: 'tsx test/publishing/main.ts',
    });
    const sigterm = project.addTask('docs:sigterm', {
      description: 'Write docs/sigterm.md from what was recorded and what the rules say of it',
      exec: 'tsx test/containers/write-markdown.ts',
    });
    project.postCompileTask.spawn(sigterm);
    project.gitattributes.addAttributes('/docs/sigterm.md', 'linguist-generated');

    const lint = javascript.Eslint.of(project)!.eslintTask;
    project.testTask.reset();
    project.testTask.spawn(types);
    project.testTask.exec('jest --ci', { receiveArgs: true });
    project.testTask.spawn(lint);
    project.testTask.spawn(jsii);

    // The build compiles before it tests; `npm test` on a fresh clone has to do so itself.
    const verify = project.addTask('verify', { description: 'Compile and test' });
    verify.spawn(project.compileTask);
    verify.spawn(project.testTask);
    project.package.setScript('test', 'projen verify');
  }
}
