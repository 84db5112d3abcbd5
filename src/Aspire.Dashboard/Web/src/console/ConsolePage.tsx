import type { Resource } from '../model';
import { CommandIcons } from '../resources/commands';
import { asTree, titleOf } from '../resources/resources';
import { StateText } from '../resources/state';
import { go } from '../shared/route';
import { LogPane } from './LogPane';

export function ConsolePage({ list, selected }: { list: Resource[]; selected: string | null }) {
  const shown = asTree(list.filter(resource => !resource.isHidden || resource.name === selected));
  const resource = list.find(one => one.name === selected);
  const choose = (name: string) => go({ page: 'console', resource: name || null });
  const choice = (
    <select aria-label="Resource" value={selected ?? ''} onChange={event => choose(event.currentTarget.value)}>
      <option value="">All resources</option>
      {shown.map(({ resource: one }) => <option key={one.name} value={one.name}>{titleOf(one, list)}</option>)}
    </select>
  );
  return (
    <section class="console-page" aria-label="Console">
      <LogPane key={resource?.name ?? ''} resource={resource?.name ?? null}
        before={<>{choice}{resource && <StateText resource={resource} />}</>} after={resource && <CommandIcons resource={resource} />} />
    </section>
  );
}
