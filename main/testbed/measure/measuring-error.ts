/** A measurement that cannot be made, or that failed: the message says what is missing or went wrong, and what to do. */
export class MeasuringError extends Error {}
