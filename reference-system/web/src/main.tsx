import { render } from 'preact';
import { App } from './app.tsx';
import { watchConnection } from './offline/connection.ts';
import { forgetAnswers } from './offline/last-seen.ts';
import { startDelivering } from './offline/outbox.ts';
import { startUpdates } from './offline/updates.ts';
import { startRouting } from './routing/location.ts';
import { currentSession } from './session/session.ts';
import { watchInstallOffer } from './shell/install-offer.ts';

const place = document.getElementById('app');
if (!place) throw new Error('expected an element #app in the page, got none');

watchInstallOffer();
startRouting();
watchConnection();
startDelivering();
if (!currentSession()) void forgetAnswers();
render(<App />, place);
void startUpdates();
