import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Labelled {
  label: string;
  hint?: string;
}

type InputProps = Labelled & {
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'email' | 'password' | 'number' | 'date' | 'tel' | 'search';
  required?: boolean;
  autoComplete?: string;
  inputMode?: 'numeric' | 'decimal' | 'text';
  min?: string | number;
  max?: string | number;
  maxLength?: number;
  minLength?: number;
  placeholder?: string;
  autoFocus?: boolean;
  invalid?: boolean;
};

export function TextField({ label, hint, onValue, invalid, type = 'text', ...input }: InputProps) {
  const id = useId();
  return (
    <Field id={id} label={label} {...(hint !== undefined && { hint })}>
      <input
        id={id}
        class="input"
        // Preact's types ask for one literal here; the union above is what the field takes.
        type={type as 'text'}
        {...input}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        {...(invalid && { 'aria-invalid': 'true' as const })}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Field>
  );
}

export function LongTextField({
  label,
  hint,
  value,
  onValue,
}: Labelled & { value: string; onValue: (value: string) => void }) {
  const id = useId();
  return (
    <Field id={id} label={label} {...(hint !== undefined && { hint })}>
      <textarea id={id} class="input" value={value} onInput={(event) => onValue(event.currentTarget.value)} />
    </Field>
  );
}

type SelectProps = Labelled & {
  value: string;
  onValue: (value: string) => void;
  options: readonly { value: string; text: string }[];
  required?: boolean;
};

export function SelectField({ label, hint, value, onValue, options, required }: SelectProps) {
  const id = useId();
  return (
    <Field id={id} label={label} {...(hint !== undefined && { hint })}>
      <select
        id={id}
        class="input"
        value={value}
        {...(required !== undefined && { required })}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function Field({ id, label, hint, children }: Labelled & { id: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
