/** What a page can see of the browser that it runs in. */
export interface BrowserSigns {
  readonly userAgent: string;
  readonly platform: string;
  readonly webdriver: boolean;
  readonly touchPoints: number;
  /** The graphics card as WebGL names it; empty where it does not. */
  readonly renderer: string;
}

/**
 * What speaks against a real phone, in words; empty where nothing does. Browsers that a program drives and the phones of
 * a desk's emulator say so by themselves; a person who means to deceive is not found by this.
 */
export function emulationSigns(signs: BrowserSigns, declared: boolean): readonly string[] {
  const { userAgent, platform, webdriver, touchPoints, renderer } = signs;
  const isApple = /iPhone|iPad|iPod/u.test(userAgent) || (/Macintosh/u.test(userAgent) && touchPoints > 1);
  const isAndroid = /Android/u.test(userAgent);
  const found: readonly (readonly [boolean, string])[] = [
    [declared, 'it was opened as an emulated one'],
    [webdriver, 'a program drives the browser (navigator.webdriver)'],
    [/Headless/u.test(userAgent), 'the browser has no window'],
    [!isApple && !isAndroid, 'the browser is a computer’s'],
    [touchPoints === 0, 'it has no touch screen'],
    [
      isApple && !/^(iPhone|iPad|iPod|MacIntel)/u.test(platform),
      `an Apple device says that it is ${platform}`,
    ],
    [isAndroid && !/^Linux (arm|aarch)/u.test(platform), `an Android device says that it is ${platform}`],
    [/SwiftShader|llvmpipe/iu.test(renderer), `a program draws in place of a graphics card (${renderer})`],
  ];
  return found.flatMap(([holds, words]) => (holds ? [words] : []));
}
