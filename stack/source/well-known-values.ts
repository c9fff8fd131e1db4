/** Keys and passwords that a document of others publishes, as whoever copies the example runs with them. */
const wellKnown: Readonly<Record<string, string>> = {
  'keyboard cat': 'express-session’s own example',
  'your-256-bit-secret': 'the example of jwt.io',
  'a-string-secret-at-least-256-bits-long': 'the example of jwt.io',
  '09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7': 'FastAPI’s tutorial',
  '192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf': 'Flask’s documents',
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY': 'the documents of AWS',
  minioadmin: 'MinIO’s default',
  temporary_key: 'Airflow’s default',
  laravel_secret: 'Laravel’s examples',
};

/** Words that are the password of a server as it is installed. */
const installed =
  /^(?:postgres|mysql|mariadb|root|admin|guest|redis|elastic|rabbitmq|grafana|toor|sa|changeme)$/iu;

/** Whose published default a value is; undefined where it is none that is known. */
export function publishedBy(value: string): string | undefined {
  if (value.startsWith('django-insecure-')) return 'Django’s startproject, which says so in the key';
  if (installed.test(value)) return 'a server as it is installed';
  return Object.hasOwn(wellKnown, value) ? wellKnown[value] : undefined;
}
