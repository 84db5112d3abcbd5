/** A drawing of who uses whom: users before what they use, edges that cross little. */
export interface Layout {
  width: number;
  height: number;
  nodes: Map<string, Box>;
  edges: { from: string; to: string; path: string; middle: { x: number; y: number } }[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Sizes {
  nodeWidth: number;
  nodeHeight: number;
  layerGap: number;
  nodeGap: number;
  /** Layers from left to right, or from top to bottom where there is little width. */
  direction: 'right' | 'down';
}

type Edge = readonly [from: string, to: string];

/** A place in a layer: a node, or where an edge passes through. */
interface Place {
  key: string;
  isNode: boolean;
  at: number;
}

const sweeps = 8;

/** How far two that use each other have their edges from the middle: so far that the texts stand one above the other. */
const apart = 11;

export function layOut(ids: string[], edges: Edge[], sizes: Sizes): Layout {
  const acyclic = withoutCycles(ids, edges.filter(([from, to]) => from !== to && ids.includes(from) && ids.includes(to)));
  const layerOf = layersOf(ids, acyclic);
  const { layers, segments, chains } = place(ids, acyclic, layerOf);
  order(layers, segments);
  straighten(layers, segments);
  return draw(layers, chains, edges, sizes);
}

/** Turns around edges that lead back to where they came from, so that layers can be given out. */
function withoutCycles(ids: string[], edges: Edge[]): Edge[] {
  const state = new Map<string, 'open' | 'done'>();
  const kept: Edge[] = [];
  const outgoing = Map.groupBy(edges, ([from]) => from);
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const [from, to] of outgoing.get(id) ?? []) {
      kept.push(state.get(to) === 'open' ? [to, from] : [from, to]);
      if (!state.has(to))
        visit(to);
    }
    state.set(id, 'done');
  };
  for (const id of ids)
    if (!state.has(id))
      visit(id);
  return kept;
}

/** Each node as late as what uses it needs, and as near to its users as it can be. */
function layersOf(ids: string[], edges: Edge[]): Map<string, number> {
  const layer = new Map(ids.map(id => [id, 0]));
  for (let changed = true; changed;) {
    changed = false;
    for (const [from, to] of edges) {
      if (layer.get(to)! <= layer.get(from)!) {
        layer.set(to, layer.get(from)! + 1);
        changed = true;
      }
    }
  }
  // Who is used by none stands directly before what it uses, not far off at the beginning.
  for (const id of ids) {
    const uses = edges.filter(([from]) => from === id).map(([, to]) => layer.get(to)!);
    if (uses.length > 0 && !edges.some(([, to]) => to === id))
      layer.set(id, Math.min(...uses) - 1);
  }
  return layer;
}

function place(ids: string[], edges: Edge[], layerOf: Map<string, number>) {
  const layers: Place[][] = Array.from({ length: Math.max(0, ...layerOf.values()) + 1 }, () => []);
  const add = (layer: number, key: string, isNode: boolean): string => {
    layers[layer]!.push({ key, isNode, at: layers[layer]!.length });
    return key;
  };
  for (const id of ids)
    add(layerOf.get(id)!, id, true);
  const segments: Edge[] = [];
  const chains = new Map<string, string[]>();
  for (const [from, to] of edges) {
    const chain = [from];
    for (let layer = layerOf.get(from)! + 1; layer < layerOf.get(to)!; layer++)
      chain.push(add(layer, `${from}→${to}@${layer}`, false));
    chain.push(to);
    for (let step = 1; step < chain.length; step++)
      segments.push([chain[step - 1]!, chain[step]!]);
    chains.set(keyOf(from, to), chain);
  }
  return { layers, segments, chains };
}

const keyOf = (from: string, to: string): string => `${from}→${to}`;

/** Moves each place to the middle of its neighbours in the layer beside, forth and back, so that edges cross less. */
function order(layers: Place[][], segments: Edge[]): void {
  const before = Map.groupBy(segments, ([, to]) => to);
  const after = Map.groupBy(segments, ([from]) => from);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const forth = sweep % 2 === 0;
    const sequence = forth ? layers.slice(1) : layers.slice(0, -1).toReversed();
    const places = new Map(layers.flat().map(one => [one.key, one]));
    for (const layer of sequence) {
      const middle = new Map(layer.map(one => {
        const beside = (forth ? before : after).get(one.key)?.map(([from, to]) => places.get(forth ? from : to)!.at) ?? [];
        return [one, beside.length > 0 ? beside.reduce((sum, at) => sum + at) / beside.length : one.at];
      }));
      layer.sort((one, other) => middle.get(one)! - middle.get(other)!);
      layer.forEach((one, at) => one.at = at);
    }
  }
}

/** Spreads the places of each layer, so that they stand level with what they belong to, and never closer than one apart. */
function straighten(layers: Place[][], segments: Edge[]): void {
  const places = new Map(layers.flat().map(one => [one.key, one]));
  const beside = new Map<string, string[]>();
  for (const [from, to] of segments) {
    beside.set(from, [...(beside.get(from) ?? []), to]);
    beside.set(to, [...(beside.get(to) ?? []), from]);
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const wanted = layer.map(one => {
        const neighbours = beside.get(one.key) ?? [];
        return neighbours.length > 0 ? neighbours.reduce((sum, key) => sum + places.get(key)!.at, 0) / neighbours.length : one.at;
      });
      const down: number[] = [];
      const up: number[] = [];
      wanted.forEach((at, i) => down.push(i > 0 ? Math.max(at, down[i - 1]! + 1) : at));
      wanted.toReversed().forEach((at, i) => up.push(i > 0 ? Math.min(at, up[i - 1]! - 1) : at));
      up.reverse();
      layer.forEach((one, i) => one.at = (down[i]! + up[i]!) / 2);
    }
  }
  const least = Math.min(0, ...layers.flat().map(one => one.at));
  const first = layers.length > 0 ? Math.min(...layers.flat().map(one => one.at)) : least;
  for (const one of layers.flat())
    one.at -= first;
}

function draw(layers: Place[][], chains: Map<string, string[]>, edges: Edge[], sizes: Sizes): Layout {
  const { nodeWidth, nodeHeight, layerGap, nodeGap, direction } = sizes;
  const right = direction === 'right';
  const along = (right ? nodeWidth : nodeHeight) + layerGap;
  const across = (right ? nodeHeight : nodeWidth) + nodeGap;
  const boxes = new Map<string, Box>();
  layers.forEach((layer, index) => {
    for (const { key, at } of layer)
      boxes.set(key, { x: right ? index * along : at * across, y: right ? at * across : index * along, width: nodeWidth, height: nodeHeight });
  });
  const nodes = new Map(layers.flat().filter(one => one.isNode).map(one => [one.key, boxes.get(one.key)!]));
  return {
    nodes,
    width: Math.max(0, ...[...nodes.values()].map(box => box.x + box.width)),
    height: Math.max(0, ...[...nodes.values()].map(box => box.y + box.height)),
    edges: edges.flatMap(([from, to]) => {
      const forward = chains.get(keyOf(from, to));
      const chain = forward ?? chains.get(keyOf(to, from))?.toReversed();
      const aside = edges.some(([one, other]) => one === to && other === from) ? (forward ? -apart : apart) : 0;
      const through = chain?.map(key => boxes.get(key)!).map(box => right ? { ...box, y: box.y + aside } : { ...box, x: box.x + aside });
      if (!through)
        return [];
      const { x, y } = middleOf(through);
      return [{ from, to, path: pathThrough(through, right, forward === undefined), middle: { x, y: right ? y : y + aside } }];
    }),
  };
}

/** Between the two boxes in the middle, or of the one that is there, where an edge passes through. */
function middleOf(boxes: Box[]): { x: number; y: number } {
  const [a, b] = [boxes[Math.floor((boxes.length - 1) / 2)]!, boxes[Math.ceil((boxes.length - 1) / 2)]!];
  return { x: (a.x + b.x + a.width) / 2, y: (a.y + b.y + a.height) / 2 };
}

/** A curve from the side of the first box through the middles of those between to the side of the last. */
function pathThrough(boxes: Box[], right: boolean, back: boolean): string {
  const points = boxes.map(({ x, y, width, height }, index) => {
    const end = index === 0 ? 1 : index === boxes.length - 1 ? 0 : .5;
    const side = back ? 1 - end : end;
    return right ? [x + width * side, y + height / 2] as const : [x + width / 2, y + height * side] as const;
  });
  let path = `M${points[0]![0]} ${points[0]![1]}`;
  for (let i = 1; i < points.length; i++) {
    const [x1, y1] = points[i - 1]!;
    const [x2, y2] = points[i]!;
    path += right
      ? `C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`
      : `C${x1} ${(y1 + y2) / 2} ${x2} ${(y1 + y2) / 2} ${x2} ${y2}`;
  }
  return path;
}
