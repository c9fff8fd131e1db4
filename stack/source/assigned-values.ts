/** A literal that a text gives to a name. */
export interface AssignedValue {
  readonly name: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

const quoted = String.raw`(?:"([^"\n]{3,200})"|'([^'\n]{3,200})'|\x60([^\x60\n]{3,200})\x60`;

const forms: readonly RegExp[] = [
  // name = value, "name": 'value', name: string = `value`, NAME=value
  new RegExp(
    String.raw`["'\x60]?([A-Za-z_][\w.-]{1,60})["'\x60]?(?:\s*:\s*str(?:ing)?)?\s*(?:=>|:=|[:=])\s*${quoted}|([^\s"'\x60,;}\])(]{3,200}))`,
    'gu',
  ),
  // What stands in for a variable that is not set: getenv('NAME', 'value')
  new RegExp(
    String.raw`(?:getenv|environ(?:\.get)?|env|config)\s*\(\s*["']([\w.]+)["']\s*,\s*(?:default\s*=\s*)?${quoted})`,
    'gu',
  ),
  // env.NAME || 'value'
  new RegExp(String.raw`env(?:\.|\[["'])(\w+)(?:["']\])?\s*(?:\|\||\?\?|\bor\b)\s*${quoted})`, 'gu'),
  // ${NAME:-value}
  /\$\{(\w+):?-([^}\n]{3,200})\}/gu,
];

/** Literals by name, of whatever language the text is: code, YAML, JSON, an environment file, prose with `name: value`. */
export function assignedValues(text: string): readonly AssignedValue[] {
  return text.split('\n').flatMap((content, index) =>
    forms.flatMap((form) =>
      [...content.matchAll(form)].map(([, name = '', ...values]) => ({
        name,
        value: values.find((value) => value !== undefined) ?? '',
        line: index + 1,
      })),
    ),
  );
}

const passwordName = /pass(?:word|wd|phrase)?$|pwd$/iu;
const secretName =
  /(?:secret|private[-_]?key|api[-_]?key|access[-_]?key|encryption[-_]?key|signing[-_]?key|secret[-_]?key|auth[-_]?token|access[-_]?token|jwt[-_]?key|_token)$/iu;

/** Names of passwords, by how they end: `DB_PASSWORD`. */
export const isPasswordName = (name: string): boolean => passwordName.test(name);
/** Names of passwords and of keys: `jwtSecret`. */
export const isSecretName = (name: string): boolean => secretName.test(name) || passwordName.test(name);
