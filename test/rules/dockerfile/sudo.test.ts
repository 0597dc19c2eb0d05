import rule from '../../../src/rules/dockerfile/sudo';
import { testRule } from '../rule-tester';

const BASE = 'FROM debian:12.8\n';

testRule(rule, {
  good: {
    'USER instead': dockerfile('USER root\nRUN apt-get update\nUSER app'),
    'installing it': dockerfile('RUN apt-get update && apt-get install -y --no-install-recommends sudo curl && rm -rf /var/lib/apt/lists/*'),
    'its group and its configuration': dockerfile(
      "RUN useradd -m -G sudo app && adduser app sudo && echo 'app ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers.d/app\nRUN sed -i 's/ALL$/NOPASSWD: ALL/' /etc/sudoers",
    ),
    'looking for it': dockerfile('RUN command -v sudo || which sudo || [ -x /usr/bin/sudo ]'),
    'asking it, and checking what it is told': dockerfile('RUN sudo --version && sudo -l && visudo -c'),
    'removing it': dockerfile('RUN apt-get purge -y sudo && rm -f /usr/bin/sudo'),
    'a word in a text': dockerfile('RUN echo "run sudo apt-get update" && echo sudo > /etc/motd # sudo reboot'),
    'a file that is written': dockerfile('COPY <<EOF /usr/local/bin/update\n#!/bin/sh\nsudo apt-get update\nEOF\nRUN cat > /b <<END\nsudo reboot\nEND'),
    'a user of that name': dockerfile('ENTRYPOINT ["gosu", "sudo", "app"]'),
    'gosu, su-exec and setpriv': dockerfile('COPY start.sh /\nENTRYPOINT ["/start.sh"]', { 'start.sh': '#!/bin/sh\nexec su-exec app "$@"\n' }),
    'a stage that the image is not made of': { files: { Dockerfile: `FROM cimg/go:1.23.4 AS build\nRUN sudo apt-get update\n${BASE}COPY --from=build /a /a` } },
    'a build on top': dockerfile('ONBUILD RUN sudo apt-get update'),
    'a health check, which ECS does not run': dockerfile('HEALTHCHECK CMD sudo -u app curl localhost'),
    'a start that the task definition replaces': { ...dockerfile('CMD ["sudo", "node", "server.js"]'), properties: { Command: ['node', 'server.js'] } },
    'a command that only the build knows': dockerfile('ARG SUDO\nRUN $SUDO apt-get update'),
    'a script of another program': dockerfile('RUN ["python3", "-c", "sudo = 1"]'),
    'Windows': { files: { Dockerfile: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN sudo config --enable normal' } },
  },
  bad: {
    'in RUN': [dockerfile('RUN sudo apt-get update'), 'api/Dockerfile:2 uses sudo to run "apt-get".'],
    'with options and a path': [dockerfile('RUN /usr/bin/sudo -E -u app npm ci'), 'api/Dockerfile:2 uses sudo to run "npm".'],
    'in exec form': [dockerfile('RUN ["sudo", "make", "install"]'), 'api/Dockerfile:2 uses sudo to run "make".'],
    'behind other commands': [dockerfile('RUN cd /src && make && \\\n  sudo make install'), 'api/Dockerfile:2 uses sudo to run "make".'],
    'for a user': [dockerfile('RUN su - app -c "sudo apt-get update"'), 'api/Dockerfile:2 uses sudo to run "apt-get".'],
    'in a program of find': [dockerfile('RUN find . -print0 | xargs -0 sudo chown app'), 'api/Dockerfile:2 uses sudo to run "chown".'],
    'behind a pipe': [dockerfile("RUN echo 'a' | sudo tee -a /etc/motd"), 'api/Dockerfile:2 uses sudo to run "tee".'],
    'behind an assignment and a wrapper': [dockerfile('RUN A=b env C=d sudo apt-get update'), 'api/Dockerfile:2 uses sudo to run "apt-get".'],
    'in a heredoc': [dockerfile('RUN <<EOF\nset -e\nsudo apt-get update\nEOF'), 'api/Dockerfile:2 uses sudo to run "apt-get".'],
    'in bash': [dockerfile('SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN sudo ls'), 'api/Dockerfile:3 uses sudo to run "ls".'],
    'a password, which is not shown': [dockerfile('RUN sudo mysql -phunter2'), 'api/Dockerfile:2 uses sudo to run "mysql".'],
    'in many lines': [dockerfile('RUN sudo a && sudo b\nRUN sudo c\nRUN d\nRUN sudo e'), 'api/Dockerfile:2 uses sudo to run "a"; so do lines 3 and 5.'],
    'in a stage that the image is built on': [{ files: { Dockerfile: `${BASE.trim()} AS base\nRUN sudo a\nFROM base\nUSER app` } }, 'api/Dockerfile:2 uses sudo to run "a".'],
    'in front of the application': [
      dockerfile('CMD ["sudo", "node", "server.js"]'), 'api/Dockerfile:2 uses sudo to run "node" when the container starts.',
    ],
    'in shell form': [
      dockerfile('ENTRYPOINT sudo service ssh start && node server.js'), 'api/Dockerfile:2 uses sudo to run "service" when the container starts.',
    ],
    'in the start script': [
      dockerfile('COPY start.sh /\nENTRYPOINT ["/start.sh"]', { 'start.sh': '#!/bin/bash\nsudo chown app /data\nexec node server.js\n' }),
      'api/Dockerfile:3, api/start.sh uses sudo to run "chown" when the container starts.',
    ],
  },
});

function dockerfile(text: string, files = {}) {
  return { files: { Dockerfile: BASE + text, ...files } };
}
