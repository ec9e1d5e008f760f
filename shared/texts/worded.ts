/** The shape of `Texts` with any words: what a translation has to be. One that lacks a text or a parameter does not compile. */
export type Worded<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string
    ? string
    : Texts[Key] extends (...parameters: infer Parameters) => string
      ? (...parameters: Parameters) => string
      : Worded<Texts[Key]>;
};
