import { hasHole } from '../../platform/image-reference';
import { isRoot } from '../../platform/users';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerUserOverridesImage',
  guideline: 'least-privilege',
  severity: 'info',
  title: 'A task definition keeps the user that its image says',
  why: 'Whoever wrote the Dockerfile made the application run without root; a user in the task definition undoes that where nobody looks.',
  fix: 'leave user out, and let the image say USER',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html',
  peers: [],
  examples: {
    bad: { properties: { User: '0' }, files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nUSER node\nCMD ["node", "server.js"]\n' } },
    good: { properties: { User: '0' }, files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nUSER root\nCMD ["node", "server.js"]\n' } },
  },
  *check({ title, user, image, windows }) {
    const build = image?.build;
    const said = build?.configuration.user;
    if (build && said && typeof user === 'string' && windows !== true && isRoot(user) && !isRoot(said.text) && !hasHole(said.text)) {
      yield { property: 'User', line: said.line, message: `${title} turns its image back to root: user is "${user}", and the image says "USER ${said.text}" (${build.at(said.line)}).` };
    }
  },
});
