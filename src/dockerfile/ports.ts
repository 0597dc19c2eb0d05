import { ExposedPorts } from './model';
import { hasHole } from '../platform/image-reference';

/** Reads one word of EXPOSE, such as `8080`, `53/udp` or `8000-8010`. Undefined where it is no port. */
export function readPorts(text: string, line: number): ExposedPorts | undefined {
  const [range, protocol] = text.split('/');
  const port = range.slice(range.lastIndexOf(':') + 1);
  const named = { text, line, protocol: protocol?.toLowerCase() || 'tcp' };
  if (hasHole(text)) {
    return named;
  }
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(port) ?? [];
  return first === undefined ? undefined : { ...named, first: Number(first), last: Number(last) };
}
