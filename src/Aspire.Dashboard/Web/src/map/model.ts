/** What the API says of who called whom; docs/dashboard-api.md is the source. */
export interface MapAnswer {
  isComplete: boolean;
  nodes: MapNode[];
  edges: MapEdge[];
}

export interface Calls {
  perSecond: number;
  count: number;
  errors: number;
  p50Ns: number | null;
  p95Ns: number | null;
}

export interface MapNode extends Calls {
  id: string;
  kind: 'service' | 'database' | 'cache' | 'messaging' | 'server';
  name: string;
  system: string | null;
  address: string | null;
  database: string | null;
}

export interface MapEdge extends Calls {
  from: string;
  to: string;
}
