import {
  phoneStepIds,
  phoneSteps,
  type PhoneResult,
  type PhoneStep,
  type PhoneStepResult,
} from '../../reports/phones/phone-result.ts';
import { judgeClaim, judgePhoto, type Done } from './claims.ts';
import { emulationSigns } from './emulation-signs.ts';
import type { PhoneToken } from './token.ts';

export interface SessionOptions {
  readonly run: string;
  readonly token: PhoneToken;
  /** What the camera has to read. */
  readonly challenge: string;
  /** Whether the person said that the phone is an emulated one. */
  readonly emulated: boolean;
}

/** What one phone has shown so far. The last answer of a step counts: a person points the camera again. */
export class PhoneSession {
  readonly #options: SessionOptions;
  readonly #steps = new Map<PhoneStep, PhoneStepResult>();
  #openedAt: Date | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  opened(now: Date): void {
    this.#openedAt ??= now;
  }

  /** @throws ZodError for a claim of another form. */
  claim(id: Exclude<PhoneStep, 'photo'>, claim: unknown, now: Date): PhoneStepResult {
    return this.#keep({ id, ...judgeClaim(id, claim, this.#options.challenge), at: now.toISOString() });
  }

  photo(bytes: Buffer, claimed: string, now: Date): PhoneStepResult {
    return this.#keep({ id: 'photo', ...judgePhoto(bytes, claimed), at: now.toISOString() });
  }

  /** Steps that were answered. */
  get steps(): readonly PhoneStepResult[] {
    return [...this.#steps.values()];
  }

  finish({ device, system, person, signs }: Done, now: Date): PhoneResult {
    const { run, token, emulated } = this.#options;
    const emulatedBecause = [...emulationSigns(signs, emulated)];
    return {
      version: 1,
      run,
      token: token.id,
      openedAt: (this.#openedAt ?? now).toISOString(),
      finishedAt: now.toISOString(),
      userAgent: signs.userAgent,
      device,
      system,
      person: person === '' ? null : person,
      fidelity: emulatedBecause.length === 0 ? 'real-device' : 'emulated-phone',
      emulatedBecause,
      steps: phoneStepIds.map((id) => this.#steps.get(id) ?? notTried(id)),
    };
  }

  #keep(step: PhoneStepResult): PhoneStepResult {
    this.#steps.set(step.id, step);
    return step;
  }
}

function notTried(id: PhoneStep): PhoneStepResult {
  const reason = `not tried: ${phoneSteps[id]}`;
  return { id, outcome: 'inconclusive', expected: true, actual: null, reason, at: null };
}
