import { useState } from 'preact/hooks';
import { Graph, type GraphEdge, type GraphNode } from '../graph/Graph';
import type { Resource } from '../model';
import { ResourceGraph } from '../resources/ResourceGraph';
import { useParameter } from '../shared/params';
import type { Route } from '../shared/route';
import { Pause } from '../telemetry/Filters';
import { durationText } from '../telemetry/format';
import { useTelemetryChanges } from '../telemetry/live';
import { ask, runShown, sameRun } from '../telemetry/run';
import { useAnswer } from '../telemetry/useAnswer';
import { useThrottled } from '../shared/useThrottled';
import type { Calls, MapAnswer, MapNode } from './model';

const ranges: [number, string][] = [[5, '5 min'], [15, '15 min'], [60, '1 h'], [0, 'Whole run']];

/** Who called whom, how often, how well and how fast; beside it the graph that the application declares. */
export function MapPage({ list }: { list: Resource[] }) {
  const [range, setRange] = useParameter('range', runShown() ? '0' : '15');
  const [declared, setDeclared] = useParameter('declared', 'true');
  const [paused, setPaused] = useState(false);
  const { value: map, problem, again } = useAnswer<MapAnswer>(ask('/api/map'), () => {
    const to = Date.now();
    const time = range === '0' ? '' : `from=${to - Number(range) * 60_000}&to=${to}`;
    return time && (runShown() ? '&' : '?') + time;
  }, range);
  const refresh = useThrottled(again);
  useTelemetryChanges(() => {
    if (!paused && !runShown())
      refresh();
  });

  const nodes = (map?.nodes ?? []).map((node): GraphNode => {
    const resource = resourceOf(node, list);
    return {
      id: node.id,
      target: targetOf(node, resource),
      tone: node.errors === 0 ? 'good' : node.errors / node.count > .05 ? 'bad' : 'warning',
      content: <>
        <span class="node-head"><strong>{resource && node.kind !== 'service' ? resource.displayName : node.name}</strong>{' '}<span class="dim">{node.system ?? node.kind}</span></span>{' '}
        <span class="node-foot"><Figures calls={node} /></span>
      </>,
    };
  });
  const edges = (map?.edges ?? []).map((edge): GraphEdge => ({
    from: edge.from,
    to: edge.to,
    look: edge.errors > 0 ? 'failing' : 'uses',
    text: `${rateText(edge.perSecond)} · ${durationText(edge.p95Ns ?? 0)}`,
    hint: `${edge.count.toLocaleString()} calls, ${edge.errors.toLocaleString()} failed, half within ${durationText(edge.p50Ns ?? 0)}, 95 of 100 within ${durationText(edge.p95Ns ?? 0)}`,
  }));

  return (
    <div class={declared === 'true' ? 'map beside' : 'map'}>
      <section class="overview" aria-label="Map">
        <div class="toolbar">
          <div class="switch" role="group" aria-label="Time shown">
            {ranges.map(([minutes, name]) => <button key={minutes} aria-pressed={range === String(minutes)} onClick={() => setRange(String(minutes))}>{name}</button>)}
          </div>
          <Pause paused={paused} onChange={setPaused} />
          <button class="chip" aria-pressed={declared === 'true'} onClick={() => setDeclared(declared === 'true' ? 'false' : 'true')}>Declared graph</button>
          <span class="spacer" />
          {map && !map.isComplete && <span class="dim">of the newest traces</span>}
        </div>
        {problem && <p class="note" role="status">{problem}</p>}
        {!map ? !problem && <p class="empty">Reading the traces…</p> : nodes.length === 0
          ? <p class="empty">No calls in this time. Services that send traces by OpenTelemetry show here.</p>
          : <Graph label="Map of services" nodes={nodes} edges={edges} />}
        <p class="legend dim"><span class="key uses" /> calls a second · p95 <span class="key failing" /> some failed</p>
      </section>
      {declared === 'true' && (
        <section class="overview declared" aria-label="Declared graph">
          <h2>As declared</h2>
          <ResourceGraph list={list.filter(resource => !resource.isHidden)} all={list} selected={null} />
        </section>
      )}
    </div>
  );
}

function Figures({ calls }: { calls: Calls }) {
  return (
    <>
      <span>{rateText(calls.perSecond)}</span>
      {calls.errors > 0 && <span class="errors">{(calls.errors / calls.count * 100).toPrecision(2)} % failed</span>}
      <span class="dim">p95 {durationText(calls.p95Ns ?? 0)}</span>
    </>
  );
}

const rateText = (rate: number): string => rate === 0 ? '0 /s' : rate < .1 ? `${Number((rate * 60).toPrecision(2))} /min` : `${Number(rate.toPrecision(rate < 10 ? 2 : 3))} /s`;

/** The declared resource that a server is, by its name or its port. */
function resourceOf(node: MapNode, list: Resource[]): Resource | undefined {
  if (node.kind === 'service')
    return list.find(resource => resource.displayName === node.name);
  const port = node.address?.split(':')[1];
  return list.find(resource => resource.displayName === node.database)
    ?? (port ? list.find(resource => resource.urls.some(url => url.url.endsWith(`:${port}`))) : undefined)
    ?? list.find(resource => `${resource.type} ${resource.source ?? ''}`.toLowerCase().includes(node.system ?? node.name));
}

const targetOf = (node: MapNode, resource: Resource | undefined): Route => node.kind === 'service'
  ? sameRun({ page: 'traces', parameters: { resource: node.name } })
  : resource ? { page: 'resources', resource: resource.name, tab: 'details', view: 'table' } : sameRun({ page: 'traces', parameters: { text: node.address ?? node.name } });
