import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** One page: its only h1, what can be done on it, its content. Takes the focus, so that a reader starts here. */
export function Page({
  title,
  above,
  actions,
  children,
}: {
  title: string;
  above?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Fieldbook`;
  }, [title]);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest('nav'))
      heading.current?.focus();
  }, []);
  return (
    <div class="stack page">
      <header class="page-header">
        {above}
        <div class="row between">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {actions !== undefined && <div class="row">{actions}</div>}
        </div>
      </header>
      {children}
    </div>
  );
}
