import { Graph, type GraphEdge, type GraphNode } from '../graph/Graph';
import type { Resource } from '../model';
import { detailsOf } from '../shared/route';
import { isNamed, titleOf, toneOf } from './resources';
import { StateText } from './state';

/** Who uses and awaits whom, as the application declares it, with how each of them stands now. */
export function ResourceGraph({ list, all, selected }: { list: Resource[]; all: Resource[]; selected: string | null }) {
  const nodes = list.map((resource): GraphNode => ({
    id: resource.name,
    target: detailsOf(resource.name),
    tone: toneOf(resource),
    content: <>
      <span class="node-head"><strong>{titleOf(resource, all)}</strong>{' '}<span class="dim">{resource.type}</span></span>{' '}
      <span class="node-foot"><StateText resource={resource} />{' '}{resource.health && resource.health !== 'Healthy' && <span class="health warning">{resource.health}</span>}</span>
    </>,
  }));
  return (
    <>
      <Graph label="Graph of resources" nodes={nodes} edges={edgesOf(list)} selected={selected} />
      <p class="legend dim"><span class="key uses" /> uses <span class="key waits" /> waits for <span class="key child" /> is part of <span class="key waiting" /> waiting now</p>
    </>
  );
}

function edgesOf(list: Resource[]): GraphEdge[] {
  return list.flatMap(resource => list.filter(other => other !== resource).flatMap(other => {
    const ways = [...new Set(resource.relationships.filter(relation => isNamed(other, relation)).map(relation => relation.type))];
    return ways.length === 0 ? [] : [{ from: resource.name, to: other.name, look: lookOf(ways, resource, other), hint: `${resource.name} → ${other.name}: ${ways.join(', ')}` }];
  }));
}

function lookOf(ways: string[], resource: Resource, other: Resource): string {
  if (ways.some(way => way.startsWith('WaitFor')) && resource.state === 'Waiting' && toneOf(other) !== 'good')
    return 'waiting';
  return ways.includes('Reference') ? 'uses' : ways.includes('Parent') ? 'child' : 'waits';
}
