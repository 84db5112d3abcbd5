import type { Span } from '../model';

export interface WaterfallRow {
  span: Span;
  depth: number;
  childCount: number;
  hasErrorBelow: boolean;
}

/** The spans as a tree in the order of their starts; what is below a collapsed span is left out. */
export function rowsOf(spans: Span[], collapsed: ReadonlySet<string>): WaterfallRow[] {
  const known = new Set(spans.map(span => span.spanId));
  const children = Map.groupBy(spans, span => span.parentSpanId && span.parentSpanId !== span.spanId && known.has(span.parentSpanId) ? span.parentSpanId : '');
  const rows: WaterfallRow[] = [];
  // A stack of its own: a trace can be deeper than the call stack of the browser.
  const open = (children.get('') ?? []).toReversed().map(span => ({ span, depth: 0 }));
  while (open.length > 0) {
    const { span, depth } = open.pop()!;
    const below = children.get(span.spanId) ?? [];
    const isCollapsed = collapsed.has(span.spanId);
    rows.push({ span, depth, childCount: below.length, hasErrorBelow: isCollapsed && hasError(below, children) });
    if (!isCollapsed)
      for (const child of below.toReversed())
        open.push({ span: child, depth: depth + 1 });
  }
  return rows;
}

function hasError(spans: Span[], children: Map<string, Span[]>): boolean {
  const open = [...spans];
  for (let span = open.pop(); span; span = open.pop()) {
    if (span.isError)
      return true;
    open.push(...(children.get(span.spanId) ?? []));
  }
  return false;
}
