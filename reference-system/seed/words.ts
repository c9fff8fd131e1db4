/** What the contractor's records are made of. */
export const firstNames = [
  'Amelia',
  'Oliver',
  'Isla',
  'George',
  'Ava',
  'Noah',
  'Freya',
  'Arthur',
  'Maya',
  'Leo',
  'Priya',
  'Callum',
  'Ewa',
  'Tomasz',
  'Siobhan',
  'Rhys',
] as const;
export const lastNames = [
  'Hargreaves',
  'Whitlock',
  'Okafor',
  'Pemberton',
  'Llewellyn',
  'Nowak',
  'Ashdown',
  'Mistry',
  'Tregenza',
  'Fairclough',
  'Bellamy',
  'Sutcliffe',
  'O’Rourke',
  'Kaplan',
  'Marsden',
  'Quayle',
] as const;
export const businesses = [
  'Bakery',
  'Dental Practice',
  'Boatyard',
  'Primary School',
  'Guest House',
  'Garage',
  'Community Hall',
  'Farm Shop',
  'Chandlery',
  'Surgery',
] as const;
export const streets = [
  'Quay Street',
  'Harbour Road',
  'Ropewalk Lane',
  'Lighthouse Terrace',
  'Mill Lane',
  'Church Street',
  'Station Road',
  'Chapel Hill',
  'Fore Street',
  'Cannery Row',
] as const;
export const towns = ['Saltmouth', 'Port Ellery', 'Wexcombe', 'Northquay', 'Trellick'] as const;

export const jobs = [
  [
    'Replace consumer unit',
    'Old fuse board with rewireable fuses. Fit a metal unit with RCBOs, test and certify.',
  ],
  ['Fit extra sockets', 'Two double sockets in the back bedroom, on the existing ring.'],
  [
    'Fault: RCD keeps tripping',
    'Trips in the evening. Test the insulation of every circuit and find the appliance.',
  ],
  ['Install EV charger', '7 kW charger at the drive, own circuit, load limiting.'],
  ['Electrical inspection', 'Periodic inspection and report for the landlord.'],
  ['Rewire kitchen', 'Kitchen is stripped out. First fix before the plasterer comes.'],
  ['Outdoor lighting', 'Four bollard lights along the path, armoured cable, dusk sensor.'],
  ['Smoke alarms', 'Interlinked mains alarms on every floor, heat alarm in the kitchen.'],
  ['Replace bathroom fan', 'Fan is noisy. Fit one with a humidity sensor and isolator.'],
  ['Emergency lighting test', 'Three-hour discharge test, replace failed fittings, log book.'],
  ['Fit shower circuit', '9.5 kW shower, 10 mm² cable, pull-cord switch.'],
  ['Repair street door intercom', 'No sound in flat 3. Check the wiring in the riser.'],
] as const;

export const notes = [
  'First fix',
  'Second fix',
  'Testing and certificate',
  'Fault finding',
  'Travel and collecting parts',
  '',
] as const;

/** Items that people and tests look for by name. */
export const knownItems = [
  {
    sku: 'FB-CABLE-2.5-100',
    name: 'Twin and earth cable 2.5 mm², 100 m',
    barcode: 'FB-CABLE-2.5-100',
    type: 'code128',
    unit: 'drum',
    onHand: 24,
    reorder: 6,
    location: 'Rack A1',
    cents: 7_450,
  },
  {
    sku: 'FB-TAPE-BLK',
    name: 'Insulating tape, black',
    barcode: '4006381333931',
    type: 'ean13',
    unit: 'roll',
    onHand: 140,
    reorder: 30,
    location: 'Bin C4',
    cents: 120,
  },
  {
    sku: 'FB-RCD-40A',
    name: 'RCD 40 A, 30 mA, type A',
    barcode: 'https://app.fieldbook.example/i/FB-RCD-40A',
    type: 'qr',
    unit: 'pcs',
    onHand: 18,
    reorder: 5,
    location: 'Bin B2',
    cents: 3_290,
  },
] as const;

export const itemKinds = [
  'MCB',
  'RCBO',
  'Socket, double',
  'Light switch',
  'Junction box',
  'Cable gland',
  'Trunking',
  'LED downlight',
  'Conduit',
  'Isolator',
  'Terminal block',
  'Smoke alarm',
] as const;
export const itemRatings = ['6 A', '10 A', '16 A', '20 A', '25 A', '32 A', '40 A', '50 A'] as const;
