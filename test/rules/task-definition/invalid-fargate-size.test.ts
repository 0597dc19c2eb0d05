import rule from '../../../src/rules/task-definition/invalid-fargate-size';
import { testRule } from '../rule-tester';

const size = (Cpu: unknown, Memory: unknown, properties: object = {}) => ({ Cpu, Memory, ...properties });
const WINDOWS = { RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } };
const refused = (asked: string, reason: string) => `task definition "Subject" asks for ${asked}, which Fargate refuses: ${reason}.`;
const NO_SUCH_CPU = 'it has 256, 512, 1024, 2048, 4096, 8192, 16384, 32768';

const pair = (cpu: number, memory: number) =>
  `set a pair that Fargate has, such as cpu: ${cpu} and memoryLimitMiB: ${memory} (CfnTaskDefinition: cpu: '${cpu}', memory: '${memory}'); `
  + 'SafeFargateTaskDefinition checks the pair, and completes one that is half said';

testRule(rule, {
  good: {
    'numbers': size(1024, 2048),
    'numbers as texts': size('512', '4096'),
    'in units': size('1 vcpu', '2 GB'),
    'in units without a space': size('.25vCPU', '0.5GB'),
    'in units of any case, with a zero in front': size('0.5 VCPU', '4gb'),
    'one in units': size('256', '2 GB'),
    'the largest': size('32 vCPU', '244 GB'),
    '32 vCPU in MiB': size('32768', '61440'),
    '16 vCPU': size('16384', '122880'),
    'Windows': size('1024', '2048', WINDOWS),
    'values that only CloudFormation knows': size({ 'Fn::ImportValue': 'Cpu' }, { 'Fn::ImportValue': 'Memory' }),
    'memory that only CloudFormation knows': size('256', { Ref: 'Memory' }),
    'a spelling that AWS does not document': size('a quarter', '512 MiB'),
    'any size on EC2': size('300', '333', { RequiresCompatibilities: ['EC2'] }),
    'no size on EC2': size(undefined, undefined, { RequiresCompatibilities: ['EC2'] }),
    'nothing said of where it runs': size(undefined, undefined, { RequiresCompatibilities: undefined }),
    'branches of one condition, each legal': {
      properties: size({ 'Fn::If': ['IsProd', '4096', '256'] }, { 'Fn::If': ['IsProd', '8192', '512'] }),
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    },
  },
  bad: {
    'too much memory': [size('256', '4096'), refused('cpu "256" and memory "4096"', 'with 256 CPU units Fargate has 512, 1024, 2048 MiB of memory, not 4096')],
    'too little, in units': [size('1 vCPU', '1 GB'), refused('cpu "1 vCPU" and memory "1 GB"', 'with 1024 CPU units Fargate has 2048 to 8192 in steps of 1024 MiB of memory, not 1024')],
    'between two steps': [size(8192, 18432), refused('cpu "8192" and memory "18432"', 'with 8192 CPU units Fargate has 16384 to 61440 in steps of 4096 MiB of memory, not 18432')],
    'memory that 32 vCPU do not have': [size('32768', '65536'), refused('cpu "32768" and memory "65536"', 'with 32768 CPU units Fargate has 61440, 122880, 249856 MiB of memory, not 65536')],
    'memory in GB, which is read as MiB': [size('256', '1'), refused('cpu "256" and memory "1"', 'with 256 CPU units Fargate has 512, 1024, 2048 MiB of memory, not 1')],
    'CPU units that no task has': [size('128', '512'), refused('cpu "128" and memory "512"', `Fargate has no tasks of 128 CPU units; ${NO_SUCH_CPU}`)],
    'CPU units that no task has, and memory that only CloudFormation knows': [
      size('300', { 'Fn::ImportValue': 'Memory' }), refused('cpu "300"', `Fargate has no tasks of 300 CPU units; ${NO_SUCH_CPU}`),
    ],
    'a share of a CPU that no task has': [size('0.3 vCPU', '512'), refused('cpu "0.3 vCPU" and memory "512"', `Fargate has no tasks of 307.2 CPU units; ${NO_SUCH_CPU}`)],
    'too few CPU units for Windows': [
      size('512', '1024', WINDOWS), refused('cpu "512" and memory "1024"', 'Fargate has no Windows tasks of 512 CPU units; it has 1024, 2048, 4096'),
    ],
    'no CPU': [size(undefined, '512'), 'task definition "Subject" has no cpu for the task as a whole, which Fargate requires.'],
    'no memory': [size('256', undefined), 'task definition "Subject" has no memory for the task as a whole, which Fargate requires.'],
    'sizes of containers alone': [
      size(undefined, undefined, { ContainerDefinitions: [{ Name: 'app', Cpu: 256, Memory: 512 }] }),
      'task definition "Subject" has no cpu and no memory for the task as a whole, which Fargate requires.',
    ],
    'a task that may run on both': [size('128', '512', { RequiresCompatibilities: ['EC2', 'FARGATE'] }), refused('cpu "128" and memory "512"', `Fargate has no tasks of 128 CPU units; ${NO_SUCH_CPU}`)],
    'a task that only its service puts on Fargate': [
      {
        properties: size('256', '256', { RequiresCompatibilities: undefined }),
        Resources: { Service: { Type: 'AWS::ECS::Service', Properties: { LaunchType: 'FARGATE', TaskDefinition: { Ref: 'Subject' } } } },
      },
      refused('cpu "256" and memory "256"', 'with 256 CPU units Fargate has 512, 1024, 2048 MiB of memory, not 256'),
    ],
    'the defaults of parameters': [
      { properties: size({ Ref: 'Cpu' }, { Ref: 'Memory' }), Parameters: { Cpu: { Type: 'Number', Default: 512 }, Memory: { Type: 'Number', Default: 512 } } },
      refused('cpu "512" and memory "512"', 'with 512 CPU units Fargate has 1024, 2048, 3072, 4096 MiB of memory, not 512'),
    ],
  },
  fixes: {
    'nothing said': [size(undefined, undefined), pair(256, 512)],
    'nothing said for Windows': [size(undefined, undefined, WINDOWS), pair(1024, 2048)],
    'no memory': [size('512', undefined), pair(512, 1024)],
    'no CPU, and memory that only CloudFormation knows': [size(undefined, { 'Fn::ImportValue': 'Memory' }), pair(256, 512)],
    'more memory than goes with the CPU': [size('256', '4096'), pair(512, 4096)],
    'less memory than goes with the CPU': [size('1 vCPU', '1 GB'), pair(1024, 2048)],
    'CPU units that no task has': [size('300', '512'), pair(512, 1024)],
  },
});
