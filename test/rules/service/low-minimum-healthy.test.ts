import rule from '../../../src/rules/service/low-minimum-healthy';
import { testRule } from '../rule-tester';

const service = (desired: unknown, minimum: unknown, more: object = {}) => ({
  DesiredCount: desired, DeploymentConfiguration: { MinimumHealthyPercent: minimum }, ...more,
});
const finding = (minimum: number, stopped: number, tasks: string) =>
  `service "Subject" has a minimum healthy percent of ${minimum}: a deployment may stop ${stopped} of its ${tasks} before others run.`;
const ONLY = 'service "Subject" has a minimum healthy percent of 0: a deployment may stop its only task before another runs.';

const scaled = (least: unknown) => ({
  properties: service(undefined, 50),
  Resources: {
    Target: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: { MinCapacity: least, MaxCapacity: 10, ResourceId: { 'Fn::Join': ['', ['service/cluster/', { 'Fn::GetAtt': ['Subject', 'Name'] }]] } },
    },
  },
});

testRule(rule, {
  good: {
    'one task that scaling keeps to': scaled(1),
    'a least capacity that only CloudFormation knows': scaled({ 'Fn::ImportValue': 'Least' }),
    'all of them': service(4, 100),
    'nothing said, which means 100': service(4, undefined),
    'a share that ECS rounds up to all tasks': service(2, 75),
    'one task, which 50 % rounds up to': service(1, 50),
    'a number of tasks that only CloudFormation knows': service({ 'Fn::ImportValue': 'Count' }, 50),
    'a share that only CloudFormation knows': service(2, { 'Fn::ImportValue': 'Percent' }),
    'a daemon': service(undefined, 0, { SchedulingStrategy: 'DAEMON' }),
    'CodeDeploy': service(2, 50, { DeploymentController: { Type: 'CODE_DEPLOY' } }),
    'a blue/green deployment': service(2, 50, { DeploymentConfiguration: { MinimumHealthyPercent: 50, Strategy: 'BLUE_GREEN' } }),
    'one task that must never be two': service(1, 0, { DeploymentConfiguration: { MinimumHealthyPercent: 0, MaximumPercent: 100 } }),
    'a service that is switched off': service(0, 0),
  },
  bad: {
    'half of two': [service(2, 50), finding(50, 1, '2 tasks')],
    'numbers as texts': [service('3', '50'), finding(50, 1, '3 tasks')],
    'half of what scaling keeps to': [scaled(4), finding(50, 2, '4 tasks')],
    'the only task': [service(1, 0), ONLY],
    'the only task, by default': [service(undefined, 0), ONLY],
  },
});
