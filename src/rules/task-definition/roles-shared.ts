import { taskDefinitionRule } from '../rule';

export default taskDefinitionRule({
  id: 'TaskDefinitionRolesShared',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'What ECS needs to start a task and what its containers may do are two roles',
  why: 'With one role for both, the application can read every secret and pull every image that ECS only needs before it starts.',
  fix: 'leave taskRole and executionRole out, for the CDK makes one each, or pass two roles, and grant the application what it needs on taskRole alone',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html',
  peers: ['CKV_AWS_249'],
  examples: {
    bad: { TaskRoleArn: 'arn:aws:iam::111122223333:role/app', ExecutionRoleArn: 'arn:aws:iam::111122223333:role/app' },
    good: { TaskRoleArn: 'arn:aws:iam::111122223333:role/app', ExecutionRoleArn: 'arn:aws:iam::111122223333:role/ecs' },
  },
  *check({ name, sharesRoles }) {
    if (sharesRoles === true) {
      yield { property: 'TaskRoleArn', message: `task definition "${name}" has one role as its task role and as its execution role.` };
    }
  },
});
