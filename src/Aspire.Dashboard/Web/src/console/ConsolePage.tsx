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
      <option value="">Choose a resource</option>
      {shown.map(({ resource: one }) => <option key={one.name} value={one.name}>{titleOf(one, list)}</option>)}
    </select>
  );
  return (
    <section class="console-page" aria-label="Console">
      {resource
        ? <LogPane key={resource.name} resource={resource.name} before={<>{choice}<StateText resource={resource} /></>} after={<CommandIcons resource={resource} />} />
        : (
          <>
            <div class="toolbar">{choice}</div>
            <ul class="pick" aria-label="Resources">
              {shown.map(({ resource: one }) => (
                <li key={one.name}><button onClick={() => choose(one.name)}><StateText resource={one} /><strong>{titleOf(one, list)}</strong></button></li>
              ))}
            </ul>
          </>
        )}
    </section>
  );
}
