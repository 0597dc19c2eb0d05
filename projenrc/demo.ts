import { Component, typescript } from 'projen';

/** Tasks that show the library at work rather than test it. */
export class Demo extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.addTask('demo', {
      description: 'cdk synth of the example app: findings in its raw half, silence in its safe half',
      exec: 'tsx scripts/demo.ts',
    });
    const bench = project.addTask('bench', { description: 'Measure import, validation, synth and growth, as ratios' });
    bench.spawn(project.compileTask);
    bench.exec('tsx bench/main.ts', { receiveArgs: true });
  }
}
