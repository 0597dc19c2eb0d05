import { cpuUnits, illegalSize, mebibytes, sizeFor } from '../../platform/fargate';
import { taskDefinitionRule } from '../rule';

export default taskDefinitionRule({
  id: 'TaskDefinitionInvalidFargateSize',
  guideline: 'safe-deployment',
  severity: 'error',
  title: 'A Fargate task has a size that Fargate has',
  why: 'Fargate runs certain pairs of CPU and memory and refuses a task definition with any other: the deployment fails.',
  fix: fixWith(sizeFor()),
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html',
  peers: ['f4c9b5f5-68b8-491f-9e48-4f96644a1d51', 'E3047'],
  examples: {
    bad: { Cpu: '256', Memory: '4096' },
    good: { Cpu: '.25 vCPU', Memory: '2 GB' },
  },
  *check({ name, fargate, windows, cpu, memory }) {
    if (fargate !== true) {
      return;
    }
    const units = typeof cpu === 'string' ? cpuUnits(cpu) : undefined;
    const size = typeof memory === 'string' ? mebibytes(memory) : undefined;
    const fix = () => fixWith(sizeFor(units, size, windows === true));
    const missing = Object.entries({ cpu, memory }).filter(([, value]) => value === undefined).map(([half]) => half);
    if (missing.length > 0) {
      const property = cpu === undefined ? 'Cpu' : 'Memory';
      yield { property, message: `task definition "${name}" has no ${missing.join(' and no ')} for the task as a whole, which Fargate requires.`, fix: fix() };
      return;
    }
    const problem = units === undefined ? undefined : illegalSize(units, size, windows === true);
    if (problem !== undefined) {
      const asked = `cpu "${String(cpu)}"${typeof memory === 'string' ? ` and memory "${memory}"` : ''}`;
      yield { property: 'Cpu', message: `task definition "${name}" asks for ${asked}, which Fargate refuses: ${problem}.`, fix: fix() };
    }
  },
});

function fixWith({ cpu, memory }: ReturnType<typeof sizeFor>): string {
  return `set a pair that Fargate has, such as cpu: ${cpu} and memoryLimitMiB: ${memory} (CfnTaskDefinition: cpu: '${cpu}', memory: '${memory}'); `
    + 'SafeFargateTaskDefinition checks the pair, and completes one that is half said';
}
