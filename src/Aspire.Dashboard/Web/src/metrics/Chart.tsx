import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { addressOf, follow } from '../shared/route';
import { preciseTime, shortTime } from '../shared/time';
import { traceAt } from '../telemetry/run';
import type { Exemplar } from './model';

export interface Line {
  label: string;
  values: (number | null)[];
  hue: string;
  dash?: number[] | undefined;
}

interface Props {
  label: string;
  times: number[];
  stepMs: number;
  lines: Line[];
  height: number;
  /** Without axes' texts, for a tile. */
  isSmall?: boolean;
  format: (value: number) => string;
  exemplars?: Exemplar[];
  onCursor?: (index: number | null) => void;
}

/** Lines over time. What can be pointed at are links over the drawing, so that they can be reached by more than the mouse. */
export function Chart({ label, times, stepMs, lines, height, isSmall = false, format, exemplars = [], onCursor }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [drawn, setDrawn] = useState(0);
  const theme = useTheme();
  const shape = JSON.stringify([theme, isSmall, height, lines.map(line => [line.hue, line.dash])]);
  const cursor = useRef(onCursor);
  cursor.current = onCursor;

  useEffect(() => {
    const element = frame.current!;
    const colors = colorsOf(element, ['--dim', '--line', ...lines.map(line => line.hue)]);
    const axis = { stroke: colors[0]!, grid: { stroke: colors[1]!, width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif' };
    const made = plot.current = new uPlot({
      width: element.clientWidth, height, legend: { show: false }, padding: isSmall ? [4, 0, 4, 0] : [8, 8, 0, 0],
      cursor: { show: !isSmall, y: false, points: { size: 7 }, drag: { x: false, y: false } },
      scales: { x: { time: true }, y: { range: (_, least, most) => least === null || most === null ? [0, 1] : [Math.min(0, least), most <= 0 ? Math.max(most, least === most ? 1 : 0) : most * 1.08] } },
      axes: isSmall ? [{ show: false }, { show: false }] : [
        { ...axis, size: 28, values: (_, splits) => splits.map(time => shortTime(new Date(time * 1000).toISOString())), space: 90 },
        { ...axis, size: 74, values: (_, splits) => splits.map(format) },
      ],
      series: [{}, ...lines.map((line, index) => ({ stroke: colors[index + 2]!, width: 1.5, points: { size: 4, filter: (_: uPlot, at: number) => alone(lines[at - 1]!.values) }, spanGaps: false, ...(line.dash ? { dash: line.dash } : {}) }))],
      hooks: { setCursor: [chart => cursor.current?.(chart.cursor.idx ?? null)], draw: [() => setDrawn(count => count + 1)] },
    }, data(times, stepMs, lines), element);
    const resized = new ResizeObserver(() => element.clientWidth !== made.width && made.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape]);
  useEffect(() => plot.current?.setData(data(times, stepMs, lines)), [times, lines]);

  return (
    <div class="chart" data-drawn={drawn}>
      <div role="img" aria-label={label} ref={frame} />
      {exemplars.length > 0 && plot.current && <Exemplars plot={plot.current} exemplars={exemplars} format={format} />}
    </div>
  );
}

function Exemplars({ plot, exemplars, format }: { plot: uPlot; exemplars: Exemplar[]; format: (value: number) => string }) {
  const ratio = devicePixelRatio;
  return <>{exemplars.map(({ time, value, traceId, spanId }, index) => {
    const [x, y] = [plot.valToPos(Date.parse(time) / 1000, 'x'), plot.valToPos(value, 'y')];
    if (!traceId || x < 0 || x > plot.bbox.width / ratio)
      return null;
    const target = traceAt(traceId, spanId ?? '');
    const top = Math.max(0, Math.min(plot.bbox.height / ratio, y));
    return <a key={index} class="exemplar" tabIndex={-1} aria-hidden="true" href={addressOf(target)} onClick={follow(target)} title={`${format(value)} at ${preciseTime(time)}: open the trace`}
      style={{ left: `${plot.bbox.left / ratio + x}px`, top: `${plot.bbox.top / ratio + top}px` }} />;
  })}</>;
}

/** Values with nothing before and after, of which no line could be seen. */
const alone = (values: (number | null)[]): number[] =>
  values.flatMap((value, index) => value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null ? [index] : []);

// uPlot reckons in seconds. A line that ends in the last step would touch the edge; the middle of a step says best when it was.
const data = (times: number[], stepMs: number, lines: Line[]): uPlot.AlignedData => [times.map(time => (time + stepMs / 2) / 1000), ...lines.map(line => line.values)];

/** The colours as the canvas needs them: what the style sheet says for the scheme in use. */
function colorsOf(element: HTMLElement, names: string[]): string[] {
  const probe = document.createElement('i');
  element.append(probe);
  const colors = names.map(name => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return colors;
}

/** Changes with the colours of the page. */
function useTheme(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const change = () => setCount(now => now + 1);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const chosen = new MutationObserver(change);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    scheme.addEventListener('change', change);
    return () => {
      chosen.disconnect();
      scheme.removeEventListener('change', change);
    };
  }, []);
  return count;
}
