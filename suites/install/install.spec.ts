import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { applicable } from '../../targets/capabilities.ts';
import { openHttp, type HttpClient } from '../../stack/clients/http.ts';
import { check } from '../../fixtures/check.ts';
import { InstallError } from '../../fixtures/install/install-error.ts';
import { installApp } from '../../fixtures/install/install-app.ts';
import { lintIosInstall } from '../../fixtures/ios-lint/ios-lint.ts';
import { noteNetworkChanges } from '../../fixtures/network/note-network-changes.ts';
import type { Observations } from '../../fixtures/observations.ts';
import type { Phone } from '../../fixtures/phone.ts';
import type { Attached } from '../../fixtures/attached.ts';
import type { People } from '../../fixtures/people.ts';

/** Installs for real, signs in inside the app's own window and reads what is there. */
async function installForReal(
  phone: Phone,
  people: People,
  attached: Attached,
  seen: Observations,
): Promise<void> {
  const { target, pages: pagesOf, facts, play } = attached;
  const install = applicable(target.install, 'install');
  await using app = await installApp({
    executablePath: play.chromium,
    profileFolder: mkdtempSync(join(play.temporaryFolder, 'profile-')),
    hostName: facts.hostName,
    proxyUrl: phone.network.proxyUrl,
    spkiSha256Base64: facts.spki,
    cameraFile: phone.cameraFile,
    device: phone.deviceId,
    launchOptions: { args: ['--no-sandbox'] },
    onContext: (context) => noteNetworkChanges(context, seen),
  });
  seen.confirm('what the browser has against it', {
    operator: 'is-empty',
    expected: '',
    actual: app.installabilityErrors.join(', '),
  });
  const standalone = await app.page.evaluate(() => matchMedia('(display-mode: standalone)').matches);
  seen.confirm('a window of its own', { expected: true, actual: standalone });
  const account = people.account(install.role);
  const pages = pagesOf(app.page);
  await pages.signIn(account, await people.code(account));
  seen.confirm('signed in there', {
    operator: '!=',
    expected: '',
    actual: (await pages.accessToken()).slice(0, 3),
  });
  phone.network.cut();
  await app.page.reload();
  const text = await app.page.locator('body').innerText();
  seen.confirm('opens without network', { operator: '!=', expected: '', actual: text.trim().slice(0, 40) });
  seen.setFidelity('installed-app');
}

check('install.works', async ({ phone, people, attached, seen }) => {
  const install = applicable(attached.target.install, 'install');
  if (phone.installsByPrompt) {
    try {
      await installForReal(phone, people, attached, seen);
    } catch (error) {
      // A browser that never came up says nothing about the app.
      if (!(error instanceof InstallError) || error.message.startsWith('launchPersistentContext'))
        throw error;
      seen.confirm('the install', { expected: 'installed and launched', actual: error.message });
    }
    return;
  }
  const screen = await phone.openAs(install.role);
  const hint = (await screen.pages.install?.hint()) ?? '';
  seen.confirm('the hint for iOS', { operator: 'matches', expected: install.iosHint, actual: hint });
});

async function readManifest(http: HttpClient, path: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await http.request({ method: 'GET', path, headers: {} });
  if (answer.status !== 200) return {};
  const manifest: unknown = answer.json();
  return typeof manifest === 'object' && manifest !== null ? { ...manifest } : {};
}

check('install.manifest', async ({ people, attached, seen }) => {
  const install = applicable(attached.target.install, 'install');
  const manifest = await readManifest(people.http(), install.manifestPath);
  seen.setFidelity('static');
  seen.confirm('name', { expected: install.name, actual: String(manifest['name'] ?? '') });
  seen.confirm('display', { expected: install.display, actual: String(manifest['display'] ?? '') });
  if (install.orientation) {
    seen.confirm('orientation', {
      operator: 'contains',
      expected: install.orientation,
      actual: String(manifest['orientation'] ?? ''),
    });
  }
});

check('install.icons', async ({ people, attached, seen }) => {
  const install = applicable(attached.target.install, 'install');
  const http = people.http();
  const manifest = await readManifest(http, install.manifestPath);
  const icons = Array.isArray(manifest['icons']) ? manifest['icons'].map((icon) => ({ ...icon })) : [];
  seen.setFidelity('static');
  const sizes = new Set<string>();
  for (const icon of icons) {
    const path = new URL(String(icon.src), `https://${attached.facts.hostName}${install.manifestPath}`);
    const answer = await http.request({ method: 'GET', path: `${path.pathname}${path.search}`, headers: {} });
    seen.confirm(`icon ${path.pathname}`, { expected: 200, actual: answer.status });
    if (answer.status !== 200 || !String(icon.type).includes('png')) continue;
    const { width, height } = PNG.sync.read(Buffer.from(answer.bytes));
    sizes.add(`${width}x${height}`);
    seen.confirm(`size of ${path.pathname}`, {
      operator: 'contains',
      expected: `${width}x${height}`,
      actual: String(icon.sizes),
    });
  }
  for (const size of ['192x192', '512x512']) {
    seen.confirm(`an icon of ${size}`, { expected: true, actual: sizes.has(size) });
  }
});

check('install.ios-ready', async ({ people, attached, seen }) => {
  const install = applicable(attached.target.install, 'install');
  const { facts, access } = attached;
  const http = openHttp({ facts, access, sourceAddress: people.nextAddress() });
  const page = await http.request({ method: 'GET', path: '/', headers: {} });
  seen.setFidelity('static');
  const findings = await lintIosInstall({
    html: page.text,
    pageUrl: `https://${facts.hostName}/`,
    manifest: await readManifest(http, install.manifestPath),
    hint: new RegExp(install.iosHint, 'iu'),
    fetcher: async (url) => {
      const { pathname, search } = new URL(url);
      const answer = await http.request({ method: 'GET', path: `${pathname}${search}`, headers: {} });
      return { status: answer.status, contentType: answer.header('content-type'), body: answer.bytes };
    },
  });
  await http.close();
  for (const { rule, expected, actual, ok } of findings) {
    seen.confirm(rule, { expected: ok ? actual : expected, actual });
  }
});
