import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Field } from './field.tsx';

export interface Choice {
  id: string;
  text: string;
  detail?: string;
}

interface ComboboxProps {
  label: string;
  hint?: string;
  /** What is chosen now; its text is shown in the field. */
  chosen: Choice | null;
  onChoose: (choice: Choice | null) => void;
  /** Finds choices for what was typed ('' for the first ones). */
  find: (typed: string) => Promise<Choice[]>;
  required?: boolean;
}

const typingPauseMs = 180;

/** A field to search and choose one of many: arrow keys and Enter, or a touch. */
export function Combobox({ label, hint, chosen, onChoose, find, required }: ComboboxProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [choices, setChoices] = useState<Choice[] | null>(null);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const isOpen = typed !== null;

  useEffect(() => {
    if (typed === null) return;
    let current = true;
    const timer = setTimeout(
      () => {
        void find(typed).then((found) => {
          if (!current) return;
          setChoices(found);
          setActive(0);
        });
      },
      typed === '' ? 0 : typingPauseMs,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [typed, find]);

  // The browser's own "fill in this field" speaks for a choice that is missing.
  useEffect(() => {
    input.current?.setCustomValidity(required && !chosen ? 'Choose one from the list.' : '');
  }, [chosen, required]);

  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    onChoose(choice);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const count = choices?.length ?? 0;
    if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setTyped(null);
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      choose(choices?.[active]);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) setTyped('');
      else if (count > 0) setActive((active + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    }
  };

  return (
    <Field id={id} label={label} {...(hint !== undefined && { hint })}>
      <input
        ref={input}
        id={id}
        class="input"
        role="combobox"
        autoComplete="off"
        aria-expanded={isOpen}
        aria-controls={`${id}-options`}
        aria-autocomplete="list"
        {...(isOpen && choices?.[active] && { 'aria-activedescendant': `${id}-${active}` })}
        placeholder="Type to search"
        value={typed ?? chosen?.text ?? ''}
        onClick={() => setTyped(typed ?? '')}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          if (chosen) onChoose(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTyped(null)}
      />
      {isOpen && <Options id={id} choices={choices} active={active} onChoose={choose} />}
    </Field>
  );
}

interface OptionsProps {
  id: string;
  choices: Choice[] | null;
  active: number;
  onChoose: (choice: Choice) => void;
}

function Options({ id, choices, active, onChoose }: OptionsProps) {
  if (!choices || choices.length === 0) {
    return (
      <div class="options" id={`${id}-options`}>
        <p class="none" role="status">
          {choices ? 'Nothing found' : 'Searching…'}
        </p>
      </div>
    );
  }
  return (
    <div class="options" id={`${id}-options`} role="listbox" aria-label="Choices">
      {choices.map((choice, index) => (
        <div
          key={choice.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice)}
        >
          <span>{choice.text}</span>
          {choice.detail && <span class="muted small">{choice.detail}</span>}
        </div>
      ))}
    </div>
  );
}
