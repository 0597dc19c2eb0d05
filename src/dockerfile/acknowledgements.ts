import { Acknowledgement } from './model';
import { ParsedFile } from './parse';

const COMMENT = /^safe-containers\s+ignore\s*=\s*([\w:-]+(?:\s*,\s*[\w:-]+)*)(?:\s+(.*))?$/i;

/** The name of the pack, which the command line of the CDK puts in front of a rule. */
const PACK = /^(?:SafeContainers(?:::|-))+/;

/** Reads the comments of the form `safe-containers ignore=RuleId,RuleId reason`. */
export function readAcknowledgements({ comments, instructions }: ParsedFile): readonly Acknowledgement[] {
  let next = 0;
  return comments.flatMap(({ line, text }) => {
    while (next < instructions.length && instructions[next].lastLine < line) {
      next++;
    }
    const [, ids, reason] = COMMENT.exec(text) ?? [];
    return ids === undefined ? [] : [{
      line,
      rules: ids.split(',').map((id) => id.trim().replace(PACK, '')),
      reason: reason?.replace(/^[-–—:;]+\s*/, '').trim() || undefined,
      covers: instructions[next]?.line,
    }];
  });
}
