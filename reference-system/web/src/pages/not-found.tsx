import { Empty } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';

export function NotFoundPage({ isForbidden = false }: { isForbidden?: boolean }) {
  return (
    <Page title={isForbidden ? 'Not for your role' : 'Page not found'}>
      <Empty icon="search">
        <p>
          {isForbidden
            ? 'This page is used by other people of the company. Ask the office if you need it.'
            : 'There is nothing at this address.'}
        </p>
        <a class="button" href="/">
          Go to Today
        </a>
      </Empty>
    </Page>
  );
}
