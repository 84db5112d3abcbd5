import type { Span, Trace } from '../model';

/** The spans of a trace with what follows from their places in it. */
export interface SpanTree {
  roots: Span[];
  byId: Map<string, Span>;
  childrenOf: (span: Span) => Span[];
}

const none: Span[] = [];

export function treeOf(trace: Trace): SpanTree {
  const byId = new Map(trace.spans.map(span => [span.spanId, span]));
  const children = new Map<string, Span[]>();
  const roots: Span[] = [];
  for (const span of trace.spans) {
    if (!span.parentSpanId || span.parentSpanId === span.spanId || !byId.has(span.parentSpanId)) {
      roots.push(span);
      continue;
    }
    const siblings = children.get(span.parentSpanId);
    if (siblings)
      siblings.push(span);
    else
      children.set(span.parentSpanId, [span]);
  }
  return { roots, byId, childrenOf: span => children.get(span.spanId) ?? none };
}

export const endOf = (span: Span): number => span.offsetNs + span.durationNs;

export interface Interval {
  from: number;
  to: number;
}

/** Where at least one of the spans runs, in order, within the bounds. */
export function union(spans: Span[], bounds: Interval): Interval[] {
  const joined: Interval[] = [];
  for (const span of spans.toSorted((a, b) => a.offsetNs - b.offsetNs)) {
    const from = Math.max(bounds.from, span.offsetNs);
    const to = Math.min(bounds.to, endOf(span));
    const last = joined.at(-1);
    if (to < from)
      continue;
    if (last && from <= last.to)
      last.to = Math.max(last.to, to);
    else
      joined.push({ from, to });
  }
  return joined;
}

/** What the intervals leave free within the bounds. */
export function rest(taken: Interval[], bounds: Interval): Interval[] {
  const free: Interval[] = [];
  let from = bounds.from;
  for (const interval of taken) {
    if (interval.from > from)
      free.push({ from, to: interval.from });
    from = Math.max(from, interval.to);
  }
  if (bounds.to > from)
    free.push({ from, to: bounds.to });
  return free;
}

/** When a span did its own work: none of its children ran. */
export function ownWork(span: Span, tree: SpanTree): Interval[] {
  const bounds = { from: span.offsetNs, to: endOf(span) };
  return rest(union(tree.childrenOf(span), bounds), bounds);
}

export const lengthOf = (intervals: Interval[]): number => intervals.reduce((sum, { from, to }) => sum + to - from, 0);

/** When none of the spans ran: a message lay in a queue, or something is not traced. */
export const gapsOf = (trace: Trace): Interval[] => rest(union(trace.spans, { from: 0, to: trace.durationNs }), { from: 0, to: trace.durationNs });
