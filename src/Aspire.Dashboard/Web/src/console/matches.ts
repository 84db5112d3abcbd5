const mostMarked = 2000;

/** Marks what was searched for, without touching the document, so that text marked by the user stays so. */
export function showMatches(elements: HTMLElement[], query: string, current: HTMLElement | null): void {
  for (const element of document.querySelectorAll('.current-match'))
    element.classList.remove('current-match');
  current?.classList.add('current-match');
  if (!('highlights' in CSS))
    return; // An older browser: the line gone to is still marked.
  if (query === '' || elements.length === 0)
    CSS.highlights.delete('found');
  else
    CSS.highlights.set('found', new Highlight(...elements.slice(-mostMarked).flatMap(element => rangesIn(element, query))));
}

function rangesIn(element: HTMLElement, query: string): Range[] {
  const nodes: { node: Text; from: number }[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    nodes.push({ node, from: length });
    length += node.data.length;
  }
  const text = element.textContent.toLowerCase();
  const ranges: Range[] = [];
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
    const first = nodes.findLast(entry => entry.from <= at);
    const last = nodes.findLast(entry => entry.from < at + query.length);
    if (!first || !last)
      continue;
    const range = document.createRange();
    range.setStart(first.node, Math.min(at - first.from, first.node.data.length));
    range.setEnd(last.node, Math.min(at + query.length - last.from, last.node.data.length));
    ranges.push(range);
  }
  return ranges;
}
