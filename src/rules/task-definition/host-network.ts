import { taskDefinitionRule } from '../rule';

export default taskDefinitionRule({
  id: 'TaskDefinitionHostNetwork',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'A task has a network interface of its own',
  why: 'In the network of its instance a task reaches what listens there on localhost, takes its ports, and shares its security groups with all other tasks.',
  fix: 'set networkMode: ecs.NetworkMode.AWS_VPC, and give the service security groups of its own; behind a load balancer also set deregistrationDelay: Duration.seconds(30) in addTargets(); SafeFargateTaskDefinition has no other mode',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-network.html',
  peers: ['027a4b7a-8a59-4938-a04f-ed532512cf45', 'ECS.17', 'CT.ECS.PR.4'],
  examples: {
    bad: { NetworkMode: 'host', RequiresCompatibilities: ['EC2'] },
    good: { NetworkMode: 'awsvpc' },
  },
  *check(task) {
    const { name, networkMode, fargate } = task;
    const property = 'NetworkMode';
    if (networkMode !== undefined && networkMode !== 'host' && networkMode !== 'bridge') {
      return;
    }
    const chooses = [task.windows, task.daemon, task.external].every((flag) => flag === undefined || flag === false);
    if (chooses && networkMode === 'host') {
      yield { property, message: `task definition "${name}" runs in the network of its instance: networkMode is "host".` };
    } else if (chooses && (fargate === undefined || fargate === false) && (networkMode === 'bridge' || (networkMode === undefined && task.managedInstances !== true))) {
      const found = networkMode === undefined ? 'not set' : `"${networkMode}"`;
      yield { property, severity: 'info', message: `task definition "${name}" shares the network interface and the security groups of its instance: networkMode is ${found}.` };
    }
  },
});
