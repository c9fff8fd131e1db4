// Control characters would move a terminal's cursor, and bidirectional ones would reorder what a reader sees.
const unsafe =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text of a system under verification, safe to print: what could act instead of being read shows as U+FFFD. */
export function plainText(text: string): string {
  return text.replaceAll(unsafe, '\ufffd');
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text).replaceAll(/\s+/gu, ' ').trim();
}
