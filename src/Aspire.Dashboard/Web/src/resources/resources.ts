import { interactions } from '../interactions/interactions';
import { Live, type LiveStatus } from '../live';
import type { Interaction, Relationship, Resource } from '../model';
import { Store } from '../shared/store';

export interface Resources {
  applicationName: string;
  /** In the order in which the application declares them; null until they are known. */
  list: Resource[] | null;
}

export const resources = new Store<Resources>({ applicationName: '', list: null });
export const liveStatus = new Store<LiveStatus>('connecting');

export function followResources(): void {
  new Live('/api/resources/stream', {
    snapshot: (all: { applicationName: string; resources: Resource[] }) =>
      resources.set({ applicationName: all.applicationName, list: all.resources }),
    updated: (resource: Resource) => change(list => {
      const place = list.findIndex(other => other.name === resource.name);
      return place < 0 ? [...list, resource] : list.with(place, resource);
    }),
    interactions: ({ open }: { open: Interaction[] }) => interactions.set(open),
    removed: ({ name }: { name: string }) => change(list => list.filter(other => other.name !== name)),
  }, status => liveStatus.set(status));
}

function change(how: (list: Resource[]) => Resource[]): void {
  resources.set({ ...resources.value, list: how(resources.value.list ?? []) });
}

/** The model's name, unless replicas share it. */
export function titleOf(resource: Resource, list: Resource[]): string {
  return list.some(other => other.displayName === resource.displayName && other.name !== resource.name) ? resource.name : resource.displayName;
}

export type Tone = 'good' | 'busy' | 'warning' | 'bad' | 'idle';

/** What the state means at a glance. Health counts only while it runs. */
export function toneOf(resource: Resource): Tone {
  const state = resource.state ?? '';
  if (state === 'Running' && resource.health && resource.health !== 'Healthy')
    return 'warning';
  switch (resource.stateStyle) {
    case 'success': return 'good';
    case 'error': return 'bad';
    case 'warning': return 'warning';
  }
  if (state === 'Running' || state === 'Active')
    return 'good';
  if (/^(Starting|Waiting|Stopping|Building)/.test(state))
    return 'busy';
  if (/Fail|Unhealthy|Missing/.test(state) || (resource.exitCode ?? 0) !== 0)
    return 'bad';
  return 'idle';
}

/** Children below their parents, otherwise as declared. */
export function asTree(list: Resource[]): { resource: Resource; depth: number }[] {
  const parentOf = new Map(list.map(resource => [resource, parent(resource, list)]));
  const rows: { resource: Resource; depth: number }[] = [];
  const add = (resource: Resource, depth: number) => {
    rows.push({ resource, depth });
    for (const [child, itsParent] of parentOf)
      if (itsParent === resource)
        add(child, depth + 1);
  };
  for (const resource of list)
    if (!parentOf.get(resource))
      add(resource, 0);
  return rows;
}

function parent(resource: Resource, list: Resource[]): Resource | undefined {
  const relation = resource.relationships.find(other => other.type === 'Parent');
  const found = relation && list.find(other => other.displayName === relation.resourceName || other.name === relation.resourceName);
  return found === resource || (found && parent(found, list.filter(other => other !== resource)) === resource) ? undefined : found;
}

/** Who has to do with this resource, each with the ways in which it does. */
export function referencesTo(resource: Resource, list: Resource[]): Map<Resource, string[]> {
  return new Map(list.flatMap(other => {
    const ways = other.relationships.filter(relation => isNamed(resource, relation)).map(relation => relation.type);
    return ways.length > 0 && other !== resource ? [[other, ways] as const] : [];
  }));
}

/** What this resource has to do with, by the other's name. */
export function referencesFrom(resource: Resource): Map<string, string[]> {
  const ways = new Map<string, string[]>();
  for (const relation of resource.relationships)
    ways.set(relation.resourceName, [...(ways.get(relation.resourceName) ?? []), relation.type]);
  return ways;
}

export interface Wait {
  name: string;
  other: Resource | undefined;
  isOver: boolean;
}

/** Whom it waits for before it starts, and whether that is over. */
export function waitsOf(resource: Resource, list: Resource[]): Wait[] {
  return resource.relationships.filter(relation => relation.type.startsWith('WaitFor')).map(relation => {
    const other = list.find(one => isNamed(one, relation));
    return { name: relation.resourceName, other, isOver: resource.startedAt !== null && resource.state !== 'Waiting' };
  });
}

export const isNamed = (resource: Resource, relation: Relationship): boolean =>
  relation.resourceName === resource.displayName || relation.resourceName === resource.name;
