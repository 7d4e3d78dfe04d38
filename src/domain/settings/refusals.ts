import { Refused } from '../../kit/errors.js';

/** Several fields cannot be taken as they are; each refusal names its field. */
export class FieldsRefused extends Refused {
  constructor(readonly problems: readonly Refused[]) {
    super('portal:manage.check_fields');
    this.name = 'FieldsRefused';
  }
}

/** Somebody else saved first. `now`: the fields that changed meanwhile, as a form shows them. */
export class ChangedMeanwhile extends Refused {
  constructor(readonly now: Readonly<Record<string, string>>) {
    super('portal:manage.changed_meanwhile');
    this.name = 'ChangedMeanwhile';
  }
}
