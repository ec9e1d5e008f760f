/** What can be asked about points that have been run, beyond their figures. */
export const studyKinds = ['costs', 'what-next'] as const;
/** costs: what the figures depend on; what-next: which change would help. */
export type StudyKind = (typeof studyKinds)[number];
