import { Component, typescript } from 'projen';

/** Tasks that show the library at work rather than test it. */
export class Demo extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.addTask('demo', {
      description: 'cdk synth of the example app: findings in its raw half, silence in its safe half',
      exec: 'tsx scripts/demo.ts',
    });
    project.addTask('fuzz', {
      description: 'Judge 100,000 templates that make no sense, and hold what holds of every template against them',
      exec: 'tsx scripts/fuzz.ts',
      receiveArgs: true,
    });
    const bench = project.addTask('bench', { description: 'Measure import, validation, synth and growth, as ratios' });
    bench.spawn(project.compileTask);
    bench.exec('tsx bench/main.ts', { receiveArgs: true });
  }
}
