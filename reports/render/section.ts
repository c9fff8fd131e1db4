import { html, type Html, type HtmlValue } from './html.ts';

/** One part of the report, with its place in the contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** How many things are in it, for the contents; null where a count says nothing. */
  readonly count: number | null;
  readonly body: HtmlValue;
}

export function renderSection({ id, title, count, body }: Section): Html {
  const many = count === null ? null : html` <span class="count">${count}</span>`;
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}${many}</h2>
    ${body}
  </section>`;
}

export function contents(sections: readonly Section[]): Html {
  const entry = ({ id, title, count }: Section): Html =>
    html`<li>
      <a href="#${id}">${title}</a>${count === null ? null : html` <span class="count">${count}</span>`}
    </li>`;
  return html`<nav aria-label="Contents">
    <ul>
      ${sections.map(entry)}
    </ul>
  </nav>`;
}

/** A part that opens on demand: works without a script, and prints open. */
export function foldable(summary: HtmlValue, body: HtmlValue, open = false): Html {
  return open
    ? html`<details open>
        <summary>${summary}</summary>
        <div class="fold">${body}</div>
      </details>`
    : html`<details>
        <summary>${summary}</summary>
        <div class="fold">${body}</div>
      </details>`;
}

/** A table that scrolls by itself where the screen is too narrow, by keyboard too. */
export function scrollable(label: string, table: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}
