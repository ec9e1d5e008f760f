/** One choice of a select; choices with the same group stand together under its name. */
export interface SelectOption {
  readonly value: string | number;
  readonly label: string;
  readonly group?: string;
  readonly disabled?: boolean;
}

/** What is wrong with the value of a field. */
export interface FieldProblem {
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** Attributes that tie a control to its field's label, help and problems: `v-bind` them to the control. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/** A part of a text that something is said of, by offsets. */
export interface TextMarking {
  readonly from: number;
  readonly to: number;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** Something that can be written. */
export interface TextChoice {
  readonly label: string;
  readonly text: string;
  readonly detail: string;
}
