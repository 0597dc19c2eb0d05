import rule from '../../../src/rules/container/no-stop-timeout';
import { testRule } from '../rule-tester';

const SET = 'set stopTimeout: Duration.seconds(30) on the container, or as long as its longest piece of work takes';
const OWN_TASK = 'where a pattern of aws-ecs-patterns makes the container, pass it an ecs.Ec2TaskDefinition of your own as taskDefinition';
const onEc2 = { RequiresCompatibilities: ['EC2'], ContainerDefinitions: [{ Name: 'app', StopTimeout: undefined }] };

testRule(rule, {
  good: {
    'a container that the task can do without': { StopTimeout: undefined, Essential: false },
    'a number as a text': { StopTimeout: '45' },
    'a value that only CloudFormation knows': { StopTimeout: { 'Fn::ImportValue': 'Timeout' } },
    'essential or not only CloudFormation knows': { StopTimeout: undefined, Essential: { 'Fn::ImportValue': 'Essential' } },
  },
  bad: {
    'essential by default': [{ StopTimeout: undefined }, 'container "app" is essential and sets no stopTimeout.'],
    'essential by name': [{ StopTimeout: undefined, Essential: true }, 'container "app" is essential and sets no stopTimeout.'],
    'a container whose name only CloudFormation knows': [
      { Name: { 'Fn::ImportValue': 'Name' }, StopTimeout: undefined }, 'container number 1 is essential and sets no stopTimeout.',
    ],
  },
  fixes: {
    'on Fargate': [{ StopTimeout: undefined }, `${SET}; SafeFargateTaskDefinition sets it, for Fargate patterns of aws-ecs-patterns too (taskDefinition)`],
    'on EC2, where a pattern takes no task definition for Fargate': [onEc2, `${SET}; ${OWN_TASK}`],
  },
});
