import { useId } from 'preact/hooks';
import type { InputField } from '../model';
import { Text } from '../shared/markdown';

interface Props {
  field: InputField;
  value: string;
  problem: string | undefined;
  isFirst: boolean;
  onChange: (value: string) => void;
}

/** One value that a dialog asks for, with its label, its description and what is wrong with it. */
export function Input({ field, value, problem, isFirst, onChange }: Props) {
  const id = useId();
  const described = [field.description && `${id}-d`, problem && `${id}-p`].filter(Boolean).join(' ') || undefined;
  const common = {
    id, autoFocus: isFirst, disabled: field.isDisabled || field.isLoading, required: field.isRequired,
    'aria-invalid': problem ? true : undefined, 'aria-describedby': described, 'aria-busy': field.isLoading,
  };
  const text = {
    ...common, value, placeholder: field.placeholder ?? undefined, maxLength: field.maxLength ?? undefined, spellcheck: false,
    onInput: (event: Event) => onChange((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class={field.kind === 'Boolean' ? 'input check' : 'input'}>
      <label for={id}>{field.label}{field.isRequired && <span class="dim" aria-hidden="true"> *</span>}</label>
      {control()}
      {field.description && <div id={`${id}-d`} class="dim"><Text text={field.description} isMarkdown={field.isMarkdown} /></div>}
      {problem && <p id={`${id}-p`} class="problem" role="alert">{problem}</p>}
    </div>
  );

  function control() {
    switch (field.kind) {
      case 'Boolean':
        return <input {...common} type="checkbox" checked={value === 'true'} onChange={event => onChange(event.currentTarget.checked ? 'true' : 'false')} />;
      case 'Secret':
        return <input {...text} type="password" autocomplete="new-password" />;
      case 'Number':
        return <input {...text} type="text" inputMode="decimal" />;
      case 'Choice':
        return field.allowsOther ? (
          <>
            <input {...text} type="text" list={`${id}-o`} />
            <datalist id={`${id}-o`}>{field.options.map(option => <option key={option.value} value={option.value}>{option.text}</option>)}</datalist>
          </>
        ) : (
          <select {...common} value={value} onChange={event => onChange(event.currentTarget.value)}>
            <option value="" disabled={field.isRequired}>{field.isLoading ? 'Loading…' : field.placeholder ?? ''}</option>
            {field.options.map(option => <option key={option.value} value={option.value}>{option.text}</option>)}
          </select>
        );
      case 'Text':
        return <input {...text} type="text" />;
    }
  }
}
