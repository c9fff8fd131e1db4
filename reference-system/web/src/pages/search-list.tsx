import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Page as PageOf } from '../api/types.ts';
import { TextField } from '../parts/field.tsx';
import type { IconName } from '../parts/icon.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Empty } from '../parts/note.tsx';
import { Pager } from '../parts/pager.tsx';
import { useResource } from '../parts/resource.ts';
import { useStore } from '../parts/store.ts';
import { listPath, useSettled, withSearch } from '../routing/list-path.ts';
import { addressStore, navigate } from '../routing/location.ts';

interface SearchListProps<T> {
  /** The API's list. */
  list: string;
  /** The page's own address, which carries the search and the page number. */
  pathname: string;
  searchLabel?: string;
  placeholder?: string;
  empty: string;
  icon: IconName;
  row: (item: T) => ComponentChildren;
}

/** A paged list with a search field; both are kept in the address, so that Back returns to them. */
export function SearchList<T>(props: SearchListProps<T>) {
  const { search } = useStore(addressStore);
  const [typed, setTyped] = useState(search.get('q') ?? '');
  const settled = useSettled(typed);
  const rows = useResource<PageOf<T>>(listPath(props.list, search, ['q']));
  const set = (changes: Record<string, string>) =>
    navigate(withSearch(props.pathname, changes), { replace: true });

  useEffect(() => {
    if (settled !== (search.get('q') ?? '')) set({ q: settled, page: '' });
  }, [settled]);

  return (
    <>
      {props.searchLabel && (
        <TextField
          label={props.searchLabel}
          type="search"
          value={typed}
          onValue={setTyped}
          {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
        />
      )}
      <Loaded from={rows} rows={6}>
        {({ items, page, pageSize, total }) => (
          <>
            {items.length > 0 ? (
              <ul class="list">{items.map(props.row)}</ul>
            ) : (
              <Empty icon={props.icon}>{props.empty}</Empty>
            )}
            <Pager
              page={page}
              pageSize={pageSize}
              total={total}
              onPage={(next) => set({ page: String(next) })}
            />
          </>
        )}
      </Loaded>
    </>
  );
}
