import { serviceRule } from '../rule';

const network = (assignPublicIp: string) => ({ NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], AssignPublicIp: assignPublicIp } } });

export default serviceRule({
  id: 'ServicePublicIp',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'Tasks have no public IP address',
  why: 'What has a public address is one security group rule away from the internet; a load balancer can stand there in its place.',
  fix: 'leave assignPublicIp out and put the tasks in private subnets, with a NAT gateway or VPC endpoints for their images and logs; SafeFargateService does, '
    + 'and refuses subnets from which no image can be pulled',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
  peers: [
    'CKV_AWS_333',
    'c0c26068-fdf0-40e5-9b3b-fc8a5f585d2e',
    'ECS.2',
    'ECS.16',
    'CT.ECS.PR.9',
    'ecs_service_no_assign_public_ip',
    'ecs_task_set_no_assign_public_ip',
  ],
  examples: {
    bad: network('ENABLED'),
    good: network('DISABLED'),
  },
  *check({ title, publicIp }) {
    if (publicIp === 'ENABLED') {
      yield { property: 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp', message: `${title} gives its tasks public IP addresses: AssignPublicIp is ENABLED.` };
    }
  },
});
