import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { useParameter } from '../shared/params';
import { addressOf, follow, type Route } from '../shared/route';
import { Pause } from '../telemetry/Filters';
import { useTelemetryChanges } from '../telemetry/live';
import { ask, runShown, sameRun } from '../telemetry/run';
import { useAnswer } from '../telemetry/useAnswer';
import { InstrumentView } from './InstrumentView';
import type { Catalog, Place } from './model';
import { Tile } from './Tile';

const ranges: [number, string][] = [[5, '5 min'], [15, '15 min'], [60, '1 h'], [360, '6 h'], [0, 'Whole run']];
const leastPause = 1000;

/** The meters as a tree; beside it the instruments of one as tiles, or one in full. */
export function MetricsPage() {
  const [service] = useParameter('resource');
  const [meter] = useParameter('meter');
  const [instrument] = useParameter('instrument');
  const [range, setRange] = useParameter('range', runShown() ? '0' : '5');
  const [filter, setFilter] = useState('');
  const [paused, setPaused] = useState(false);
  const beat = useBeat(paused);
  const catalog = useAnswer<Catalog>(ask('/api/metrics'));
  useEffect(() => {
    // New instruments come with the first seconds of a service; later the question costs little and is asked seldom.
    if (beat < 10 || beat % 10 === 0)
      catalog.again();
  }, [beat]);

  const places = useMemo(() => (catalog.value?.services ?? []).flatMap(one => one.meters.flatMap(its => its.instruments.map((each): Place => ({ service: one.name, meter: its.name, instrument: each })))), [catalog.value]);
  const wanted = filter.trim().toLowerCase();
  const known = places.filter(place => `${place.service} ${place.meter} ${place.instrument.name} ${place.instrument.description ?? ''}`.toLowerCase().includes(wanted));
  const shown = known.filter(place => (!service || place.service === service) && (!meter || place.meter === meter));
  const open = places.find(place => place.service === service && place.meter === meter && place.instrument.name === instrument);

  if (!catalog.value)
    return <p class="empty" role="status">{catalog.problem ?? 'Reading the metrics…'}</p>;
  return (
    <div class="metrics">
      <nav class="meters" aria-label="Meters">
        <label class="search-box"><Icon name="search" />
          <input type="search" placeholder="Find an instrument" aria-label="Find an instrument" value={filter} onInput={event => setFilter(event.currentTarget.value)} />
        </label>
        <Meters places={known} service={service} meter={meter} instrument={instrument} isSearched={wanted !== ''} />
      </nav>
      <section class="overview" aria-label="Metrics">
        <div class="toolbar">
          <div class="switch" role="group" aria-label="Time shown">
            {ranges.map(([minutes, name]) => <button key={minutes} aria-pressed={range === String(minutes)} onClick={() => setRange(String(minutes))}>{name}</button>)}
          </div>
          <Pause paused={paused} onChange={setPaused} />
          <span class="spacer" />
          <span class="dim">{shown.length.toLocaleString()} instruments</span>
        </div>
        {open ? <InstrumentView key={`${service} ${meter} ${instrument}`} place={open} range={Number(range)} beat={beat} />
          : shown.length === 0 ? <p class="empty">{places.length === 0 ? 'No metrics yet. Services that send them by OpenTelemetry show here.' : 'No instrument matches.'}</p>
            : <div class="tiles">{shown.map(place => <Tile key={`${place.service} ${place.meter} ${place.instrument.name}`} place={place} range={Number(range)} beat={beat} target={placeAt(place)} />)}</div>}
      </section>
    </div>
  );
}

const placeAt = ({ service, meter, instrument }: { service: string; meter?: string; instrument?: { name: string } }): Route =>
  sameRun({ page: 'metrics', parameters: { resource: service, meter: meter ?? '', instrument: instrument?.name ?? '' } });

interface MetersProps {
  places: Place[];
  service: string;
  meter: string;
  instrument: string;
  isSearched: boolean;
}

function Meters({ places, service, meter, instrument, isSearched }: MetersProps) {
  const link = (target: Route, text: string, isCurrent: boolean) =>
    <a href={addressOf(target)} aria-current={isCurrent ? 'page' : undefined} title={text} onClick={follow(target)}>{text}</a>;
  const all = sameRun({ page: 'metrics' });
  return (
    <ul class="tree">
      <li>{link(all, 'All resources', !service)}</li>
      {[...Map.groupBy(places, place => place.service)].map(([name, itsPlaces]) => (
        <li key={name}>
          {link(placeAt({ service: name }), name, service === name && !meter)}
          <ul>
            {[...Map.groupBy(itsPlaces, place => place.meter)].map(([its, instruments]) => {
              const isOpen = isSearched || (service === name && meter === its);
              return (
                <li key={its}>
                  {link(placeAt({ service: name, meter: its }), its, service === name && meter === its && !instrument)}
                  {isOpen && <ul>{instruments.map(place => <li key={place.instrument.name}>{link(placeAt(place), place.instrument.name, service === name && meter === its && instrument === place.instrument.name)}</li>)}</ul>}
                </li>
              );
            })}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** Counts up when there are new measurements, once a second at most. */
function useBeat(paused: boolean): number {
  const [beat, setBeat] = useState(0);
  const points = useRef(-1);
  const timer = useRef(0);
  useTelemetryChanges(counts => {
    if (paused || runShown() || counts.points === points.current)
      return;
    points.current = counts.points ?? 0;
    timer.current ||= window.setTimeout(() => {
      timer.current = 0;
      setBeat(now => now + 1);
    }, beat === 0 ? 0 : leastPause);
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return beat;
}

