import type { ExposedPorts } from '../../dockerfile';
import type { Container } from '../../facts/container';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerUnexposedPort',
  guideline: 'safe-deployment',
  severity: 'info',
  title: 'Image and task definition name the same ports',
  why: 'Where the task definition maps a port that the image does not expect, requests reach nobody, and a deployment never becomes healthy.',
  fix: 'let portMappings and EXPOSE name the port on which the application listens',
  link: 'https://docs.docker.com/reference/dockerfile/#expose',
  peers: [],
  examples: {
    bad: {
      properties: { PortMappings: [{ ContainerPort: 80 }] },
      files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nUSER node\nEXPOSE 8080\nCMD ["node", "server.js"]\n' },
    },
    good: {
      properties: { PortMappings: [{ ContainerPort: 8080 }] },
      files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nUSER node\nEXPOSE 8080\nCMD ["node", "server.js"]\n' },
    },
  },
  *check({ title, ports, image, start }) {
    const build = image?.build;
    const exposed = build?.configuration.exposed ?? [];
    if (!build || exposed.length === 0 || exposed.some(({ first }) => first === undefined) || typeof ports === 'symbol') {
      return;
    }
    const said = `"EXPOSE ${exposed.map(({ text }) => text).join(' ')}" (${build.at(exposed[exposed.length - 1].line)})`;
    const strange = mapped(ports).filter((port) => !exposed.some((range) => holds(range, port)));
    if (strange.length > 0) {
      yield { property: 'PortMappings', message: `${title} maps port ${strange.join(', ')}, and its image says ${said}.` };
    } else if (ports === undefined && start.saidBy === 'image') {
      yield { property: 'PortMappings', message: `${title} maps no port, and its image says ${said}.` };
    }
  },
});

function mapped(ports: Exclude<Container['ports'], symbol>): readonly number[] {
  return (ports ?? []).filter((port) => typeof port === 'number');
}

function holds({ first = 0, last = 0 }: ExposedPorts, port: number): boolean {
  return first <= port && port <= last;
}
