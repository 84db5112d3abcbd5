import type { Attributes } from '../model';
import { textOf } from './format';

export function AttributeList({ attributes }: { attributes: Attributes }) {
  return (
    <dl class="values">
      {Object.entries(attributes).map(([name, value]) => (
        <div key={name}><dt>{name}</dt><dd><span class="value">{textOf(value)}</span></dd></div>
      ))}
    </dl>
  );
}
