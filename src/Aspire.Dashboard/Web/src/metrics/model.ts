/** What the API says of metrics; docs/dashboard-api.md is the source. */
export interface Catalog {
  services: { name: string; meters: { name: string; instruments: Instrument[] }[] }[];
}

export interface Instrument {
  name: string;
  description: string | null;
  unit: string | null;
  kind: 'Gauge' | 'Sum' | 'Histogram' | 'ExponentialHistogram' | 'Summary';
  aggregates: string[];
  seriesCount: number;
  hasExemplars: boolean;
  dimensions: { name: string; values: string[]; isComplete: boolean }[];
}

/** An instrument and where it is from. */
export interface Place {
  service: string;
  meter: string;
  instrument: Instrument;
}

export interface Series {
  unit: string | null;
  fromMs: number;
  toMs: number;
  stepMs: number;
  times: number[];
  groups: { dimensions: Record<string, string>; seriesCount: number; values: Record<string, (number | null)[]> }[];
  groupCount: number;
  exemplars: Exemplar[];
}

export interface Exemplar {
  time: string;
  value: number;
  traceId: string | null;
  spanId: string | null;
  dimensions: Record<string, string>;
}

/** What is shown at once where nothing else is chosen: percentiles together, otherwise the usual aggregate. */
export const usualOf = (instrument: Instrument): string[] =>
  instrument.kind === 'Histogram' || instrument.kind === 'ExponentialHistogram' ? ['p50', 'p90', 'p99'] : instrument.aggregates.slice(0, 1);
