/** The web app manifest, with the icons' hashed addresses. */
export function manifest(icons: { small: string; large: string; maskable: string }): string {
  return JSON.stringify(
    {
      id: '/',
      name: 'Fieldbook',
      short_name: 'Fieldbook',
      description: 'Jobs, stock and time for the people of Harbour Electric.',
      lang: 'en-GB',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      orientation: 'portrait',
      theme_color: '#13212c',
      background_color: '#f4f3ee',
      categories: ['business', 'productivity'],
      icons: [
        { src: icons.small, sizes: '192x192', type: 'image/png', purpose: 'any' },
        { src: icons.large, sizes: '512x512', type: 'image/png', purpose: 'any' },
        { src: icons.maskable, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
      shortcuts: [
        { name: 'Scan', url: '/scan' },
        { name: 'New job', url: '/work-orders/new' },
      ],
    },
    null,
    2,
  );
}
