/** How a label lies in front of the lens. All of it is drawn: see fixtures/camera. */
export interface CameraScene {
  readonly description: string;
  /** Whether a decoder is expected to read a code here: the camera's own tests hold every scene to it. */
  readonly legible: boolean;
  /** False: an empty desk, no label at all. */
  readonly label: boolean;
  /** Share of the picture's width (or height, whichever is reached first) that the label takes. */
  readonly fill: number;
  /** Blur, as a standard deviation in modules (the width of the thinnest bar). */
  readonly blurModules: number;
  /** Clockwise. */
  readonly tiltDegrees: number;
  /** Brightness that a reflection adds at its centre, in levels of 255. */
  readonly glareLevels: number;
  /** 1 is a well-lit room. */
  readonly light: number;
  /** Sensor noise: standard deviation in levels of 255. */
  readonly noiseLevels: number;
  /** Share of the label's height that is scratched through. */
  readonly scratched: number;
}

const plain: CameraScene = {
  description: 'The label fills most of the picture in good light.',
  legible: true,
  label: true,
  fill: 0.86,
  blurModules: 0,
  tiltDegrees: 0,
  glareLevels: 0,
  light: 1,
  noiseLevels: 2,
  scratched: 0,
};

export const cameraScenes = {
  plain,
  blurred: { ...plain, description: 'The lens has not found its focus yet.', blurModules: 0.5 },
  tilted: { ...plain, description: 'The phone is held at an angle.', tiltDegrees: 11, fill: 0.8 },
  glare: { ...plain, description: 'A lamp is reflected in a part of the label.', glareLevels: 220 },
  'low-light': { ...plain, description: 'A cellar: little light, much noise.', light: 0.3, noiseLevels: 5 },
  small: {
    ...plain,
    description: 'The label is an arm away (a long code less so: it keeps 2 pixels a bar).',
    fill: 0.5,
  },
  unreadable: {
    ...plain,
    description: 'A label that nobody can read: out of focus and scratched.',
    legible: false,
    blurModules: 2.6,
    scratched: 0.5,
    noiseLevels: 4,
  },
  empty: { ...plain, description: 'A desk without a label.', legible: false, label: false },
} as const satisfies Record<string, CameraScene>;

export type CameraSceneId = keyof typeof cameraScenes;

/** A symbology as this project spells it, with its name in bwip-js and in zxing. */
export const symbologies = {
  code128: { name: 'Code 128', bwip: 'code128', zxing: 'Code128' },
  ean13: { name: 'EAN-13', bwip: 'ean13', zxing: 'EAN13' },
  qr: { name: 'QR code', bwip: 'qrcode', zxing: 'QRCode' },
} as const satisfies Record<string, { readonly name: string; readonly bwip: string; readonly zxing: string }>;

export type Symbology = keyof typeof symbologies;
