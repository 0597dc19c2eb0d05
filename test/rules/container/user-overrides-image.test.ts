import rule from '../../../src/rules/container/user-overrides-image';
import { testRule } from '../rule-tester';

const image = (instructions: string, User?: unknown) => ({ files: { Dockerfile: `FROM node:22.11.0\n${instructions}\nCMD ["node", "server.js"]` }, properties: { User } });

testRule(rule, {
  good: {
    'a user that stays': image('USER node'),
    'another user than root': image('USER node', '1000:1000'),
    'an image that runs as root anyway': image('USER root', 'root'),
    'an image that says nothing': image('EXPOSE 80', 'root'),
    'a user that only the build knows': image('USER ${APP_USER}', 'root'),
    'a user that CloudFormation fills in': image('USER node', { 'Fn::GetAtt': ['Elsewhere', 'Value'] }),
    'an image that the app does not build': { User: 'root' },
  },
  bad: {
    'by name': [image('USER node', 'root'), 'container "app" turns its image back to root: user is "root", and the image says "USER node" (api/Dockerfile:2).'],
    'by number, with a group': [image('USER 1000:1000', '0:0'), 'container "app" turns its image back to root: user is "0:0", and the image says "USER 1000:1000" (api/Dockerfile:2).'],
  },
});
