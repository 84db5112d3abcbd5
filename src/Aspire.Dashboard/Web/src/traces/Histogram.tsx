import { useEffect } from 'preact/hooks';
import { useThrottled } from '../shared/useThrottled';
import { durationText } from '../telemetry/format';
import { useAnswer } from '../telemetry/useAnswer';

/** What the API says of how long traces took; docs/dashboard-api.md is the source. */
interface HistogramAnswer {
  count: number;
  p50Ns: number | null;
  p95Ns: number | null;
  p99Ns: number | null;
  isComplete: boolean;
  buckets: { fromNs: number; toNs: number; count: number; errors: number }[];
}

interface Props {
  address: string;
  /** Changes when there may be more. */
  beat: unknown;
  from: number;
  to: number;
  /** In milliseconds, as text; empty for no limit. */
  onChoose: (least: string, most: string) => void;
}

/** How long the traces took: each bar is twice as long as the one before, or a little more. A bar narrows the list to its traces. */
export function Histogram({ address, beat, from, to, onChoose }: Props) {
  const { value, again } = useAnswer<HistogramAnswer>(address);
  const refresh = useThrottled(again);
  useEffect(refresh, [beat]);
  if (!value || value.count === 0)
    return null;
  const highest = Math.max(...value.buckets.map(bucket => bucket.count));
  const isChosen = from > 0 || to < Infinity;
  return (
    <div class="histogram" role="group" aria-label={`How long ${value.isComplete ? 'the' : `the newest ${value.count.toLocaleString()}`} traces took`}>
      {value.buckets.map(({ fromNs, toNs, count, errors }) => {
        const inside = isChosen && fromNs >= from * .999 && toNs <= to * 1.001;
        return (
          <button key={fromNs} class={isChosen && !inside ? 'histogram-bar aside' : 'histogram-bar'} disabled={count === 0} aria-pressed={inside}
            title={`${count.toLocaleString()} from ${durationText(fromNs)} to ${durationText(toNs)}${errors > 0 ? `, ${errors.toLocaleString()} failed` : ''}`}
            aria-label={`${count} traces of ${durationText(fromNs)} to ${durationText(toNs)}`}
            onClick={() => inside ? onChoose('', '') : onChoose(String(fromNs / 1e6), String(toNs / 1e6))}>
            <span style={{ height: `${count === 0 ? 0 : Math.max(6, count / highest * 100)}%` }}><i style={{ height: `${errors / Math.max(1, count) * 100}%` }} /></span>
            <span class="histogram-from" aria-hidden="true">{durationText(fromNs)}</span>
          </button>
        );
      })}
      <dl class="quantiles">
        {([['p50', value.p50Ns], ['p95', value.p95Ns], ['p99', value.p99Ns]] as const).map(([name, nanoseconds]) => <div key={name}><dt>{name}</dt><dd>{durationText(nanoseconds ?? 0)}</dd></div>)}
      </dl>
    </div>
  );
}
