import type { Fault } from './fault.ts';

export const loginFilledIn = {
  id: 'login-filled-in',
  at: 'patch',
  what: 'the log-in form comes with a login for trying out',
  turnsRed: ['login.empty-form'],
  bystander: 'cache.headers',
  patch: [
    {
      file: 'web/src/pages/login.tsx',
      find: "const [email, setEmail] = useState('');",
      replace: "const [email, setEmail] = useState('demo@fieldbook.example');",
    },
    {
      file: 'web/src/pages/login.tsx',
      find: "const [password, setPassword] = useState('');",
      replace: "const [password, setPassword] = useState('demo-2026');",
    },
  ],
} as const satisfies Fault;
