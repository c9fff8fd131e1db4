/** The kinds of code that Fieldbook reads: those of its own labels, and what manufacturers print. */
export const readFormats = ['Code128', 'EAN13', 'EAN8', 'UPCA', 'QRCode', 'DataMatrix'] as const;

const names: Record<string, string> = {
  Code128: 'Code 128',
  EAN13: 'EAN-13',
  EAN8: 'EAN-8',
  UPCA: 'UPC-A',
  QRCode: 'QR code',
  DataMatrix: 'Data Matrix',
};

/**
 * The name that people know a code by. The decoder may report a variant (`QRCodeModel2`),
 * which goes by the name of its family.
 */
export function formatName(format: string): string {
  const family = Object.keys(names).find((known) => format === known || format.startsWith(`${known}Model`));
  return family ? (names[family] ?? format) : format.startsWith('QRCode') ? 'QR code' : format;
}

/** Bars and spaces in one line: a blurred one can be misread, where a two-dimensional code corrects itself. */
export function isLinear(format: string): boolean {
  return !/^(QRCode|MicroQRCode|DataMatrix)/.test(format);
}

/** The barcode types of the API, for people. */
export const barcodeTypeNames = { code128: 'Code 128', ean13: 'EAN-13', qr: 'QR code' } as const;
