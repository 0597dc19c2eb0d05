import { Trap, Word } from './model';

const NUMBERS: ReadonlyMap<string, string> = new Map([['0', 'EXIT'], ['1', 'HUP'], ['2', 'INT'], ['3', 'QUIT'], ['15', 'TERM']]);

/** What a `trap` command sets up. Undefined where it only asks, resets or ignores, and for other commands. */
export function readTrap([program, ...operands]: readonly Word[]): Trap | undefined {
  const [action, ...signals] = operands[0]?.text === '--' ? operands.slice(1) : operands;
  const acts = action !== undefined && action.text !== '' && !action.text.startsWith('-') && !/^\d+$/.test(action.text);
  return program.text === 'trap' && acts && signals.length > 0 ? { action: action.text, signals: signals.map(({ text }) => signalName(text)) } : undefined;
}

function signalName(text: string): string {
  const name = text.toUpperCase();
  return NUMBERS.get(name) ?? (name.startsWith('SIG') ? name.slice('SIG'.length) : name);
}
