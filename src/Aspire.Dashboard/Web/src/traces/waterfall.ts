import type { Span } from '../model';
import type { SpanTree } from './tree';

export interface WaterfallRow {
  span: Span;
  depth: number;
  childCount: number;
  hasErrorBelow: boolean;
}

/** The spans in the order of their starts, each below its parent; what is below a collapsed one is left out, and so are hidden kinds. */
export function rowsOf(tree: SpanTree, collapsed: ReadonlySet<string>, hiddenKinds: ReadonlySet<string>): WaterfallRow[] {
  const rows: WaterfallRow[] = [];
  const shownBelow = hiddenKinds.size === 0 ? tree.childrenOf : (span: Span) => uncovered(tree.childrenOf(span), tree, hiddenKinds);
  // A stack of its own: a trace can be deeper than the call stack of the browser.
  const open = (hiddenKinds.size === 0 ? tree.roots : uncovered(tree.roots, tree, hiddenKinds)).toReversed().map(span => ({ span, depth: 0 }));
  while (open.length > 0) {
    const { span, depth } = open.pop()!;
    const below = shownBelow(span);
    const isCollapsed = collapsed.has(span.spanId);
    rows.push({ span, depth, childCount: below.length, hasErrorBelow: isCollapsed && hasError(below, tree) });
    if (!isCollapsed)
      for (let child = below.length - 1; child >= 0; child--)
        open.push({ span: below[child]!, depth: depth + 1 });
  }
  return rows;
}

/** What is below a hidden span moves up to its place. */
function uncovered(spans: Span[], tree: SpanTree, hidden: ReadonlySet<string>): Span[] {
  if (!spans.some(span => hidden.has(span.kind)))
    return spans;
  const shown: Span[] = [];
  const open = spans.toReversed();
  for (let span = open.pop(); span; span = open.pop()) {
    if (hidden.has(span.kind))
      open.push(...tree.childrenOf(span).toReversed());
    else
      shown.push(span);
  }
  return shown.sort((a, b) => a.offsetNs - b.offsetNs);
}

function hasError(spans: Span[], tree: SpanTree): boolean {
  const open = [...spans];
  for (let span = open.pop(); span; span = open.pop()) {
    if (span.isError)
      return true;
    for (const child of tree.childrenOf(span))
      open.push(child);
  }
  return false;
}
