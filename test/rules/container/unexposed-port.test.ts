import rule from '../../../src/rules/container/unexposed-port';
import { testRule } from '../rule-tester';

const image = (instructions: string, ports?: unknown[], properties = {}) => ({
  files: { Dockerfile: `FROM node:22.11.0\nUSER node\n${instructions}\nCMD ["node", "server.js"]` },
  properties: { ...ports && { PortMappings: ports.map((ContainerPort) => ({ ContainerPort })) }, ...properties },
});

testRule(rule, {
  good: {
    'the same port': image('EXPOSE 8080/tcp', [8080]),
    'a port of a range': image('EXPOSE 8000-8100', [8080]),
    'one of several': image('EXPOSE 8080\nEXPOSE 9090', [8080]),
    'a port in a variable with a default': image('ARG PORT=8080\nEXPOSE $PORT', [8080]),
    'a port that only the build knows': image('EXPOSE ${PORT}', [80]),
    'a port that only CloudFormation knows': image('EXPOSE 8080', [{ 'Fn::GetAtt': ['Elsewhere', 'Value'] }]),
    'an image that says nothing': image('USER node', [80]),
    'an image that is started in another way, such as a worker': image('EXPOSE 8080', undefined, { Command: ['node', 'worker.js'] }),
    'an image that the app does not build': { PortMappings: [{ ContainerPort: 80 }] },
  },
  bad: {
    'another port': [image('EXPOSE 3000', [80]), 'container "app" maps port 80, and its image says "EXPOSE 3000" (api/Dockerfile:3).'],
    'beside one of the range': [image('EXPOSE 3000-3010 9000/udp', ['3005', 80]), 'container "app" maps port 80, and its image says "EXPOSE 3000-3010 9000/udp" (api/Dockerfile:3).'],
    'none': [image('EXPOSE 3000'), 'container "app" maps no port, and its image says "EXPOSE 3000" (api/Dockerfile:3).'],
  },
});
