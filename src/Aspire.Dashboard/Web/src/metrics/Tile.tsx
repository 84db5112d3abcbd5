import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { addressOf, follow, type Route } from '../shared/route';
import { Chart } from './Chart';
import { linesOf } from './lines';
import { usualOf, type Place } from './model';
import { valueText } from './units';
import { useSeries } from './useSeries';

/** An instrument at a glance. It asks only while it is in view. */
export function Tile({ place, range, beat, target }: { place: Place; range: number; beat: number; target: Route }) {
  const { instrument, service } = place;
  const frame = useRef<HTMLAnchorElement>(null);
  const isSeen = useSeen(frame);
  const aggregates = useMemo(() => usualOf(instrument), [instrument.kind]);
  const { value: series, problem } = useSeries(place, { range, points: 60, aggregates, groupBy: '', filters: {}, exemplars: 0, limit: 1 }, beat, isSeen);
  const lines = useMemo(() => series ? linesOf(series, aggregates) : [], [series]);
  const last = lines.map(line => line.values.findLast(value => value !== null) ?? null);
  return (
    <a class="tile" href={addressOf(target)} onClick={follow(target)} ref={frame} title={instrument.description ?? undefined}>
      <span class="tile-head"><strong>{instrument.name}</strong><span class="dim">{service}</span></span>
      <span class="tile-values">{aggregates.map((aggregate, index) => <span key={aggregate}>{aggregates.length > 1 && <span class="dim">{aggregate} </span>}{valueText(last[index] ?? null, instrument.unit, aggregate)}</span>)}</span>
      {series && lines.length > 0
        ? <Chart label={`${instrument.name} of ${service} over time`} times={series.times} stepMs={series.stepMs} lines={lines} height={64} isSmall format={value => valueText(value, instrument.unit, aggregates[0]!)} />
        : <span class="tile-empty dim">{problem ?? (series ? 'Nothing measured in this time' : '')}</span>}
    </a>
  );
}

function useSeen(frame: { current: Element | null }): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const watch = new IntersectionObserver(entries => setSeen(entries.at(-1)!.isIntersecting), { rootMargin: '100px' });
    watch.observe(frame.current!);
    return () => watch.disconnect();
  }, []);
  return isSeen;
}
