import type { Trace } from '../model';
import { textOf } from '../telemetry/format';

/** The spans whose name, resource, status or attributes hold every word, in the order in which they began. `name=value` asks for one attribute. */
export function findSpans(trace: Trace, query: string): string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return trace.spans.filter(span => {
    const text = [span.name, span.resource, span.instance, span.scope, span.kind, span.statusMessage, span.spanId,
      ...Object.entries(span.attributes).map(([name, value]) => `${name}=${textOf(value)}`),
      ...span.events.flatMap(event => [event.name, ...Object.entries(event.attributes).map(([name, value]) => `${name}=${textOf(value)}`)])].join('\n').toLowerCase();
    return words.every(word => text.includes(word));
  }).map(span => span.spanId);
}
