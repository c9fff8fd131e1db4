/**
 * What lies between a phone and the system, as data.
 * Figures are those of the line itself (not the multiplied ones of request-level throttling),
 * because the phone's proxy shapes bytes on connections and every round trip is paid as it happens.
 */
export interface NetworkShape {
  readonly id: string;
  /** Kilobits (1000 bits) per second to the phone, shared by all its connections; null is no limit. */
  readonly downKbps: number | null;
  /** Kilobits per second from the phone; null is no limit. */
  readonly upKbps: number | null;
  /** Milliseconds added to a round trip, half on the way up and half on the way down. */
  readonly latencyMs: number;
  /** Whether all bytes of an accepted connection arrive. False: connections are reset, refused or hijacked. */
  readonly lossless: boolean;
  readonly behaviour: NetworkBehaviour;
  /** Where the figures come from. */
  readonly source: string;
}

export type NetworkBehaviour =
  | { readonly kind: 'steady' }
  | { readonly kind: 'offline' }
  /** Up for `upMs`, then every connection reset and new ones refused for `downMs`, and again. */
  | { readonly kind: 'flapping'; readonly upMs: number; readonly downMs: number }
  /** Plain HTTP is answered by the portal, TLS is closed. */
  | { readonly kind: 'captive-portal' };

const lighthouse = 'Lighthouse core/config/constants.js';

export const networkShapes = {
  unshaped: {
    id: 'unshaped',
    downKbps: null,
    upKbps: null,
    latencyMs: 0,
    lossless: true,
    behaviour: { kind: 'steady' },
    source: 'Loopback as it is: for checks that do not ask about the network.',
  },
  '4g': {
    id: '4g',
    downKbps: 9_000,
    upKbps: 1_500,
    latencyMs: 60,
    lossless: true,
    behaviour: { kind: 'steady' },
    source: 'Chrome DevTools "Fast 4G" before its request-level factors: 9 and 1.5 Mbit/s, 60 ms round trip.',
  },
  'slow-4g': {
    id: 'slow-4g',
    downKbps: 1_638,
    upKbps: 750,
    latencyMs: 150,
    lossless: true,
    behaviour: { kind: 'steady' },
    source: `${lighthouse} mobileSlow4G: 1.6 x 1024 kbit/s down, 750 up, 150 ms round trip, its mobile default.`,
  },
  '3g': {
    id: '3g',
    downKbps: 700,
    upKbps: 700,
    latencyMs: 300,
    lossless: true,
    behaviour: { kind: 'steady' },
    source: `${lighthouse} mobileRegular3G: 700 kbit/s, 300 ms round trip.`,
  },
  offline: {
    id: 'offline',
    downKbps: 0,
    upKbps: 0,
    latencyMs: 0,
    lossless: false,
    behaviour: { kind: 'offline' },
    source: 'By definition.',
  },
  flapping: {
    id: 'flapping',
    downKbps: 1_638,
    upKbps: 750,
    latencyMs: 150,
    lossless: false,
    behaviour: { kind: 'flapping', upMs: 3_000, downMs: 2_000 },
    source: `${lighthouse} mobileSlow4G while up; 3 s up and 2 s down are chosen here (no standard is known).`,
  },
  'captive-portal': {
    id: 'captive-portal',
    downKbps: null,
    upKbps: null,
    latencyMs: 60,
    lossless: false,
    behaviour: { kind: 'captive-portal' },
    source: 'RFC 6585 section 6 (511 Network Authentication Required); the 60 ms are those of 4g.',
  },
} as const satisfies Record<string, NetworkShape>;

export type NetworkShapeId = keyof typeof networkShapes;
