import { phoneSteps, type PhoneStep } from '../../reports/phones/phone-result.ts';

const how: Readonly<Record<PhoneStep, string>> = {
  camera:
    '<p>Press, allow the camera, and point it at the second code on the screen.</p><button type="button">Start the camera</button><video playsinline muted hidden></video>',
  photo:
    '<p>Take a photo of anything that nobody minds. It is measured and thrown away.</p><label class="button">Take a photo<input type="file" accept="image/*" capture="environment"></label>',
  storage: '<p>Press; the page is loaded anew.</p><button type="button">Store something</button>',
  offline:
    '<p>Turn on flight mode (and Wi-Fi off), press, then turn it off again.</p><button type="button">Load without network</button>',
  standalone: '<p class="hint"></p>',
};

const style = `:root{color-scheme:light dark;font:17px/1.45 system-ui,sans-serif}
body{margin:0 auto;max-width:34rem;padding:1rem}
section{border-top:1px solid #8886;padding:.6rem 0 1rem}
h1{font-size:1.4rem;margin:.4rem 0}h2{font-size:1.05rem;margin:.4rem 0}
button,.button,input[name]{font:inherit;min-height:2.8rem;border-radius:.5rem;box-sizing:border-box;width:100%}
button,.button{display:block;border:0;background:#1b5fa8;color:#fff;text-align:center;line-height:2.8rem;padding:0}
button:disabled{opacity:.6}.button input{position:absolute;opacity:0;width:1px}
a{color:inherit}video{width:100%;border-radius:.5rem;margin-top:.6rem}
.said{font-weight:600;min-height:1.4em}
label{display:block;margin:.5rem 0}
.warning{display:none;border-left:.3rem solid #c60;padding-left:.7rem}
.insecure #insecure,.untrusted #untrusted{display:block}`;

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/gu, (character) => `&#${character.codePointAt(0)};`);

function step([id, question]: readonly [string, string]): string {
  return `<section id="${id}"><h2>${question}</h2>${how[id as PhoneStep]}<p class="said" role="status"></p></section>`;
}

export const pageStyle = style;

/** The page that the phone opens. @param title of the run that it answers for */
export function pageDocument(title: string, hasAuthority: boolean): string {
  const authority = hasAuthority
    ? 'Open <a href="authority.crt">this run’s certificate authority</a>, trust it in the phone’s settings, load the page again, and take the authority away afterwards.'
    : 'Its address needs a certificate that the phone trusts.';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="referrer" content="no-referrer">
<meta name="apple-mobile-web-app-capable" content="yes">
<title>Golive: a real phone</title>
<link rel="manifest" href="manifest.webmanifest">
<link rel="apple-touch-icon" href="icon-192.png">
<link rel="icon" href="icon-192.png">
<link rel="stylesheet" href="page.css">
</head>
<body>
<main>
<h1>A real phone for ${escaped(title)}</h1>
<p>This page tries what your phone and its browser can do. It is Golive’s own page, not the system. Send it at the end, also where something did not work.</p>
<p class="warning" id="insecure">This address is not secure (no HTTPS): a browser gives such a page no camera.</p>
<p class="warning" id="untrusted">The phone does not trust this page’s certificate, so nothing is kept for the time without network. ${authority}</p>
${Object.entries(phoneSteps).map(step).join('\n')}
<section id="send"><h2>Which phone is it?</h2>
<form>
<label>Device, such as iPhone 15<input name="device" required minlength="2" maxlength="80" autocomplete="off"></label>
<label>System and browser, such as iOS 18.1, Safari<input name="system" required maxlength="80" autocomplete="off"></label>
<label>Your name (optional)<input name="person" maxlength="80" autocomplete="name"></label>
<button>Send</button>
</form><p class="said" role="status"></p></section>
</main>
<script src="reader.js"></script>
<script src="page.js"></script>
</body>
</html>
`;
}

/** Opened from the home screen, it is the same address: with the same code, in a window of its own. */
export const pageManifest = `${JSON.stringify({
  name: 'Golive: a real phone',
  short_name: 'Golive',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#1b5fa8',
  icons: [192, 512].map((size) => ({ src: `icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png' })),
})}\n`;
