export { readProcess } from './process';
export { readScript } from './script';
export type { Command, Ending, Init, Job, Process, Redirection, Script, Trap, Word } from './model';
