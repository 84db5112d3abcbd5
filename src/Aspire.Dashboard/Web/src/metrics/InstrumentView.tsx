import { useMemo, useState } from 'preact/hooks';
import { useParameter } from '../shared/params';
import { addressOf, follow } from '../shared/route';
import { fullTime, preciseTime } from '../shared/time';
import { traceAt } from '../telemetry/run';
import { Chart } from './Chart';
import { hueOfGroup, linesOf, nameOf } from './lines';
import { usualOf, type Exemplar, type Place } from './model';
import { valueText } from './units';
import { useSeries } from './useSeries';

const mostExemplars = 100;

/** One instrument: its lines, by which dimension they are taken apart, which values are looked at, and examples that lead to traces. */
export function InstrumentView({ place, range, beat }: { place: Place; range: number; beat: number }) {
  const { instrument } = place;
  const [groupBy, setGroupBy] = useParameter('by');
  const [chosen, setChosen] = useParameter('show');
  const [filterText, setFilterText] = useParameter('only', '{}');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<number | null>(null);
  const filters = useMemo(() => readFilters(filterText), [filterText]);
  const aggregates = useMemo(() => chosen ? chosen.split(',') : usualOf(instrument), [chosen, instrument.kind]);
  const { value: series, problem } = useSeries(place, { range, points: 200, aggregates, groupBy, filters, exemplars: mostExemplars, limit: 40 }, beat);
  const lines = useMemo(() => series ? linesOf(series, aggregates, hidden) : [], [series, hidden, aggregates]);
  const isMeasure = aggregates.every(name => name !== 'rate' && name !== 'count');

  const toggle = (aggregate: string) => {
    const changed = aggregates.includes(aggregate) ? aggregates.filter(one => one !== aggregate) : [...aggregates, aggregate];
    // Rates and values have no scale in common.
    const counts = (name: string) => ['rate', 'count', 'sum'].includes(name);
    const fitting = changed.filter(one => counts(one) === counts(aggregate));
    setChosen(fitting.length > 0 ? fitting.join(',') : '');
  };
  const toggleGroup = (name: string) => setHidden(old => {
    const changed = new Set(old);
    if (!changed.delete(name))
      changed.add(name);
    return changed;
  });

  return (
    <div class="instrument">
      <header>
        <h2>{instrument.name}</h2>
        <p class="dim">{[place.service, place.meter, instrument.description, instrument.unit && `in ${instrument.unit}`].filter(Boolean).join(' · ')}</p>
      </header>
      <div class="toolbar">
        <div class="chips" role="group" aria-label="What is shown">
          {instrument.aggregates.map(name => <button key={name} class="chip" aria-pressed={aggregates.includes(name)} onClick={() => toggle(name)}>{name}</button>)}
        </div>
        {instrument.dimensions.length > 0 && (
          <label class="limit dim">by
            <select aria-label="Taken apart by" value={groupBy} onChange={event => setGroupBy(event.currentTarget.value)}>
              <option value="">nothing</option>
              {instrument.dimensions.map(one => <option key={one.name}>{one.name}</option>)}
              <option value="*">everything</option>
            </select>
          </label>
        )}
        {instrument.dimensions.map(one => (
          <label key={one.name} class="limit dim">{one.name}
            <select aria-label={`Only ${one.name}`} value={filters[one.name] ?? '*'} onChange={event => {
              const { [one.name]: _, ...others } = filters;
              setFilterText(JSON.stringify(event.currentTarget.value === '*' ? others : { ...others, [one.name]: event.currentTarget.value }));
            }}>
              <option value="*">all</option>
              {one.values.map(value => <option key={value} value={value}>{value || '(none)'}</option>)}
            </select>
          </label>
        ))}
      </div>
      {problem && <p class="note" role="status">{problem}</p>}
      {series && (
        <div class="instrument-body" tabIndex={0} role="region" aria-label={`${instrument.name} over time`}>
          <Chart label={`${instrument.name} over time: ${lines.map(line => line.label).join(', ')}`} times={series.times} stepMs={series.stepMs} lines={lines} height={300}
            format={value => valueText(value, instrument.unit, aggregates[0]!)} exemplars={isMeasure ? series.exemplars : []} onCursor={setCursor} />
          <table class="resources figures">
            <caption class="unseen">Values</caption>
            <thead><tr><th scope="col">{groupBy && groupBy !== '*' ? groupBy : 'Series'}</th>{aggregates.map(name => <th key={name} scope="col">{name}</th>)}</tr></thead>
            <tbody>
              {series.groups.map((group, index) => {
                const name = nameOf(group.dimensions);
                return (
                  <tr key={name} class={hidden.has(name) ? 'off' : undefined}>
                    <th scope="row">
                      <button class="series" aria-pressed={!hidden.has(name)} title="Show or hide" style={{ '--hue': `var(${hueOfGroup(index)})` }} onClick={() => toggleGroup(name)}>{name || 'all'} <span class="dim">{group.seriesCount > 1 && `${group.seriesCount} series`}</span></button>
                    </th>
                    {aggregates.map(aggregate => <td key={aggregate}>{valueText(at(group.values[aggregate], cursor), instrument.unit, aggregate)}</td>)}
                  </tr>
                );
              })}
            </tbody>
          </table>
          <p class="dim when">{cursor === null || series.times[cursor] === undefined ? 'The newest values' : `At ${preciseTime(new Date(series.times[cursor]).toISOString())}`}{series.groupCount > series.groups.length && `; the ${series.groups.length} largest of ${series.groupCount}`}</p>
          {series.exemplars.length > 0 && <Examples exemplars={series.exemplars} unit={instrument.unit} />}
        </div>
      )}
    </div>
  );
}

function Examples({ exemplars, unit }: { exemplars: Exemplar[]; unit: string | null }) {
  const slowest = exemplars.filter(one => one.traceId).toSorted((a, b) => b.value - a.value).slice(0, 20);
  return slowest.length === 0 ? null : (
    <section class="examples" aria-label="Examples">
      <h3>Examples, the largest first</h3>
      <ul>
        {slowest.map((one, index) => {
          const target = traceAt(one.traceId!, one.spanId ?? '');
          return <li key={index}><a href={addressOf(target)} onClick={follow(target)}>{valueText(one.value, unit, '')}</a> <time class="dim" dateTime={one.time} title={fullTime(one.time)}>{preciseTime(one.time)}</time> <span class="dim">{nameOf(one.dimensions)}</span></li>;
        })}
      </ul>
    </section>
  );
}

const at = (values: (number | null)[] | undefined, index: number | null): number | null =>
  (index === null || index >= (values?.length ?? 0) ? values?.findLast(value => value !== null) : values?.[index]) ?? null;

function readFilters(text: string): Record<string, string> {
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return {}; // Somebody wrote the address by hand.
  }
}
