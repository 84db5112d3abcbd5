import type { Span, Trace } from '../model';
import { endOf, type Interval, type SpanTree } from './tree';

/**
 * What the duration of the trace is made of: going back from its end, at each moment the span that the rest waited for. Were one of
 * these stretches shorter, so would be the trace. A span that outlives its parent, as the one that reads a message does, counts for
 * the ancestor that it ends in.
 */
export function criticalPath(trace: Trace, tree: SpanTree): Map<string, Interval[]> {
  const below = adopted(trace, tree);
  const path = new Map<string, Interval[]>();
  // What to go through: a span, and until when it is of interest. A stack of its own, as a trace can be deep.
  const open: { span: Span | null; from: number; to: number }[] = [{ span: null, from: 0, to: trace.durationNs }];
  for (let now = open.pop(); now; now = open.pop()) {
    const { span, from } = now;
    let to = now.to;
    for (const child of below.get(span?.spanId ?? '') ?? []) {
      if (to <= from)
        break;
      const end = endOf(child);
      if (end > to || child.durationNs === 0)
        continue;
      note(span, end, to);
      const start = Math.max(from, child.offsetNs);
      open.push({ span: child, from: start, to: end });
      to = start;
    }
    note(span, from, to);
  }
  return path;

  function note(span: Span | null, from: number, to: number): void {
    if (span && to > from)
      path.set(span.spanId, [...(path.get(span.spanId) ?? []), { from, to }]);
  }
}

/** The children of each span, and of none, the one that ends last first. */
function adopted(trace: Trace, tree: SpanTree): Map<string, Span[]> {
  const below = Map.groupBy(trace.spans, span => {
    let parent = span.parentSpanId === span.spanId ? undefined : tree.byId.get(span.parentSpanId ?? '');
    for (let steps = 0; parent && endOf(parent) < endOf(span) && steps < 1000; steps++)
      parent = parent.parentSpanId === parent.spanId ? undefined : tree.byId.get(parent.parentSpanId ?? '');
    return parent?.spanId ?? '';
  });
  for (const spans of below.values())
    spans.sort((a, b) => endOf(b) - endOf(a));
  return below;
}
