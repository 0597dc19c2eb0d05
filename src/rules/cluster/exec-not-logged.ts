import type { Service } from '../../facts/service';
import { clusterRule } from '../rule';

const logging = (value: string) => ({
  properties: { Configuration: { ExecuteCommandConfiguration: { Logging: value } } },
  Resources: { Api: { Type: 'AWS::ECS::Service', Properties: { Cluster: { Ref: 'Subject' }, EnableExecuteCommand: true } } },
});

export default clusterRule({
  id: 'ClusterExecNotLogged',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'What people do by ECS Exec is logged',
  why: 'Who starts commands in a running container can read its data and change its code; without a log nobody can tell afterwards what was done.',
  fix: 'set executeCommandConfiguration: { logging: ecs.ExecuteCommandLogging.OVERRIDE, logConfiguration: { cloudWatchLogGroup } } on the cluster, or leave enableExecuteCommand out',
  link: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-cluster-executecommandconfiguration.html',
  peers: ['CKV_AWS_223'],
  examples: {
    bad: logging('NONE'),
    good: logging('DEFAULT'),
  },
  *check({ title, execLogging, services }) {
    const opened = services.filter(({ exec }) => exec === true);
    const property = 'Configuration.ExecuteCommandConfiguration.Logging';
    if (execLogging === 'NONE' && opened.length > 0) {
      yield { property, message: `${title} does not log what people do by ECS Exec, which ${titles(opened)}: its logging is NONE.` };
    }
    const mute = opened.filter(hasNoAwslogs);
    if ((execLogging === undefined || execLogging === 'DEFAULT') && mute.length > 0) {
      yield {
        property: 'Configuration',
        message: `${title} logs what people do by ECS Exec with the awslogs driver of their container, and none has it where ${titles(mute)} it.`,
      };
    }
  },
});

function titles(services: readonly Service[]): string {
  const listed = services.map(({ title }) => title);
  return `${listed.join(', ')} ${listed.length === 1 ? 'enables' : 'enable'}`;
}

/** By default a session is logged where the containers of its task log to, if that is CloudWatch Logs. */
function hasNoAwslogs({ containers }: Service): boolean {
  return containers.length > 0 && containers.every(({ logDriver }) => logDriver === undefined || (typeof logDriver === 'string' && logDriver !== 'awslogs'));
}
