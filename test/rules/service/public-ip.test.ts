import rule from '../../../src/rules/service/public-ip';
import { testRule } from '../rule-tester';

const network = (assignPublicIp: unknown) => ({ NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], AssignPublicIp: assignPublicIp } } });
const finding = 'service "Subject" gives its tasks public IP addresses: AssignPublicIp is ENABLED.';

testRule(rule, {
  good: {
    'no network configuration, as on instances': {},
    'nothing said, which means DISABLED': network(undefined),
    'a value that only CloudFormation knows': network({ 'Fn::ImportValue': 'Public' }),
    'a network that only CloudFormation knows': { NetworkConfiguration: { 'Fn::Transform': { Name: 'Network' } } },
  },
  bad: {
    'said': [network('ENABLED'), finding],
    'behind a load balancer': [{ ...network('ENABLED'), LoadBalancers: [{ ContainerName: 'app', ContainerPort: 80, TargetGroupArn: 'arn' }] }, finding],
    'lower-case keys of a raw template': [{ networkConfiguration: { awsvpcConfiguration: { assignPublicIp: 'ENABLED' } } }, finding],
    'by the default of a parameter': [{ properties: network({ Ref: 'Public' }), Parameters: { Public: { Type: 'String', Default: 'ENABLED' } } }, finding],
    'where there is no NAT gateway': [
      {
        properties: network({ 'Fn::If': ['HasNat', 'DISABLED', 'ENABLED'] }),
        Parameters: { Nat: { Type: 'String' } },
        Conditions: { HasNat: { 'Fn::Equals': [{ Ref: 'Nat' }, 'yes'] } },
      },
      `${finding.slice(0, -1)}, where HasNat is false.`,
    ],
  },
});
