import type { StackFolder } from '../../process/stack-folder.ts';
import type { Shape } from '../../shapes.ts';
import type { StackOptions } from '../../stack-driver.ts';
import { StackError } from '../../stack-error.ts';
import { asText, operatingUser, servingUser } from '../container-user.ts';
import { labelNames, labelsOf } from '../engine/labels.ts';
import type { StackImages } from '../images.ts';
import { secretNames } from '../secret-names.ts';
import { shapeVariables } from '../shape/shape-variables.ts';
import type { Addresses } from './addresses.ts';

export interface ComposeFiles {
  readonly options: StackOptions;
  readonly addresses: Addresses;
  readonly place: StackFolder;
  readonly frontFolder: string;
  readonly environmentFile: string;
  readonly exchangeFolder: string;
  readonly images: StackImages;
  /** As it is shared out among this system's processes. */
  readonly shape: Shape | undefined;
}

/** All that docker-compose.test.yml asks of its environment. Secrets are among them: they are never printed. */
export async function composeVariables(files: ComposeFiles): Promise<Readonly<Record<string, string>>> {
  const { options, addresses, place } = files;
  const { prepared, reaper, secrets, name, smallDiskBytes } = options;
  const volume = (data: string): string => (smallDiskBytes === undefined ? data : `small-${data}`);
  if (prepared.image === undefined)
    throw new StackError('not-ready', 'expected the release to be built into an image, it is not');
  const labels = await labelsOf(reaper.run, name);
  return {
    GOLIVE_RUN: labels[labelNames.run] ?? '',
    GOLIVE_OWNER: labels[labelNames.owner] ?? '',
    GOLIVE_BOOT: labels[labelNames.boot] ?? '',
    GOLIVE_STACK: name,
    GOLIVE_NET: addresses.gateway.split('.').slice(0, 3).join('.'),
    GOLIVE_USER: asText(servingUser()),
    GOLIVE_OPERATOR: asText(operatingUser()),
    GOLIVE_FRONT_FOLDER: files.frontFolder,
    GOLIVE_SHIMS: place.shims,
    GOLIVE_EXCHANGE: files.exchangeFolder,
    GOLIVE_APPLICATION_ENVIRONMENT: files.environmentFile,
    GOLIVE_IMAGE_APPLICATION: prepared.image,
    GOLIVE_DATABASE_VOLUME: volume('database'),
    GOLIVE_OBJECTS_VOLUME: volume('objects'),
    ...(smallDiskBytes === undefined ? {} : { GOLIVE_DISK_BYTES: String(smallDiskBytes) }),
    GOLIVE_DATABASE_PASSWORD: secrets.get(secretNames.administrator),
    GOLIVE_OBJECTS_SECRET: secrets.get(secretNames.objects),
    ...shapeVariables(files.shape),
    ...Object.fromEntries(files.images.map(({ variable, reference }) => [variable, reference])),
  };
}
