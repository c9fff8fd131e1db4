import { Icon } from './icon.tsx';

/** "26–50 of 200" with the way to the page before and after. Draws nothing for a single page. */
export function Pager({
  page,
  pageSize,
  total,
  onPage,
}: {
  page: number;
  pageSize: number;
  total: number;
  onPage: (page: number) => void;
}) {
  if (total <= pageSize && page === 1) return null;
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  return (
    <nav class="pager" aria-label="Pages">
      <button type="button" class="button" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        Previous
      </button>
      <span class="figure small">
        {first}–{last} of {total.toLocaleString('en-GB')}
      </span>
      <button type="button" class="button" disabled={last >= total} onClick={() => onPage(page + 1)}>
        Next <Icon name="chevron" />
      </button>
    </nav>
  );
}
