import { useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { PasswordForm } from '../parts/password-form.tsx';
import { useStore } from '../parts/store.ts';
import type { PageProps } from '../routing/routes.tsx';
import { roleNames } from '../session/roles.ts';
import { installOfferStore, isApple, isInstalled } from '../shell/install-offer.ts';
import { askToSignOut } from '../shell/sign-out-dialog.tsx';
import { SecondFactorSection } from './second-factor.tsx';

export function AccountPage({ user }: PageProps) {
  const [isChanging, setChanging] = useState(false);
  return (
    <Page title="Account">
      <section class="card stack" aria-label="Who is logged in">
        <dl class="facts">
          <div>
            <dt>Name</dt>
            <dd>{user.name}</dd>
          </div>
          <div>
            <dt>E-mail</dt>
            <dd>{user.email}</dd>
          </div>
          <div>
            <dt>Role</dt>
            <dd>{roleNames[user.role]}</dd>
          </div>
        </dl>
        <div class="row">
          <button type="button" class="button" onClick={askToSignOut}>
            <Icon name="leave" /> Log out
          </button>
        </div>
      </section>
      <InstallSection />
      <section class="card stack" aria-label="Password">
        <h2>Password</h2>
        {isChanging ? (
          <PasswordForm onDone={() => setChanging(false)} />
        ) : (
          <div class="row">
            <button type="button" class="button" onClick={() => setChanging(true)}>
              Change password
            </button>
          </div>
        )}
      </section>
      <SecondFactorSection />
    </Page>
  );
}

function InstallSection() {
  const offer = useStore(installOfferStore);
  if (isInstalled()) return null;
  const install = async () => {
    await offer?.prompt();
    installOfferStore.set(null);
  };
  return (
    <section class="card stack" aria-label="Install">
      <h2>On your home screen</h2>
      {offer ? (
        <div class="row">
          <button type="button" class="button primary" onClick={() => void install()}>
            Install app
          </button>
        </div>
      ) : (
        <p>
          {isApple()
            ? 'To install: tap Share, then Add to Home Screen.'
            : 'To install: open the browser’s menu and choose Install app or Add to home screen.'}
        </p>
      )}
    </section>
  );
}
