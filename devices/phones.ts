/** One kind of phone that people carry, and how far an emulation of it may be believed. */
export interface Device {
  /** As reports spell it. */
  readonly name: string;
  /** Key of Playwright's `devices`: user agent, viewport, scale and touch come from there. */
  readonly descriptor: string;
  readonly os: 'iOS' | 'Android';
  /** The engine that real people's browsers have on this phone. */
  readonly engine: 'webkit' | 'chromium';
  /** CSS pixels, as the descriptor has them: repeated so that reports need no Playwright. */
  readonly viewport: { readonly width: number; readonly height: number };
  readonly hasTouch: boolean;
  readonly isMobile: boolean;
  /** Whether the phone's browser offers an install that a page can start. iOS has only Share, Add to Home Screen. */
  readonly install: 'prompt' | 'hint';
  /** Whether the real capture pipeline can be fed by a file in this engine. */
  readonly camera: 'capture-pipeline' | 'synthetic-stream';
  /** What an emulation of this phone does and does not show. */
  readonly fidelity: string;
}

/** The phones that a check marked `devices: each` runs on. */
export const phones = {
  iphone: {
    name: 'iPhone',
    descriptor: 'iPhone 15',
    os: 'iOS',
    engine: 'webkit',
    viewport: { width: 393, height: 659 },
    hasTouch: true,
    isMobile: true,
    install: 'hint',
    camera: 'synthetic-stream',
    fidelity:
      'Playwright’s WebKit with the size, touch and user agent of an iPhone, where it is installed: Safari’s engine ' +
      'for layout and code paths, with a camera that is drawn in the page; what asks its service worker is asked of ' +
      'Chromium. Without it, all is emulated on Chromium and nothing is Safari’s. Each row names its engine. ' +
      'Home-screen install, storage eviction and the real camera need a person with a phone.',
  },
  android: {
    name: 'Android phone',
    descriptor: 'Pixel 7',
    os: 'Android',
    engine: 'chromium',
    viewport: { width: 412, height: 839 },
    hasTouch: true,
    isMobile: true,
    install: 'prompt',
    camera: 'capture-pipeline',
    fidelity:
      'Desktop Chromium with the size, touch and user agent of a Pixel 7: the same engine as Chrome on Android, ' +
      'a real service worker, a real install and the live capture pipeline fed by a file; ' +
      'not its WebAPK, its lens, its autofocus, its memory limits or its speed.',
  },
  tablet: {
    name: 'Android tablet',
    descriptor: 'Galaxy Tab S9',
    os: 'Android',
    engine: 'chromium',
    viewport: { width: 640, height: 1024 },
    hasTouch: true,
    isMobile: true,
    install: 'prompt',
    camera: 'capture-pipeline',
    fidelity:
      'Desktop Chromium with the size, touch and user agent of a Galaxy Tab S9: as the Android phone, ' +
      'in a layout that is wider than a phone.',
  },
} as const satisfies Record<string, Device>;

export type DeviceId = keyof typeof phones;
export const deviceIds = Object.keys(phones) as readonly DeviceId[];
