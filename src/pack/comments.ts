import type { Verdict } from './judge';
import type { Build } from '../facts/build';

/** A comment in a Dockerfile that acknowledges a finding. Without a reason it does not count. */
export interface Comment {
  /** Where it stands, such as `api/Dockerfile:13`. */
  readonly where: string;
  readonly reason?: string;
}

/** The comment that acknowledges a finding in the Dockerfile that it is about, one with a reason before one without. */
export function commentOn({ subject, rule, finding }: Verdict): Comment | undefined {
  const build = finding.line === undefined ? undefined : buildOf(subject);
  const comments = build?.acknowledgementsOf(rule.id, finding.line!) ?? [];
  const counts = comments.find(({ reason }) => reason !== undefined) ?? comments[0];
  return build && counts && { where: build.at(counts.line), reason: counts.reason };
}

function buildOf(subject: Verdict['subject']): Build | undefined {
  switch (subject.kind) {
    case 'dockerfile': return subject.facts.build;
    case 'container': return subject.facts.image?.build;
    default: return undefined;
  }
}
