import { useMemo } from 'preact/hooks';
import { durationText } from '../telemetry/format';

interface Props {
  durations: number[];
  from: number;
  to: number;
  isAll: boolean;
  /** In milliseconds, as text; empty for no limit. */
  onChoose: (least: string, most: string) => void;
}

const stepsInTen = 5;

/** How long the traces took, on a scale on which each five bars are ten times as long. A bar narrows the list to its traces. */
export function Histogram({ durations, from, to, isAll, onChoose }: Props) {
  const bars = useMemo(() => barsOf(durations), [durations]);
  const highest = Math.max(...bars.map(bar => bar.count));
  const isChosen = from > 0 || to < Infinity;
  return (
    <div class="histogram" role="group" aria-label={`How long ${isAll ? 'the' : `the newest ${durations.length.toLocaleString()}`} traces took`}>
      {bars.map(({ least, most, count }) => {
        const inside = least >= from * .999 && most <= to * 1.001;
        return (
          <button key={least} class={isChosen && !inside ? 'histogram-bar aside' : 'histogram-bar'} disabled={count === 0} aria-pressed={isChosen && inside}
            title={`${count.toLocaleString()} from ${durationText(least)} to ${durationText(most)}`} aria-label={`${count} traces of ${durationText(least)} to ${durationText(most)}`}
            onClick={() => isChosen && inside ? onChoose('', '') : onChoose(milliseconds(least), milliseconds(most))}>
            <span style={{ height: `${count === 0 ? 0 : Math.max(6, count / highest * 100)}%` }} />
          </button>
        );
      })}
      <span class="histogram-scale dim" aria-hidden="true"><span>{durationText(bars[0]?.least ?? 0)}</span><span>{isAll ? 'all traces' : `newest ${durations.length.toLocaleString()}`}</span><span>{durationText(bars.at(-1)?.most ?? 0)}</span></span>
    </div>
  );
}

const milliseconds = (nanoseconds: number): string => String(Number((nanoseconds / 1e6).toPrecision(4)));

function barsOf(durations: number[]): { least: number; most: number; count: number }[] {
  const step = (duration: number): number => Math.floor(Math.log10(Math.max(1000, duration)) * stepsInTen + 1e-9);
  const counts = new Map<number, number>();
  for (const duration of durations)
    counts.set(step(duration), (counts.get(step(duration)) ?? 0) + 1);
  const steps = [...counts.keys()];
  const first = Math.min(...steps) - 1;
  const last = Math.max(Math.max(...steps) + 1, first + 12);
  const edge = (at: number): number => Number((10 ** (at / stepsInTen)).toPrecision(3));
  return Array.from({ length: last - first + 1 }, (_, index) => ({ least: edge(first + index), most: edge(first + index + 1), count: counts.get(first + index) ?? 0 }));
}
