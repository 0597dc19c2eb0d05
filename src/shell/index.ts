export { readProcess } from './process';
export { readScript } from './script';
export type { Command, Ending, Init, Job, Process, Redirection, Script, ShellFamily, Trap, Word } from './model';
