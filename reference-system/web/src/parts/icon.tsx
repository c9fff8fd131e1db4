/** The app's own line icons, on a 24 x 24 grid. */
const drawings = {
  today: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8.5 15l2.3 2.3L15.5 13',
  jobs: 'M6 5h12v16H6zM9 3h6v4H9zM9 12h6M9 16h4',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8v8M11 8v8M13.5 8v8M16 8v8',
  stock: 'M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9',
  more: 'M4 7h16M4 12h16M4 17h16',
  customers: 'M4 20v-8l8-7 8 7v8zM10 20v-5h4v5',
  time: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  dispatch: 'M4 4h4.5v16H4zM10 4h4.5v10H10zM16 4h4.5v13H16z',
  invoices: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  reports: 'M4 20h16M7 20v-7M12 20V5M17 20v-10',
  account: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 21c.5-4 3.500-6 7.500-6s7 2 7.500 6',
  leave: 'M14 4h5v16h-5M4 12h11M11 8l4 4-4 4',
  camera: 'M4 8h4l1.500-3h5L16 8h4v11H4zM12 10a3.300 3.300 0 1 0 0 6.600 3.300 3.300 0 0 0 0-6.600z',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 2.500-2.500L20 17M15 8.500v.01',
  plus: 'M12 5v14M5 12h14',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  part: 'M14.500 6.500a4 4 0 0 0 4.900 4.900l-8 8a2.300 2.300 0 0 1-3.300 0l-.5-.5a2.300 2.300 0 0 1 0-3.300zM14.500 6.500L17 4l3 3-2.500 2.500',
  offline: 'M4 4l16 16M9 9.300A6 6 0 0 0 6.500 19H16M12 7a6 6 0 0 1 5.900 5A4 4 0 0 1 20.500 17.500',
  sync: 'M4 12a8 8 0 0 1 14-5l2 2M20 5v4h-4M20 12a8 8 0 0 1-14 5l-2-2M4 19v-4h4',
  alert: 'M12 4l9 16H3zM12 10v4M12 17v.01',
  turn: 'M4 9a8 8 0 0 1 14-2l2 2M20 5v4h-4M4 15a8 8 0 0 0 14 2M9 12h6',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.500 16.500L21 21',
  chevron: 'M9 5l7 7-7 7',
} as const;

export type IconName = keyof typeof drawings;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
