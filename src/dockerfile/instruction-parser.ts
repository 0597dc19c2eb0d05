/** The parser, which becomes part of the package. It has a file of its own there, so that it loads at the first Dockerfile: most apps have none. */
// eslint-disable-next-line import/no-extraneous-dependencies
export { DockerfileParser } from 'dockerfile-ast';
