import type { Item } from '../api/types.ts';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { SearchList } from './search-list.tsx';

export function InventoryPage() {
  return (
    <Page
      title="Stock"
      actions={
        <a class="button" href="/scan">
          <Icon name="scan" /> Scan
        </a>
      }
    >
      <SearchList<Item>
        list="/api/items"
        pathname="/inventory"
        searchLabel="Search stock"
        placeholder="Name, SKU, barcode, place"
        empty="No item matches."
        icon="stock"
        row={(item) => <ItemRow key={item.id} item={item} />}
      />
    </Page>
  );
}

function ItemRow({ item }: { item: Item }) {
  return (
    <li>
      <a class="list-row" href={`/inventory/${item.id}`}>
        <span class="title">{item.name}</span>
        <span class="side figure">
          <strong>{item.onHand}</strong> {item.unit}
        </span>
        <span class="meta">
          <span class="mono">{item.sku}</span>
          {item.location && <span>{item.location}</span>}
          {item.onHand <= item.reorderLevel && <span class="tag low">Reorder</span>}
        </span>
      </a>
    </li>
  );
}
