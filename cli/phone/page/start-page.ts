import { cameraStep, photoStep } from './camera.ts';
import { keepingSteps, lookBack } from './keeping.ts';
import { show, tell } from './tell.ts';

/** What this browser is, as far as a page can see. */
function signsOfBrowser(): object {
  const context = document.createElement('canvas').getContext('webgl');
  const named = context?.getExtension('WEBGL_debug_renderer_info');
  const renderer = context && named ? String(context.getParameter(named.UNMASKED_RENDERER_WEBGL)) : '';
  const { userAgent, platform, webdriver, maxTouchPoints } = navigator;
  return { userAgent, platform, webdriver: webdriver === true, touchPoints: maxTouchPoints, renderer };
}

/** How this phone puts a page on its home screen. */
function installHint(): string {
  const isApple = /iPhone|iPad|iPod/u.test(navigator.userAgent);
  return isApple
    ? 'In Safari: Share, Add to Home Screen. Then open it there.'
    : 'In Chrome: the menu with three dots, Add to Home screen, Install. Then open it there.';
}

/** Sends what the person typed, and ends. */
function sendStep(): void {
  const form = document.querySelector('form');
  const said = document.querySelector('#send .said');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = Object.fromEntries(new FormData(form));
    const send = () => tell('done', { ...typed, signs: signsOfBrowser() });
    const look = isSecureContext ? lookBack() : Promise.resolve();
    look.then(send).then(
      ({ reason }) => {
        document.body.classList.add('sent');
        if (said) said.textContent = reason ?? 'Sent. Thank you; you can close this page.';
      },
      (error: unknown) => {
        if (said) said.textContent = error instanceof Error ? error.message : String(error);
      },
    );
  });
}

/** Runs in the phone. */
export async function startPage(): Promise<void> {
  const hint = document.querySelector('#standalone .hint');
  if (hint) hint.textContent = installHint();
  sendStep();
  if (!isSecureContext) {
    document.body.classList.add('insecure');
    return;
  }
  cameraStep();
  photoStep();
  const worker = navigator.serviceWorker?.register('sw.js') ?? Promise.reject(new Error('no service worker'));
  worker.catch(() => document.body.classList.add('untrusted'));
  const before: readonly { readonly id: string; readonly outcome: 'pass'; readonly reason: string }[] =
    await fetch('state').then(
      (answer) => answer.json(),
      () => [],
    );
  for (const step of before) show(step.id, step);
  keepingSteps();
}

/** Everything above that runs in the page, for page-script.ts. */
export const startFunctions = [signsOfBrowser, installHint, sendStep, startPage] as const;
