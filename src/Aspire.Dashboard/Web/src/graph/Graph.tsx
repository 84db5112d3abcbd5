import type { ComponentChildren } from 'preact';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { follow, addressOf, type Route } from '../shared/route';
import { layOut, type Box, type Sizes } from './layout';

export interface GraphNode {
  id: string;
  /** Where it leads. */
  target: Route;
  tone?: string;
  content: ComponentChildren;
}

export interface GraphEdge {
  from: string;
  to: string;
  /** How it is drawn. */
  look: string;
  /** What it says where there is room. */
  text?: string | undefined;
  hint: string;
}

const margin = 16;

/** From roomy to narrow: the first that fits is drawn. */
const sizesOf = (nodeHeight: number, hasTexts: boolean): Sizes[] => [
  { nodeWidth: 210, nodeHeight, layerGap: hasTexts ? 150 : 96, nodeGap: 16, direction: 'right' },
  { nodeWidth: 160, nodeHeight, layerGap: hasTexts ? 110 : 48, nodeGap: 14, direction: 'right' },
  { nodeWidth: 134, nodeHeight, layerGap: hasTexts ? 110 : 38, nodeGap: 12, direction: 'right' },
  { nodeWidth: 150, nodeHeight, layerGap: 56, nodeGap: 10, direction: 'down' },
];

/** Nodes in layers. The arrow keys go from node to node, Enter opens. */
export function Graph({ label, nodes, edges, selected, nodeHeight = 58 }: { label: string; nodes: GraphNode[]; edges: GraphEdge[]; selected?: string | null; nodeHeight?: number }) {
  const frame = useRef<HTMLDivElement>(null);
  const arrow = useId();
  const width = useWidth(frame);
  const hasTexts = edges.some(edge => edge.text);
  const shape = JSON.stringify([nodes.map(node => node.id), edges.map(edge => [edge.from, edge.to]), nodeHeight, hasTexts]);
  const layouts = useMemo(() => sizesOf(nodeHeight, hasTexts).map(sizes => layOut(nodes.map(node => node.id), edges.map(edge => [edge.from, edge.to] as const), sizes)), [shape]);
  const layout = layouts.find(one => one.width + 2 * margin <= width) ?? layouts.toSorted((a, b) => a.width - b.width)[0]!;
  const lit = (edge: GraphEdge) => selected === edge.from || selected === edge.to;

  return (
    <div class="graph" ref={frame} role="group" aria-label={label} onKeyDown={event => moveFocus(event, layout.nodes)}>
      <div class="graph-sheet" style={{ width: `${layout.width}px`, height: `${layout.height}px`, margin: `${margin}px` }}>
        <svg class={selected ? 'graph-edges marked' : 'graph-edges'} width={layout.width} height={layout.height} aria-hidden="true">
          <defs>
            <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 .8 7 4 0 7.2" fill="none" stroke="context-stroke" stroke-width="1.4" /></marker>
          </defs>
          {layout.edges.map(({ from, to, path }) => {
            const edge = edges.find(one => one.from === from && one.to === to)!;
            return <path key={`${from} ${to}`} class={`edge ${edge.look}${lit(edge) ? ' lit' : ''}`} d={path} marker-end={`url(#${arrow})`}><title>{edge.hint}</title></path>;
          })}
        </svg>
        {layout.edges.map(({ from, to, middle }) => {
          const edge = edges.find(one => one.from === from && one.to === to)!;
          return edge.text && (
            <span key={`${from} ${to}`} class={`edge-text ${edge.look}`} title={edge.hint} aria-hidden="true"
              style={{ left: `${middle.x}px`, top: `${middle.y}px` }}>{edge.text}</span>
          );
        })}
        {nodes.map(node => {
          const box = layout.nodes.get(node.id)!;
          return (
            <a key={node.id} class={`node ${node.tone ?? ''}${node.id === selected ? ' selected' : ''}`} href={addressOf(node.target)} data-node={node.id}
              aria-current={node.id === selected ? 'true' : undefined} onClick={follow(node.target)}
              style={{ left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` }}>{node.content}</a>
          );
        })}
      </div>
    </div>
  );
}

function useWidth(frame: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(() => window.innerWidth);
  useEffect(() => {
    const resized = new ResizeObserver(() => setWidth(frame.current?.clientWidth ?? 0));
    resized.observe(frame.current!);
    return () => resized.disconnect();
  }, []);
  return width;
}

const directions: Record<string, readonly [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** To the nearest node in the direction of the arrow; what lies aside counts double. */
function moveFocus(event: KeyboardEvent, boxes: Map<string, Box>): void {
  const direction = directions[event.key];
  const id = (document.activeElement as HTMLElement | null)?.dataset.node;
  const from = id && boxes.get(id);
  if (!direction || !from)
    return;
  const [dx, dy] = direction;
  let nearest: string | undefined;
  let least = Infinity;
  for (const [other, box] of boxes) {
    const ahead = (box.x - from.x) * dx + (box.y - from.y) * dy;
    const aside = Math.abs((box.x - from.x) * dy + (box.y - from.y) * dx);
    if (ahead > 0 && ahead + 2 * aside < least)
      [nearest, least] = [other, ahead + 2 * aside];
  }
  event.preventDefault();
  if (nearest)
    (event.currentTarget as Element).querySelector<HTMLElement>(`[data-node="${CSS.escape(nearest)}"]`)?.focus();
}
